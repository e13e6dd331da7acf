import ArgumentParser
import Zhibiao

/// `zhibiao test`: golden records against those of now.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Compare the records of a folder of articles with golden ones, or records with gold annotations.",
    discussion: """
      Below the folder, each article (.txt, .html, .ndjson) has its golden records (.jsonl) and its options (.yml: date, \
      region, format, records, simplify, unmask, pages) beside it. The figures are precision, recall and F1 of the records \
      of now against the golden ones, by type and by field. The exit code is 1 when anything differs.

      `zhibiao review` decides of differences; --update writes the goldens of those that were accepted, and of no others.

      With --gold, the argument is a file of records, which are scored against annotations made by hand: precision, recall \
      and F1 of what was found (detection), of figures with all that they say right (tuple), of entities, and so on.

      EXAMPLES
        zhibiao test Corpus
        zhibiao test Corpus --junit report.xml --tables my-tables
        zhibiao test Corpus --html report.html
        zhibiao test Corpus --update
        zhibiao test --gold gold.jsonl records.jsonl --misses
      """)

  @Argument(help: ArgumentHelp("The folder of the suite; with --gold, a file of records.", valueName: "folder"))
  var folder: String

  @Option(help: ArgumentHelp("Score records against the gold annotations of a file.", valueName: "file"))
  var gold: String?

  @Flag(help: "With --gold, list what was missed, invented or wrong.")
  var misses = false

  @Option(
    help: ArgumentHelp(
      "With --gold, records of document A are of gold document B. Repeatable.", valueName: "A=B"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp("With --gold, where its `file` begins; else the folder above the gold's.", valueName: "dir"))
  var root: String?

  @Flag(help: "Write JSON Lines: a line for each difference, then one of figures.")
  var json = false

  @Option(help: ArgumentHelp("Write a report for test servers (JUnit's XML) to a file as well.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write the differences as a page for a browser to a file as well.", valueName: "file"))
  var html: String?

  @Flag(help: "Take accepted differences over into the golden files.")
  var update = false

  @OptionGroup var decisions: DecisionOptions

  @Option(help: ArgumentHelp("How many differences of a case to show.", valueName: "n"))
  var samples = 10

  @OptionGroup var options: PipelineOptions

  func validate() throws {
    if gold == nil, misses || !map.isEmpty || root != nil {
      throw ValidationError("--misses, --map and --root go with --gold")
    }
    if gold != nil, update || junit != nil || html != nil {
      throw ValidationError("--update, --junit and --html do not go with --gold")
    }
    _ = try names()
  }

  private func names() throws -> [String: String] {
    try map.reduce(into: [:]) { out, pair in
      guard let equals = pair.lastIndex(of: "="), equals != pair.startIndex else {
        throw ValidationError("--map \(pair): write RECORD_DOC=GOLD_DOC")
      }
      out[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
    }
  }

  private func score(_ gold: String) throws {
    let (score, warnings) = try GoldRun.score(gold: gold, records: folder, names: names(), root: root)
    for warning in warnings { Terminal.warn(warning) }
    let text = json ? score.json(withMisses: misses) : score.text(withMisses: misses)
    try OutputFile(path: nil).write(Array(text.utf8))
  }

  func run() throws {
    if let gold { return try score(gold) }
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
    if let html {
      let file = try OutputFile(path: html)
      var page = try HTMLReport { try file.write($0) }
      for run in runs { try run.report(to: &page) }
      try page.finish()
      try file.finish()
    }
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
