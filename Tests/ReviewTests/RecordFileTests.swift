import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Reading files of records")
struct RecordFileTests {
  static let good = #"{"record":"period/1","doc":"a","id":"a#p0-2","exact":"今年","start":0,"end":2,"rule":"r"}"#

  private func fault(_ text: String) throws -> String {
    let file = try ScratchFile(text)
    let records = try RecordFile(path: file.path)
    var group = RecordGroup()
    do {
      while try records.next(&group) {}
    } catch let error as BadRecords {
      var fault = error.fault
      fault.file = "f"
      return fault.description
    }
    return "none"
  }

  @Test("Lines, blank lines, and a last line without an end")
  func lines() throws {
    let file = try ScratchFile(Self.good + "\r\n\n  \n" + Self.good)
    let records = try RecordFile(path: file.path)
    var group = RecordGroup()
    #expect(try records.next(&group))
    #expect(group.lines.map(\.number) == [1, 4] && group.id == "a" && group.rules(group.lines[0]) == ["r"])
    #expect(try !records.next(&group))
  }

  @Test(
    "A bad line is told with its place and a caret",
    arguments: [
      (#"{"record":"period/1","doc":今}"#, "f:2:28: no JSON value begins so", 29),
      (#"{"record":"period/1","doc":"a","start":x}"#, "f:2:40: no JSON value begins so", 41),
      (#"{"record":"period/1","doc":"今","start":"5","end":6}"#, "f:2:40: \"start\" must be a whole number", 41),
      (#"{"record":"period/2","doc":"a"}"#, "f:2:11: no record is of the type \"period/2\"", 12),
      (#"{"text":"一"}"#, "f:2:1: this is no record", 2),
      (#"{"record":"period/1","doc":"a"#, "f:2:30: the line ends too early", 31),
      ("null", "f:2:1: a line must hold a record", 2),
      (#"{"record":"period/1"} x"#, "f:2:23: something follows the record", 24),
    ])
  func bad(line: String, message: String, caret: Int) throws {
    let lines = try fault(Self.good + "\n" + line + "\n").split(separator: "\n")
    #expect(lines[0].hasPrefix(message), "\(lines[0])")
    #expect(lines[2].prefix { $0 == " " }.count >= min(caret, 3) && lines[2].contains("^"), "\(lines)")
  }

  @Test("The files of a run's folder are one, and a fault is told with the file that it lies in")
  func folder() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(throws: InputError.self) { try RecordFile(path: url.path) }
    let other = Self.good.replacingOccurrences(of: #""doc":"a""#, with: #""doc":"b""#)
    let parts = [Self.good + "\n", "\(other)\n\(Self.good)\n\(other)\nnull\n"]
    for (at, text) in parts.enumerated() {
      try Data(text.utf8).write(to: url.appendingPathComponent("records-0000\(at + 1).jsonl"))
    }
    let records = try RecordFile(path: url.path)
    var (group, ids) = (RecordGroup(), [String]())
    let error = #expect(throws: BadRecords.self) { while try records.next(&group) { ids.append(group.id) } }
    #expect(ids == ["a", "b", "a"])
    #expect(error?.description.contains("records-00002.jsonl:4:1: a line must hold a record") ?? false)
  }

  @Test("Strings with escapes, and members in another order")
  func escapes() throws {
    let file = try ScratchFile(
      #"{"end":2,"start":0,"exact":"\ud842\udfb7\"\n","id":"a#p0-2","doc":"\u0061","record":"period/1"}"#)
    var group = RecordGroup()
    #expect(try RecordFile(path: file.path).next(&group))
    #expect(group.id == "a" && group.text(group.lines[0], "exact") == "𠮷\"\n")
  }

  @Test("What is no file is told as such", arguments: ["/nonexistent/x", "/tmp"])
  func unreadable(path: String) {
    #expect(throws: InputError.self) { try RecordFile(path: path) }
  }

  @Test("A line longer than what is read at a time")
  func long() throws {
    let id = String(repeating: "长", count: 200_000)
    let line = Self.good.replacingOccurrences(of: "今年", with: id)
    let file = try ScratchFile(line + "\n" + line.replacingOccurrences(of: #""doc":"a""#, with: #""doc":"b""#))
    let records = try RecordFile(path: file.path)
    var (group, ids) = (RecordGroup(), [String]())
    while try records.next(&group) { ids.append(group.id + (group.text(group.lines[0], "exact") == id ? "" : "!")) }
    #expect(ids == ["a", "b"])
  }
}
