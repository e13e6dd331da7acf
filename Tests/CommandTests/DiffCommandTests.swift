import Foundation
import Testing
import ZhibiaoTesting

@Suite("zhibiao diff", .enabled(if: Paths.program != nil))
struct DiffCommandTests {
  static let record =
    #"{"record":"entity/1","doc":"a","id":"a#e0-2","exact":"清徐","start":0,"end":2,"type":"region","rule":"r"}"#

  func run(_ old: String, _ new: String, _ options: String..., input: String = "") throws -> ProgramRun {
    let folder = try CommandTests.scratch(["old.jsonl": old, "new.jsonl": new])
    defer { try? FileManager.default.removeItem(at: folder) }
    return try ProgramRun(
      #require(Paths.program), ["diff"] + (options.isEmpty ? ["old.jsonl", "new.jsonl"] : options), input: input,
      folder: folder.path)
  }

  @Test("exit code 0 without differences, 1 with some, 2 for what cannot be read")
  func codes() throws {
    #expect(try run(Self.record, Self.record).status == 0)
    let changed = Self.record.replacingOccurrences(of: "region", with: "facility")
    let differs = try run(Self.record, changed)
    #expect(differs.status == 1 && differs.output.contains("entity.type  1        region → facility (1)"))
    let bad = try run(Self.record, Self.record + "\n{\"record\":\n")
    #expect(bad.status == 2 && bad.output.isEmpty)
    #expect(bad.errors.hasPrefix("error: new.jsonl:2:11: the line ends too early\n  {\"record\":\n"), "\(bad.errors)")
    #expect(try run("", "", "old.jsonl", "none.jsonl").status == 2)
    #expect(try run("", "", "-", "-").status == 2)
  }

  @Test("standard input on one side; --json")
  func json() throws {
    let changed = Self.record.replacingOccurrences(of: "region", with: "facility")
    let run = try run(Self.record, "", "old.jsonl", "-", "--json", input: changed)
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 1 && lines.count == 2)
    #expect(lines.first?.hasPrefix(#"{"record":"difference/1","id":""#) ?? false)
    #expect(
      lines.last?.hasPrefix(#"{"record":"diff/1","documents":1,"changed_documents":1,"same":0,"changed":1,"#) ?? false)
  }
}
