import Ingesting
import Testing

@Suite("JSON Lines")
struct JSONEscapeTests {
  @Test("escaped characters are themselves, whatever their digits and planes")
  func escapes() throws {
    let line = Array(#"{"text":"\u4e00\u5EA6\uff01\ud842\udfb7\n\u0041"}"#.utf8)
    let value = try line.withUnsafeBufferPointer { try JSONLine($0) }["text"]
    guard case .text(let bytes) = value else {
      Issue.record("no string: \(String(describing: value))")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "一度！𠮷\nA")
  }
}
