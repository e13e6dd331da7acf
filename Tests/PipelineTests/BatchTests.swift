import Foundation
import Ingesting
import Records
import Testing
import ZhibiaoTesting

@testable import Pipeline

@Suite("Runs over many documents")
struct BatchTests {
  func run(_ path: String, jobs: Int) async throws -> (output: [UInt8], progress: BatchProgress) {
    let pipeline = try TestPipeline.shared()
    var output: [UInt8] = []
    let progress = try await Batch(pipeline, jobs: jobs).run(Ingester([path], options: pipeline.file.ingest)) {
      outcome, _ in
      if case .success(let lines) = outcome.result { output += lines }
    }
    return (output, progress)
  }

  @Test("output is the same, byte for byte, for any number of jobs, and in the order of the input")
  func order() async throws {
    let lines = (0..<120).map { n in
      n % 17 == 3 ? "{" : "{\"id\":\"\(n)\",\"text\":\"\(String(repeating: "全市增长5%。", count: n * 7 % 40))\"}"
    }
    let scratch = try Scratch(["a.jsonl": lines.joined(separator: "\n")])
    let one = try await run("\(scratch.path)/a.jsonl", jobs: 1)
    for jobs in [2, 3, 8] {
      let many = try await run("\(scratch.path)/a.jsonl", jobs: jobs)
      #expect(many.output == one.output)
      #expect(many.progress == one.progress)
    }
    #expect(one.progress.documents == 120 && one.progress.failures == 7)
    let ids = try String(decoding: one.output, as: UTF8.self).split(separator: "\n").map {
      try TestRecord(line: String($0))
    }
    .filter { $0.type == "document" }.map { Int($0["id"]) ?? -1 }
    #expect(ids == (0..<120).filter { $0 % 17 != 3 })
  }

  @Test("bytes that are no text, and pages nested too deep to have any, fail; the others are done")
  func noText() async throws {
    let noise = (0..<5000).map { [UInt8]([0xE5, 0x85, 0xA8, 0xFF])[$0 % 4] }
    let scratch = try Scratch(["a.txt": "全市增长5%。", "b.html": String(repeating: "<div>", count: 20_000) + "甲"])
    try scratch.write("c.html", Data(noise))
    let done = try await run(scratch.path, jobs: 1)
    #expect(done.progress.documents == 3 && done.progress.failures == 2)
  }

  @Test("an error of the receiver ends the run")
  func receiver() async throws {
    struct Full: Error {}
    let scratch = try Scratch(["a.txt": "甲", "b.txt": "乙", "c.txt": "丙"])
    let pipeline = try TestPipeline.shared()
    await #expect(throws: Full.self) {
      _ = try await Batch(pipeline, jobs: 2).run(Ingester([scratch.path], options: IngestOptions())) { _, _ in
        throw Full()
      }
    }
  }

  @Test("a date that is no date is told, and not used")
  func badDate() throws {
    let document = try TestPipeline.shared().document(of: "今年增长5%。", date: "soon")
    #expect(document.metadata.datePublished == nil)
    #expect(document.warnings.contains { $0.contains("'soon'") })
  }

  @Test("the date of the command line yields to the document's own, and not to what its text says")
  func defaultDate() throws {
    let pipeline = try TestPipeline.with { $0.ingest.date = "2021-11-15" }
    #expect(pipeline.document(of: "新华社太原2020年4月20日电 正文。").metadata.datePublished == "2021-11-15")
    #expect(pipeline.document(of: "正文。", date: "2019-01-01").metadata.datePublished == "2019-01-01")
  }

  @Test(
    "no text makes the pipeline fall over",
    arguments: [
      "", "\n", "。", "%", "亿", "\u{0}", "\u{FEFF}", "2021年", "一", "、", "（", "\u{1F600}\u{200D}",
      String(repeating: "9", count: 400) + "亿元",
      String(repeating: "（", count: 2000), String(repeating: "增长5%、", count: 500), String(repeating: "一二三", count: 200),
    ])
  func anyText(text: String) throws {
    let pipeline = try TestPipeline.shared()
    var document = pipeline.document(of: text)
    _ = pipeline.emit(document)
    document.mediaType = .html
    document.bytes = Array(text.utf8)
    pipeline.process(&document)
  }
}

@Suite("Examples of rows")
struct ExampleRunTests {
  @Test("an example may begin with a date, and a region")
  func parts() {
    #expect(ExampleRun.parts(of: "增长5%") == ("2021-11-15", nil, "增长5%"))
    #expect(ExampleRun.parts(of: "[2018-03-05] 增长5%") == ("2018-03-05", nil, "增长5%"))
    #expect(ExampleRun.parts(of: "[2018-03-05 140121] 增长\\n5%") == ("2018-03-05", "140121", "增长\n5%"))
    #expect(ExampleRun.parts(of: "[1]增长5%") == ("2021-11-15", nil, "[1]增长5%"))
  }
}
