import Foundation
import Testing
import ZhibiaoTesting

/// The program as a shell sees it. Skipped where it was not built with these tests.
@Suite("The command line", .enabled(if: Paths.program != nil))
struct CommandTests {
  /// A home with few tables: what is tested here is the program around the rules, and it starts dozens of times.
  static let home = Result {
    let url = try scratch()
    let tables = url.appendingPathComponent("Pipelines/tables")
    try FileManager.default.createDirectory(at: tables, withIntermediateDirectories: true)
    for name in ["news.yml", "tables/segment", "tables/decode"] {
      try FileManager.default.copyItem(
        atPath: "\(Paths.pipelines)/\(name)", toPath: url.appendingPathComponent("Pipelines/\(name)").path)
    }
    return url.path
  }

  func run(
    _ arguments: String..., input: String = "", folder: String? = nil, environment: [String: String]? = nil
  ) throws -> ProgramRun {
    try ProgramRun(
      #require(Paths.program), arguments, input: input, folder: folder,
      environment: environment ?? ["ZHIBIAO_HOME": Self.home.get()])
  }

  static func scratch(_ files: [String: String] = [:]) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
    return url
  }

  // MARK: extract

  @Test("standard input to standard output, from any folder")
  func stdin() throws {
    let run = try run(
      "extract", "--date", "2021-11-15", input: "2020年,清徐县地区生产总值增长5.1%。\n", folder: "/", environment: [:])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let first = try TestRecord(line: String(try #require(run.output.split(separator: "\n").first)))
    #expect(first["record"] == "document/1" && first["id"] == "-" && first["date_published"] == "2021-11-15")
  }

  @Test("the same bytes on repeat, and for one and two jobs")
  func repeatable() throws {
    let url = try Self.scratch(["a.txt": "一季度增长5%。", "b.txt": "二季度增长6%。", "c.txt": "三季度增长7%。"])
    let one = try run("extract", url.path, "--jobs", "1").output
    #expect(try run("extract", url.path, "--jobs", "2").output == one)
    #expect(try run("extract", url.path, "--jobs", "2").output == one)
  }

  @Test("empty input is an empty document and no fault", arguments: ["", "\n", "   "])
  func empty(input: String) throws {
    let run = try run("extract", input: input)
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test("--emit chooses the types")
  func emit() throws {
    let run = try run("extract", "--emit", "entity", input: "清徐县位于山西省。", environment: [:])
    let types = try run.output.split(separator: "\n").map { try TestRecord(line: String($0)).type }
    #expect(!types.isEmpty && types.allSatisfy { $0 == "entity" })
  }

  @Test("-o writes the file whole and leaves nothing beside it")
  func output() throws {
    let url = try Self.scratch(["a.txt": "甲"])
    let run = try run("extract", "a.txt", "-o", "out.jsonl", folder: url.path)
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() == ["a.txt", "out.jsonl"])
  }

  @Test("a missing input is told, the others are done, and the exit code says so")
  func missing() throws {
    let url = try Self.scratch(["a.txt": "甲"])
    let run = try run("extract", "none.txt", "a.txt", folder: url.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("none.txt: ingest: No such file or directory"))
    #expect(run.output.contains("\"id\":\"a.txt\""))
  }

  @Test("a bad line of JSON is told with its line; the run goes on and ends with 1")
  func badLine() throws {
    let url = try Self.scratch(["a.jsonl": "{\"text\":\"甲\"}\n{\"text\"\n{\"text\":\"乙\"}\n"])
    let run = try run("extract", "a.jsonl", folder: url.path)
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.errors.contains("a.jsonl:2:8: ingest: not JSON: the line ends too early"))
    #expect(run.errors.contains("1 of 3 documents failed"))
  }

  @Test(
    "a slip on the command line is told with what may be meant, and ends with 2",
    arguments: [
      (["extract", "--emit", "entitty"], "did you mean 'entity'?"),
      (["extract", "--map", "txt=body"], "did you mean 'text'?"),
      (["extract", "--date", "15.11.2021"], "write it as 2021-11-15"),
      (["extract", "--region", "太原"], "a code of six digits is wanted"),
      (["extract", "--jobs", "0"], "at least 1 is needed"), (["extract", "--nope"], "Unknown option '--nope'"),
      (["extrakt"], "Unexpected argument 'extrakt'"),
      (["extract", "--tables", "/nowhere"], "/nowhere: no folder of rule tables is there"),
      (["extract", "--pipeline", "/nowhere.yml"], "/nowhere.yml: cannot read the pipeline file"),
      (["extract", "-o", "/nowhere/out"], "/nowhere/out: No such file or directory"),
      (["rules", "list", "--kind", "unitz"], "there is no table of this kind"),
    ])
  func slips(arguments: [String], message: String) throws {
    let run = try ProgramRun(#require(Paths.program), arguments, environment: ["ZHIBIAO_HOME": Self.home.get()])
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("escapes of a terminal in file names and texts never come out raw")
  func escapes() throws {
    let run = try run("extract", "no\u{1B}[31mfile")
    #expect(!run.errors.unicodeScalars.contains("\u{1B}"))
    #expect(try !self.run("extract", input: "甲\u{1B}[31m乙").output.unicodeScalars.contains("\u{1B}"))
  }

  @Test("a reader that goes away is no fault")
  func lostReader() throws {
    let url = try Self.scratch(["a.txt": String(repeating: "全市增长5%。", count: 30_000)])
    let program = try #require(Paths.program)
    let run = try ProgramRun(
      "/bin/sh", ["-c", "'\(program)' extract a.txt a.txt a.txt | head -c 10; echo"], folder: url.path,
      environment: ["ZHIBIAO_HOME": Self.home.get()])
    #expect(run.errors.isEmpty, "\(run.errors)")
  }

  @Test("without colour where nobody looks")
  func colour() throws {
    #expect(try run("extract", "none").errors.hasPrefix("error: none"))
  }

  // MARK: rules, schema, stages, version

  @Test("rules check counts rows; a fault in a table ends with 3 and shows its place")
  func rulesCheck() throws {
    let good = try run("rules", "check")
    #expect(good.status == 0 && good.output.contains("tables are fine"), "\(good.errors)")
    let url = try Self.scratch(["mine.tsv": "#! sentence_marks\nid\tmark\trole\nmine.a\t；\tendd\n"])
    let bad = try run("rules", "check", "--tables", url.path)
    #expect(bad.status == 3 && bad.output.isEmpty)
    #expect(bad.errors.contains("mine.tsv:3:10: 'endd' is no role"))
    #expect(bad.errors.contains("did you mean 'end'?"))
  }

  @Test("a table of one's own adds rows without a rebuild")
  func ownTables() throws {
    let url = try Self.scratch(["mine.tsv": "#! sentence_marks\nid\tmark\trole\nmine.semicolon\t；\tend\n"])
    let list = try run("rules", "list", "--kind", "sentence_marks", "--tables", url.path)
    #expect(list.output.contains("mine.semicolon"))
  }

  @Test("the tables are found through ZHIBIAO_HOME")
  func home() throws {
    #expect(try run("rules", "check", environment: ["ZHIBIAO_HOME": Paths.package]).status == 0)
    let bad = try run("rules", "check", environment: ["ZHIBIAO_HOME": "/nowhere"])
    #expect(bad.status == 2 && bad.errors.contains("/nowhere: ZHIBIAO_HOME has no Pipelines/tables"))
  }

  @Test("stages prints each stage of the pipeline")
  func stages() throws {
    let url = try Self.scratch(["a.txt": "2020年,清徐县增长5.1%。"])
    let run = try run("stages", "a.txt", folder: url.path)
    #expect(run.status == 0)
    for stage in ["ingest", "decode", "normalise", "segment", "tag", "relate", "resolve", "emit"] {
      #expect(run.output.contains("\n\(stage) "))
    }
    #expect(try self.run("stages", "none.txt").status == 2)
  }

  @Test("--version names the program and the libraries under it")
  func version() throws {
    let run = try run("--version")
    #expect(run.status == 0 && run.output.hasPrefix("zhibiao 0.1.0 (ICU "))
  }

  @Test("help goes to standard output", arguments: [["--help"], ["extract", "--help"], ["rules", "test", "--help"]])
  func help(arguments: [String]) throws {
    let run = try ProgramRun(#require(Paths.program), arguments)
    #expect(run.status == 0 && run.errors.isEmpty && run.output.contains("USAGE: zhibiao"))
  }

  @Test("every line validates against the schema", .enabled(if: CommandTests.hasValidator))
  func schema() throws {
    let schema = try run("schema").output
    let text = "2020年,清徐县地区生产总值增长5.1%,规模以上工业增加值增长12.6%,增速均列全市第一。投资8000余万元。"
    let records = try run(
      "extract", "--emit", "document,entity,period,quantity,observation", "--date", "2021-11-15", input: text,
      environment: [:]
    ).output
    let url = try Self.scratch(["schema.json": schema, "records.jsonl": records])
    let script = """
      import json, jsonschema
      schema = json.load(open("schema.json"))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for line in open("records.jsonl"): validator.validate(json.loads(line))
      """
    let run = try ProgramRun("/usr/bin/env", ["python3", "-c", script], folder: url.path)
    #expect(run.status == 0, "\(run.errors)")
  }

  static let hasValidator: Bool = {
    let run = try? ProgramRun("/usr/bin/env", ["python3", "-c", "import jsonschema; jsonschema.Draft202012Validator"])
    return run?.status == 0
  }()
}
