import Rules
import Testing
import ZhibiaoTesting

@testable import Pipeline

@Suite("Pipeline files")
struct PipelineFileTests {
  static let stages =
    "stages:\n  - ingest\n  - decode\n  - normalise\n  - segment\n  - tag\n  - relate\n  - resolve\n  - emit\n"

  func faults(_ text: String) -> [String] {
    do {
      _ = try PipelineFile(text: text, path: "news.yml")
      return []
    } catch {
      return (error as? Diagnostics)?.list.map { "\($0.line):\($0.column): \($0.message)" } ?? ["\(error)"]
    }
  }

  @Test("folders of tables are taken from the file's own folder")
  func tables() throws {
    let file = try PipelineFile(text: "tables: [tables, /abs]\n" + Self.stages, path: "/etc/zhibiao/news.yml")
    #expect(file.tables == ["/etc/zhibiao/tables", "/abs"])
    #expect(file.disabled.isEmpty)
  }

  @Test("a stage that is switched off or left out does not run")
  func disabled() throws {
    let file = try PipelineFile(
      text: "stages: [ingest, decode, segment, {stage: tag, enabled: false}, relate, emit]", path: "a.yml")
    #expect(file.disabled == [.normalise, .tag, .resolve])
  }

  @Test("options of stages")
  func options() throws {
    let text = """
      stages:
        - {stage: ingest, date: 2021-11-15, region: "140121", map: {text: body}, max_bytes: 1000, format: jsonl}
        - {stage: decode, pages: false}
        - {stage: emit, records: [observation]}
      """
    let file = try PipelineFile(text: text, path: "a.yml")
    #expect(file.ingest.date == "2021-11-15" && file.ingest.region == "140121" && file.ingest.limits.bytes == 1000)
    #expect(file.ingest.fieldNames == ["text": "body"] && file.ingest.format == .jsonl)
    #expect(file.records == [.observation])
    #expect(!file.isOn("pages", of: .decode))
  }

  @Test(
    "what is not known is refused with its place",
    arguments: [
      ("stage: []\n", "1:1: a pipeline file has no key 'stage'"),
      ("stages:\n  - ingest\n  - decod\n  - emit\n", "3:5: no stage is called 'decod'"),
      ("stages:\n  - ingest\n  - stage: decode\n    colour: red\n  - emit\n", "4:5: 'decode' has no option 'colour'"),
      ("stages:\n  - stage: ingest\n    format: xml\n  - decode\n  - emit\n", "3:13: 'xml' is not known here"),
      (
        "stages:\n  - ingest\n  - decode\n  - stage: tag\n    enabled: maybe\n  - emit\n",
        "5:14: true or false is wanted"
      ),
      ("stages:\n  - ingest\n  - tag\n  - decode\n  - emit\n", "4:5: 'decode' must stand before 'tag'"),
      ("stages:\n  - ingest\n  - decode\n  - decode\n  - emit\n", "4:5: the stage 'decode' stands twice"),
      ("stages:\n  - ingest\n  - decode\n", "2:3: the stage 'emit' is missing"),
      (
        "stages:\n  - ingest\n  - stage: decode\n    enabled: false\n  - emit\n",
        "4:14: nothing can be done without 'decode'"
      ),
      ("- a\n", "1:1: a pipeline file is a mapping with the key 'stages'"),
      ("", "1:1: a pipeline file is a mapping with the key 'stages'"),
    ])
  func unknown(text: String, fault: String) {
    #expect(faults(text).contains(fault), "\(faults(text))")
  }

  @Test("what is no YAML is refused with its place")
  func yaml() {
    #expect(faults("stages: [\n").first?.contains("not YAML") == true)
    #expect(faults("a: b: c\n").first?.hasPrefix("1:5: not YAML") == true)
  }

  @Test("the standard file is fine")
  func standard() throws {
    let file = try PipelineFile(path: "\(Paths.pipelines)/news.yml")
    #expect(file.disabled.isEmpty)
    #expect(file.tables == ["\(Paths.pipelines)/tables"])
  }
}

@Suite("Where the program's tables are")
struct HomeTests {
  @Test("installed, they are in ../share of the program")
  func installed() throws {
    let scratch = try Scratch(["share/zhibiao/Pipelines/tables/a.tsv": "", "bin/zhibiao": ""])
    #expect(
      try Home.pipelines(environment: [:], executable: "\(scratch.path)/bin/zhibiao")
        == "\(scratch.path)/share/zhibiao/Pipelines")
  }

  @Test("in a build folder, they are above the program")
  func built() throws {
    let scratch = try Scratch(["Pipelines/tables/a.tsv": "", ".build/x86_64/debug/zhibiao": ""])
    #expect(
      try Home.pipelines(environment: [:], executable: "\(scratch.path)/.build/x86_64/debug/zhibiao")
        == "\(scratch.path)/Pipelines")
  }

  @Test("ZHIBIAO_HOME goes before all, and must be right")
  func environment() throws {
    let scratch = try Scratch(["Pipelines/tables/a.tsv": ""])
    #expect(
      try Home.pipelines(environment: ["ZHIBIAO_HOME": scratch.path], executable: nil) == "\(scratch.path)/Pipelines")
    #expect(throws: InputError.self) { try Home.pipelines(environment: ["ZHIBIAO_HOME": "/nowhere"], executable: nil) }
  }

  @Test("where none are, the message says what to set")
  func none() {
    #expect { try Home.pipelines(environment: [:], executable: "/x/y/zhibiao") } throws: {
      "\($0)".contains("ZHIBIAO_HOME")
    }
  }
}
