import Foundation
import Testing

@testable import Ingesting

@Suite("A line of JSON")
struct JSONLineTests {
  func read(_ text: String) throws -> JSONLine {
    try Array(text.utf8).withUnsafeBufferPointer { try JSONLine($0) }
  }

  func text(_ json: String) throws -> String? {
    guard case .text(let bytes)? = try read("{\"t\":\(json)}")["t"] else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "escapes are undone",
    arguments: [
      (#""a\n\t\"\\\/b""#, "a\n\t\"\\/b"), (#""\u4e2d\u6587""#, "中文"), (#""\ud842\udfb7野家""#, "𠮷野家"), (#""""#, ""),
      (#""\ud842x""#, "\u{FFFD}x"), (#""\udfb7""#, "\u{FFFD}"), (#""\ud842\u4e2d""#, "\u{FFFD}中"),
    ])
  func escapes(json: String, expected: String) throws {
    #expect(try text(json) == expected)
  }

  @Test("numbers and words are taken as they are written, nested values passed over")
  func values() throws {
    let line = try read(#" {"id": 17, "x": -1.5e3, "ok":true, "no":null, "list":[1,{"text":"内"}], "text":"外"} "#)
    #expect(line["id"] == .literal("17"))
    #expect(line["x"] == .literal("-1.5e3"))
    #expect(line["ok"] == .literal("true"))
    #expect(line["no"] == .null)
    #expect(line["list"] == .nested)
    #expect(line["text"] == .text(Array("外".utf8)))
    #expect(line["none"] == nil)
  }

  @Test(
    "what is no JSON is refused, with its place",
    arguments: [
      "", "[1]", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":01}"#, #"{"a":1} x"#, #"{"a":"b}"#, #"{"a":"\x"}"#,
      #"{"a":"\u12"}"#,
      "{\"a\":\"\u{1}\"}", "{a:1}", #"{"a":tru}"#, #"{"a":1.}"#, #"{"a":[1,]}"#, #"{"a":NaN}"#,
    ])
  func faults(text: String) {
    #expect(throws: JSONLine.Fault.self) { try read(text) }
  }

  @Test("depth is bounded")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONLine.Fault.self) { try read("{\"a\":\(deep)") }
  }
}
