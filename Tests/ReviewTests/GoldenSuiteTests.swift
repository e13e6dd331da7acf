import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Suites of golden cases")
struct GoldenSuiteTests {
  private func folder(_ files: [String: String]) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    for (name, text) in files {
      let file = url.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return url
  }

  @Test("Articles are found at any depth, with options and goldens beside them")
  func found() throws {
    let url = try folder([
      "a/b/c.txt": "今年增长5%。", "a/b/c.yml": "date: 2020-01-02\nrecords: [observation]\n", "d.html": "<p>甲</p>",
      "e.jsonl": "", ".git/x.txt": "",
    ])
    defer { try? FileManager.default.removeItem(at: url) }
    let cases = try GoldenSuite(folder: url.path).cases
    #expect(cases.map(\.name) == ["a/b/c", "d"] && cases.allSatisfy { $0.golden == nil })
    let records = String(decoding: try cases[0].records(TestPipeline.shared()), as: UTF8.self)
    #expect(records.hasPrefix(#"{"record":"observation/1","doc":"c.txt","#) && records.contains("2020-01-01"))
  }

  @Test(
    "Options with a slip are refused with their place",
    arguments: [
      ("dat: 2020-01-02", "1:1: a golden case has no option 'dat'"),
      ("\nformat: pdf", "2:9: there is no format 'pdf'"), ("records: [entities]", "1:10: no records are of the type"),
      ("date: 2020-13-02", "1:7: '2020-13-02' is no date"), ("[1]", "1:1: options are written"),
    ])
  func options(text: String, message: String) {
    let error = #expect(throws: Diagnostic.self) { try GoldenOptions(text: text, path: "o.yml") }
    #expect(error?.description.hasPrefix("o.yml:\(message)") ?? false, "\(error?.description ?? "")")
  }

  @Test("A folder that is none")
  func none() { #expect(throws: InputError.self) { try GoldenSuite(folder: "/nonexistent") } }
}
