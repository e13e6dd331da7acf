import ArgumentParser
import Zhibiao

/// `zhibiao test`: golden records against those of now.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Compare the records of a folder of articles with their golden records.",
    discussion: """
      Below the folder, each article (.txt, .html, .ndjson) has its golden records (.jsonl) and its options (.yml: date,
      region, format, records, simplify, unmask, pages) beside it. The figures are precision, recall and F1 of the records
      of now against the golden ones, by type and by field. The exit code is 1 when anything differs.

      `zhibiao review` decides of differences; --update writes the goldens of those that were accepted, and of no others.

      EXAMPLES
        zhibiao test Corpus
        zhibiao test Corpus --junit report.xml --tables my-tables
        zhibiao test Corpus --update
      """)

  @Argument(help: ArgumentHelp("The folder of the suite.", valueName: "folder"))
  var folder: String

  @Flag(help: "Write JSON Lines: a line for each difference, then one of figures.")
  var json = false

  @Option(help: ArgumentHelp("Write a report for test servers (JUnit's XML) to a file as well.", valueName: "file"))
  var junit: String?

  @Flag(help: "Take accepted differences over into the golden files.")
  var update = false

  @OptionGroup var decisions: DecisionOptions

  @Option(help: ArgumentHelp("How many differences of a case to show.", valueName: "n"))
  var samples = 10

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let suite = try GoldenSuite(folder: folder)
    if suite.cases.isEmpty { throw InputError(place: folder, reason: "there is no article in it") }
    let pipeline = try Pipeline(options.file())
    let decided = try Decisions(path: decisions.path(of: folder))
    var runs = try suite.cases.map { try GoldenRun($0, pipeline) }
    if update {
      runs = try runs.map { run in
        let merged = try run.merged(decided)
        guard merged != run.golden ?? [] else { return run }
        try OutputFile.replace(run.goldenPath, merged)
        Terminal.note("written: \(run.goldenPath)")
        return try GoldenRun(name: run.name, goldenPath: run.goldenPath, golden: merged, now: run.now)
      }
    }
    let report = GoldenReport(runs, decisions: decided)
    if let junit { try OutputFile.replace(junit, Array(report.junit.utf8)) }
    try OutputFile(path: nil).write(Array((json ? report.json : report.text(samples: max(0, samples))).utf8))
    if report.hasDifferences { throw ExitCode(Fault.differences) }
  }
}

/// Where decisions are kept.
struct DecisionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file that keeps the decisions. (default: decisions.tsv in the folder, or OLD.decisions.tsv)",
      valueName: "file"))
  var decisions: String?

  func path(of target: String) -> String { decisions ?? "\(target)/decisions.tsv" }
}

extension OutputFile {
  /// Writes a file as a whole.
  static func replace(_ path: String, _ bytes: [UInt8]) throws {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.finish()
  }
}
