import ArgumentParser
import Zhibiao

struct Stages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what each stage did to one document, and how long it took.",
    discussion: """
      EXAMPLES
        zhibiao stages article.txt
        zhibiao stages articles.jsonl --document a-17 --samples 20
      """)

  @Argument(help: ArgumentHelp("A file; - is standard input.", valueName: "file"))
  var input: String

  @Option(help: ArgumentHelp("Of several documents in the file, the one with this id.", valueName: "id"))
  var document: String?

  @Option(help: ArgumentHelp("How many of each thing to show.", valueName: "n"))
  var samples = 3

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let file = try options.file()
    let clock = ContinuousClock()
    let start = clock.now
    let pipeline = try Pipeline(file)
    let loaded = clock.now - start
    var document = try Self.find(document, in: input, with: file.ingest)
    let sink = try OutputFile(path: nil)
    let show = { (name: String, time: Duration, lines: [String]) in
      let head = Self.padded(name, 10) + Self.padded(left: Self.milliseconds(time), 10) + "  " + (lines.first ?? "")
      let body = lines.dropFirst().map { "\n" + String(repeating: " ", count: 24) + Terminal.safe($0) }.joined()
      try sink.write(Array((Terminal.safe(head) + body + "\n").utf8))
    }
    try show("tables", loaded, ["\(pipeline.tables.rows.count) rows of \(pipeline.tables.kinds.count) kinds"])
    let report = StageReport(samples: max(0, samples))
    for stage in StageName.allCases {
      let before = document
      let begun = clock.now
      let size = stage == .emit ? pipeline.emit(document).count : 0
      pipeline.run(stage, on: &document)
      let time = clock.now - begun
      let isOff = pipeline.file.disabled.contains(stage)
      try show(
        stage.rawValue, time,
        isOff ? ["switched off"] : report.lines(of: stage, before: before, after: document, emitted: size))
    }
  }

  /// The document of this id in an input; the first where none is named.
  static func find(_ document: String?, in input: String, with options: IngestOptions) throws -> Document {
    var ingester = Ingester([input], options: options)
    var known: [String] = []
    while let next = ingester.next() {
      let found = try next.get()
      if document == nil || found.id == document { return found }
      if known.count < 200 { known.append(found.id) }
    }
    guard let document else { throw InputError(place: input, reason: "there is no document in it") }
    throw InputError(place: input, reason: "there is no document '\(document)' in it; \(suggestion(document, known))")
  }

  private static func milliseconds(_ time: Duration) -> String {
    let microseconds = Int(time.components.seconds) * 1_000_000 + Int(time.components.attoseconds / 1_000_000_000_000)
    return "\(microseconds / 1000).\(padded(left: String(microseconds % 1000), 3, "0").prefix(2)) ms"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func padded(left text: String, _ width: Int, _ fill: String = " ") -> String {
    String(repeating: fill, count: max(0, width - text.count)) + text
  }
}
