import ArgumentParser
import Zhibiao

struct Extract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes the records of articles as JSON Lines.")

  @Argument(help: "Files or folders; - is standard input.")
  var inputs: [String] = []

  @Option(help: "Types of records to write, parted by commas.")
  var emit: String?

  @Option(help: "The date of documents that give none.")
  var date: String?

  @Option(help: "The region of documents that give none.")
  var region: String?

  @Option(name: .shortAndLong)
  var output: String?

  @Option(help: "Documents to work on at the same time.")
  var jobs: Int = 2

  @Option(help: "A folder of tables.")
  var tables: [String] = []

  @Option(help: "A pipeline file.")
  var pipeline: String?

  func run() async throws {
    var file = try PipelineFile(path: pipeline ?? Home.pipelines() + "/news.yml")
    file.tables += tables
    if let emit { file.records = Set(emit.split(separator: ",").compactMap { RecordType(rawValue: String($0)) }) }
    file.ingest.date = date ?? file.ingest.date
    file.ingest.region = region ?? file.ingest.region
    let pipeline = try Pipeline(file)
    let sink = try OutputFile(path: output)
    let done = try await Batch(pipeline, jobs: jobs).run(Ingester(inputs.isEmpty ? ["-"] : inputs, options: file.ingest)) { outcome, _ in
      switch outcome.result {
      case .success(let lines): try sink.write(lines)
      case .failure(let failure): Terminal.complain("\(failure)")
      }
    }
    try sink.finish()
    if done.failures > 0 { throw ExitCode(1) }
  }
}
