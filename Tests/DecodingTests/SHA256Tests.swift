import CDigest
import Foundation
import Testing

@testable import Decoding

@Suite("SHA-256")
struct SHA256Tests {
  @Test("the standard's examples")
  func known() {
    #expect(digest(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      digest([UInt8](repeating: 0x61, count: 200))
        == "c2a908d98f5df987ade41b5fce213067efbcc21ef2240212a41e54b5e7c28ae5")
  }

  @Test("the processor's instructions and plain C agree at every length", arguments: 0..<200)
  func agree(_ length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
    var fast = [UInt8](repeating: 0, count: 32)
    var plain = fast
    zb_sha256(bytes, bytes.count, &fast)
    zb_sha256_portable(bytes, bytes.count, &plain)
    #expect(fast == plain)
  }

  @Test("a file in pieces and its bytes at once agree", arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
  func file(_ length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let found = try #require(SHA256.file(url.path))
    #expect(found.digest == digest(bytes) && found.bytes == length)
    #expect(SHA256.file(url.path + "-none") == nil)
  }

  private func digest(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { SHA256.hexadecimal($0) } }
}
