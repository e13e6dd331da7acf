import ArgumentParser
import Zhibiao

struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples in the rows of the tables through the whole pipeline.",
    discussion: """
      EXAMPLES
        zhibiao rules test
        zhibiao rules test unit. growth.verb
      """)

  @Argument(help: ArgumentHelp("Only rows whose id begins so.", valueName: "id"))
  var prefixes: [String] = []

  @Option(help: ArgumentHelp("Only tables of this kind.", valueName: "kind"))
  var kind: String?

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let pipeline = try Pipeline(options.file())
    let run = ExampleRun(pipeline)
    let kinds = try RulesList.kinds(kind, of: pipeline.tables)
    let rows = kinds.flatMap { pipeline.tables.rows(of: $0) }.filter { row in
      prefixes.isEmpty || prefixes.contains { row.id.hasPrefix($0) }
    }
    let count = rows.reduce(0) { $0 + $1.examples.count }
    if rows.isEmpty { throw ValidationError("no row has an id that begins with \(prefixes.joined(separator: " or "))") }
    let failures = rows.flatMap { run.failures(of: $0) }
    for failure in failures { print(Terminal.safe(Self.words(failure))) }
    guard failures.isEmpty else {
      print("\(failures.count) of \(count) examples of \(rows.count) rows fail")
      throw ExitCode(Fault.tables)
    }
    print("\(count) examples of \(rows.count) rows hold")
  }

  private static func words(_ failure: ExampleRun.Failure) -> String {
    let (row, example) = (failure.row, failure.example)
    let fields = example.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    let wanted =
      (example.isPositive ? "wants a record of \(row.id)" : "wants no record of \(row.id)")
      + (fields.isEmpty ? "" : " with \(fields)")
    let got = failure.got.isEmpty ? ["none"] : failure.got
    return "\(row.file):\(row.line): \(row.id): \(example.isPositive ? "yes" : "no"): \(example.text)\n  \(wanted)\n"
      + got.map { "  got \($0)\n" }.joined()
  }
}
