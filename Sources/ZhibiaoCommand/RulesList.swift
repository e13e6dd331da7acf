import ArgumentParser
import Zhibiao

struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print all rows: kind, id, place, what they say, and how many examples they carry.")

  @Option(help: ArgumentHelp("Only tables of this kind.", valueName: "kind"))
  var kind: String?

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let pipeline = try Pipeline(options.file())
    var lines = [["kind", "id", "place", "examples", "says"]]
    for kind in try Self.kinds(kind, of: pipeline.tables) {
      for row in pipeline.tables.rows(of: kind) {
        lines.append([kind, row.id, "\(row.file):\(row.line)", "\(row.examples.count)", row.summary])
      }
    }
    let sink = try OutputFile(path: nil)
    try sink.write(Array(TextTable(lines).description.utf8))
  }

  /// The kind that was asked for, or all.
  static func kinds(_ wanted: String?, of tables: TableSet) throws -> [String] {
    guard let wanted else { return tables.kinds }
    if tables.kinds.contains(wanted) { return [wanted] }
    throw ValidationError("--kind \(wanted): there is no table of this kind; \(suggestion(wanted, tables.kinds))")
  }
}
