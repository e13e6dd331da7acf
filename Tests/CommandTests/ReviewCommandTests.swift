import Foundation
import Testing
import ZhibiaoTesting

@Suite("zhibiao test and zhibiao review", .enabled(if: Paths.program != nil))
struct ReviewCommandTests {
  private func suite() throws -> URL {
    try CommandTests.scratch(["a.txt": "一季度增长5%。\n", "b.txt": "二季度增长6%。\n", "b.yml": "date: 2021-11-15\n"])
  }

  private func run(_ arguments: String..., at folder: URL) throws -> ProgramRun {
    try ProgramRun(
      #require(Paths.program), arguments, folder: folder.path, environment: ["ZHIBIAO_HOME": CommandTests.home.get()])
  }

  private func files(_ folder: URL) throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl") }
    return try names.reduce(into: [:]) {
      $0[$1] = try String(contentsOf: folder.appendingPathComponent($1), encoding: .utf8)
    }
  }

  @Test("goldens come about by acceptance alone, and the decisions replay on a fresh copy")
  func loop() throws {
    let (folder, copy) = (try suite(), try suite())
    defer { for url in [folder, copy] { try? FileManager.default.removeItem(at: url) } }
    let first = try run("test", ".", at: folder)
    #expect(first.status == 1 && first.output.contains("== a: 1 difference, there is no golden yet"), "\(first.output)")
    // Nothing is accepted, nothing is written.
    #expect(try run("test", ".", "--update", at: folder).status == 1)
    #expect(try files(folder).isEmpty)
    let listed = try run("review", ".", at: folder)
    let line = try #require(listed.output.split(separator: "\n").first { $0.hasPrefix("new ") })
    let id = String(line.split(separator: " ")[1])
    #expect(try run("review", ".", "--accept", id, at: folder).errors.contains("1 accepted, 0 rejected, 1 pending"))
    #expect(try run("test", ".", "--update", at: folder).status == 1)
    #expect(try files(folder).keys.sorted() == ["a.jsonl"])
    #expect(try run("review", ".", "--accept-all", at: folder).status == 0)
    #expect(try run("test", ".", "--update", at: folder).status == 0)
    #expect(try run("test", ".", at: folder).output.hasSuffix("2 cases, all the same\n"))
    try FileManager.default.copyItem(
      at: folder.appendingPathComponent("decisions.tsv"), to: copy.appendingPathComponent("decisions.tsv"))
    #expect(try run("test", ".", "--update", at: copy).status == 0)
    #expect(try files(copy) == files(folder))
  }

  @Test("--junit, --json, an unknown id and a folder without articles")
  func options() throws {
    let folder = try suite()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try self.run("test", ".", "--json", "--junit", "r.xml", at: folder)
    #expect(run.status == 1 && run.output.hasPrefix(#"{"case":"a","verdict":null,"record":"difference/1""#))
    let xml = try String(contentsOf: folder.appendingPathComponent("r.xml"), encoding: .utf8)
    #expect(xml.contains(#"tests="2" failures="2""#))
    let bad = try self.run("review", ".", "--accept", "000000000000", at: folder)
    #expect(bad.status == 2 && bad.errors.contains("no difference has the id '000000000000'"))
    #expect(try self.run("test", "/nonexistent", at: folder).status == 2)
  }

  @Test("two files: what is accepted goes into the old one")
  func files() throws {
    let record = DiffCommandTests.record
    let folder = try CommandTests.scratch([
      "old.jsonl": record + "\n", "new.jsonl": record.replacingOccurrences(of: "region", with: "event") + "\n",
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try self.run("review", "old.jsonl", "new.jsonl", "--accept-field", "type", "--update", at: folder)
    #expect(run.status == 0, "\(run.errors)")
    let all = try files(folder)
    #expect(all["old.jsonl"] == all["new.jsonl"])
  }
}
