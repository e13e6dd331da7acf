import ArgumentParser
import Zhibiao

/// `zhibiao diff`: what changed between two runs.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two files of records, by rule and by field.",
    discussion: """
      Records are matched by document, type and the stretch of text that they stand on, also when text was put in before \
      it. A record is changed, lost, new, or moved to another stretch. The rule that is the likeliest cause comes first. \
      The exit code is 1 when there are differences.

      EXAMPLES
        zhibiao diff before.jsonl after.jsonl
        zhibiao extract pages/ --tables my-tables | zhibiao diff before.jsonl -
        zhibiao diff before.jsonl after.jsonl --samples 0     # only the counts
        zhibiao diff run-1/ run-2/                            # folders that `extract -o run-1/` wrote
        zhibiao diff before.jsonl after.jsonl --html report.html
        zhibiao diff before.jsonl after.jsonl --json          # a line for each difference, then one of counts
      """)

  @Argument(
    help: ArgumentHelp(
      "The records as they were: a file, the folder of a run, or - for standard input.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The records as they are now.", valueName: "new"))
  var new: String

  @Flag(help: "Write JSON Lines: a line for each difference, then one of counts.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write a page to look at in a browser as well: articles with their differences, in one file.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("How many differences of each rule and field to show.", valueName: "n"))
  var samples = 3

  @Option(help: ArgumentHelp("How many rules and fields to tell of.", valueName: "n"))
  var rules = 12

  func validate() throws {
    if old == "-", new == "-" { throw ValidationError("only one of the two can be standard input") }
    if samples < 0 || rules < 0 { throw ValidationError("--samples and --rules take 0 or more") }
  }

  func run() throws {
    let diff = RecordDiff(old: try RecordFile(path: old), new: try RecordFile(path: new))
    let sink = try OutputFile(path: nil)
    let page = try html.map { try OutputFile(path: $0) }
    var report = Report(
      summary: DiffSummary(samples: json ? 0 : samples), sink: json ? sink : nil,
      page: try page.map { page in try HTMLReport { try page.write($0) } })
    try diff.run(&report)
    try report.page?.finish()
    try page?.finish()
    let end = json ? DiffJSON.line(report.summary) : DiffText(report.summary, rules: rules).description
    try sink.write(Array(end.utf8))
    if report.summary.hasDifferences { throw ExitCode(Fault.differences) }
  }

  /// Counts, and writes each difference at once where that is asked for.
  private struct Report: DiffReport {
    var summary: DiffSummary
    let sink: OutputFile?
    var page: HTMLReport?

    mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup) {
      summary.addSame(lines, of: group)
      page?.addSame(lines, of: group)
    }

    mutating func add(document: String, _ differences: [Difference], old: RecordGroup?, new: RecordGroup?) throws {
      summary.add(document: document, differences)
      try page?.add(document: document, differences, old: old, new: new)
      for difference in differences { try sink?.write(Array(DiffJSON.line(difference).utf8)) }
    }
  }
}
