import Foundation
import Records
import Rules
import Testing
import ZhibiaoTesting

@testable import Ingesting

@Suite("Ingesting archives")
struct IngestArchiveTests {
  static let text = Array("2020年甲县GDP增长5%。".utf8)

  func read(_ name: String, _ data: Data, _ limits: IngestLimits = IngestLimits()) throws -> (
    ids: [String], faults: [String], skipped: [String: Int], bytes: [[UInt8]]
  ) {
    let scratch = try Scratch()
    try scratch.write(name, data)
    var options = IngestOptions()
    options.limits = limits
    var ingester = Ingester(["\(scratch.path)/\(name)"], options: options)
    var out: (ids: [String], faults: [String], skipped: [String: Int], bytes: [[UInt8]]) = ([], [], [:], [])
    let short = { (text: String) in text.replacingOccurrences(of: scratch.path + "/", with: "") }
    while let next = ingester.next() {
      switch next {
      case .success(let document):
        out.ids.append(short(document.id))
        out.bytes.append(document.bytes)
      case .failure(let error): out.faults.append(short("\(error)"))
      }
    }
    out.skipped = ingester.skipped
    return out
  }

  func member(_ name: String, _ content: [UInt8] = text) -> ContainerFile.Member { (Array(name.utf8), content) }

  @Test("a compressed file is the document that it holds, under its own path")
  func compressed() throws {
    let page = try read("a.html.gz", ContainerFile.gzip(Array("<p>甲".utf8)))
    #expect(page.ids == ["a.html.gz"] && page.bytes == [Array("<p>甲".utf8)])
    let lines = try read("a.jsonl.gz", ContainerFile.gzip(Array("{\"text\":\"一\"}\n{\"text\":\"二\"}\n".utf8)))
    #expect(lines.ids == ["a.jsonl.gz#1", "a.jsonl.gz#2"])
  }

  @Test("members have the archive's path before their own, in archives in archives as well")
  func paths() throws {
    let inner = Array(ContainerFile.zip([member("b.txt"), member("c.jsonl", Array("{\"text\":\"一\"}\n".utf8))]))
    let tar = ContainerFile.tar([
      member("甲/a.txt"), member("x.png"), member(".hidden.txt"), member("in.zip", inner),
      member("d.txt.gz", Array(ContainerFile.gzip(Self.text))),
      member("readme.gz", Array(ContainerFile.gzip(Self.text))),
      member("access.log.gz"),
    ])
    let found = try read("t.tar", tar)
    #expect(
      found.ids == [
        "t.tar!甲/a.txt", "t.tar!in.zip!b.txt", "t.tar!in.zip!c.jsonl#1", "t.tar!d.txt.gz", "t.tar!readme.gz",
      ])
    #expect(found.faults.isEmpty)
    #expect(found.skipped == [".png": 1, ".gz": 1])
  }

  @Test("names in GBK are read")
  func gbk() throws {
    // 新闻.txt
    let name: [UInt8] = [0xD0, 0xC2, 0xCE, 0xC5] + Array(".txt".utf8)
    #expect(try read("a.zip", ContainerFile.zip([(name, Self.text)])).ids == ["a.zip!新闻.txt"])
  }

  @Test("hostile names are refused, each with its reason, and the others are read")
  func names() throws {
    let zip = ContainerFile.zip([
      member("../a.txt"), member("/b.txt"), member("c/../../d.txt"), member("C:\\e.txt"), member("f\u{1B}.txt"),
      member("good.txt"),
    ])
    let found = try read("a.zip", zip)
    #expect(found.ids == ["a.zip!good.txt"])
    #expect(
      found.faults == [
        "a.zip!../a.txt: the member's name leads out of the archive",
        "a.zip!/b.txt: the member's name is an absolute path",
        "a.zip!c/../../d.txt: the member's name leads out of the archive",
        "a.zip!C:/e.txt: the member's name is an absolute path",
        "a.zip!f\\u{1b}.txt: control characters in the member's name",
      ])
  }

  @Test("a bomb is refused before it is in memory")
  func bomb() throws {
    // 8 MB of spaces, by `bzip2`.
    let bomb = try #require(
      Data(base64Encoded: "QlpoOTFBWSZTWSzQnkMAQEAQgMAAAAQACCAAMMwFKaYBANiAgHi7kinChIFmhPIY"))
    let found = try read("a.txt.bz2", bomb)
    #expect(found.ids.isEmpty)
    #expect(found.faults == ["a.txt.bz2: unpacks to more than 250 times its size"])
    let inside = try read("a.zip", ContainerFile.zip([member("b.txt.bz2", Array(bomb)), member("c.txt")]))
    #expect(inside.ids == ["a.zip!c.txt"])
    #expect(inside.faults == ["a.zip!b.txt.bz2: unpacks to more than 250 times its size"])
  }

  @Test("limits on size, depth and number")
  func limits() throws {
    var limits = IngestLimits()
    limits.bytes = 100
    let big = [UInt8](repeating: 0x61, count: 200)
    let found = try read("a.zip", ContainerFile.zip([member("a.txt", big), member("b.txt")]), limits)
    #expect(found.ids == ["a.zip!b.txt"] && found.faults == ["a.zip!a.txt: larger than the limit of 100 bytes"])
    let declared = try read("a.zip", ContainerFile.zip([member("a.txt")], declared: 2_000_000_000))
    #expect(declared.faults.first == "a.zip!a.txt: larger than the limit of 67108864 bytes")

    limits = IngestLimits()
    limits.depth = 2
    var nested = ContainerFile.zip([member("a.txt")])
    for _ in 0..<2 { nested = ContainerFile.zip([member("in.zip", Array(nested)), member("b.txt")]) }
    let deep = try read("a.zip", nested, limits)
    #expect(deep.ids == ["a.zip!in.zip!b.txt", "a.zip!b.txt"])
    #expect(deep.faults == ["a.zip!in.zip!in.zip: archives in archives beyond the limit of 2"])

    limits.members = 2
    let many = try read("a.tar", ContainerFile.tar((1...4).map { member("\($0).txt") }), limits)
    #expect(many.ids.count == 2 && many.faults == ["a.tar: more than the limit of 2 members"])
  }

  @Test("what is cut off or no archive is told")
  func damaged() throws {
    let zip = ContainerFile.zip([member("a.txt"), member("b.txt")])
    let cut = try read("a.zip", zip.prefix(30 + 5 + Self.text.count + 30 + 5 + 4))
    #expect(cut.ids == ["a.zip!a.txt"] && !cut.faults.isEmpty)
    #expect(try read("a.zip", Data("hello".utf8)).faults == ["a.zip: no archive that can be read"])
    #expect(try read("a.txt.gz", ContainerFile.gzip(Self.text).prefix(20)).faults == ["a.txt.gz: truncated gzip input"])
    #expect(try read("a.html.gz", Data("<p>甲".utf8)).ids == ["a.html.gz"], "not compressed, whatever its name says")
  }

  @Test("a damaged member is one fault, and those behind it are read")
  func damagedMember() throws {
    // Three files by `zip`, the first of them damaged.
    let zip = try #require(
      Data(
        base64Encoded:
          "UEsDBBQAAAAIAExOeV37P5ZAJAAAABwCAAAFAAAAYS50eHT/////////////m5727Xd3CXi6aN7LqftNVR83NBmNSo1sKQBQSwMEFAAAAAgATE55Xfs/lkAkAAAAHAIAAAUAAABiLnR4dDMyMDJ4unPL8ymbnvbtd3cJeLpo3sup+01VHzc0GY1KjWwpAFBLAwQUAAAACABMTnld+z+WQCQAAAAcAgAABQAAAGMudHh0MzIwMni6c8vzKZue9u13dwl4umjey6n7TVUfNzQZjUqNbCkAUEsBAhQDFAAAAAgATE55Xfs/lkAkAAAAHAIAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsBAhQDFAAAAAgATE55Xfs/lkAkAAAAHAIAAAUAAAAAAAAAAAAAAIABRwAAAGIudHh0UEsBAhQDFAAAAAgATE55Xfs/lkAkAAAAHAIAAAUAAAAAAAAAAAAAAIABjgAAAGMudHh0UEsFBgAAAAADAAMAmQAAANUAAAAAAA=="
      ))
    let found = try read("a.zip", zip)
    #expect(found.ids == ["a.zip!b.txt", "a.zip!c.txt"])
    #expect(found.faults.count == 1 && found.faults.first?.hasPrefix("a.zip!a.txt: ") == true)
  }
}
