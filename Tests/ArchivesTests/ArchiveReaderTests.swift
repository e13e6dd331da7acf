import Archives
import Foundation
import Testing
import ZhibiaoTesting

@Suite("Archives by libarchive")
struct ArchiveReaderTests {
  func names(_ reader: ArchiveReader) throws -> [String] {
    var out: [String] = []
    while let member = try reader.next() { out.append(String(decoding: member.name ?? [], as: UTF8.self)) }
    return out
  }

  func content(_ reader: ArchiveReader) throws -> String {
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 5)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
      if count == 0 { return String(decoding: out, as: UTF8.self) }
      out += buffer[..<count]
    }
  }

  @Test("what is no archive is a stream without layers")
  func plain() throws {
    let reader = try ArchiveReader(Array("plain text".utf8))
    let member = try #require(try reader.next())
    #expect(member.isStream && reader.layers == 0)
  }

  @Test("members come in order, with names that are not ASCII, from memory and from a stream")
  func members() throws {
    let members: [ContainerFile.Member] = [(Array("甲/一.txt".utf8), Array("一二三".utf8)), (Array("b".utf8), [])]
    for data in [ContainerFile.zip(members), ContainerFile.tar(members)] {
      #expect(try names(ArchiveReader(Array(data))) == ["甲/一.txt", "b"])
      var pieces = stride(from: 0, to: data.count, by: 7).map { Array(data[$0..<min($0 + 7, data.count)]) }
      let reader = try ArchiveReader(stream: { pieces.isEmpty ? [] : pieces.removeFirst() })
      _ = try reader.next()
      #expect(try content(reader) == "一二三")
      #expect(try names(reader) == ["b"])
    }
  }

  @Test("a compressed stream has one member without a name")
  func stream() throws {
    let reader = try ArchiveReader(Array(ContainerFile.gzip(Array("甲乙".utf8))))
    let member = try #require(try reader.next())
    #expect(member.isStream && member.name == nil && reader.layers == 1)
    #expect(try content(reader) == "甲乙")
    #expect(try reader.next() == nil)
  }

  @Test("what is cut off is a fault behind what could be read")
  func cutOff() throws {
    let zip = ContainerFile.zip([(Array("a".utf8), Array("甲".utf8)), (Array("b".utf8), Array("乙乙乙乙".utf8))])
    let reader = try ArchiveReader(Array(zip.prefix(34 + 31 + 4)))
    _ = try reader.next()
    #expect(try content(reader) == "甲")
    _ = try reader.next()
    #expect(throws: ArchiveFault.self) { _ = try content(reader) }
  }

  @Test("a stream that cannot be read is a fault")
  func brokenStream() {
    #expect(throws: ArchiveFault.self) { _ = try ArchiveReader(stream: { nil }).next() }
  }
}
