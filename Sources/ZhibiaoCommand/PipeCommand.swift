import ArgumentParser
import Zhibiao

struct PipeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipe",
    abstract: "Read a document a line, write its records a line: for other programs.",
    discussion: """
      Each line of standard input is a document as JSON (id, text or content, title, date, url, source, author, region). \
      For each, in order and at once, a line is written: {"id":…,"records":[…],"warnings":[…]}, or \
      {"id":…,"error":{"stage":…,"place":…,"reason":…}}. It ends with 0 when the input ends.

      EXAMPLE
        zhibiao pipe --emit observation < articles.jsonl | jq -r '.records[].indicator_name'
      """)

  @Option(
    help: ArgumentHelp("Types of records, parted by commas; as for `extract`.", valueName: "types"))
  var emit: String?

  @Option(help: ArgumentHelp("The date (2021-11-15) of documents that give none of their own.", valueName: "date"))
  var date: String?

  @Option(help: ArgumentHelp("The region (GB/T 2260 code) of documents that give none.", valueName: "code"))
  var region: String?

  @Option(
    help: ArgumentHelp("The name that a field has in the input, such as text=body. Repeatable.", valueName: "f=name"))
  var map: [String] = []

  @OptionGroup var options: PipelineOptions

  /// The same options as `extract` has, so that they mean the same.
  private func extract() throws -> Extract {
    var arguments = ["-", "--format", "jsonl"]
    if let emit { arguments += ["--emit", emit] }
    if let date { arguments += ["--date", date] }
    if let region { arguments += ["--region", region] }
    for map in map { arguments += ["--map", map] }
    return try Extract.parse(arguments)
  }

  func validate() throws { _ = try extract() }

  func run() throws {
    let file = try extract().configured(options.file())
    let pipeline = try Pipeline(file)
    let sink = try OutputFile(path: nil)
    var ingester = Ingester(["-"], options: file.ingest)
    while let next = ingester.next() {
      switch pipeline.answer(to: next) {
      case .success(let answer):
        try sink.write(PipedAnswer.records(answer.lines, id: answer.id, warnings: answer.warnings))
      case .failure(let failure):
        try sink.write(
          PipedAnswer.failure(
            id: failure.place, stage: failure.stage.rawValue, place: failure.place, reason: failure.reason))
      }
    }
  }
}
