import ArgumentParser
import Zhibiao

/// Which rules a subcommand works with.
struct PipelineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of rule tables to add; a row overrides the one of its kind and id, `-ID` takes one away. Repeatable.",
      valueName: "dir"))
  var tables: [String] = []

  @Option(help: ArgumentHelp("The pipeline file; the standard one is news.yml.", valueName: "file"))
  var pipeline: String?

  /// The pipeline file with the tables that were named.
  func file() throws -> PipelineFile {
    var file = try PipelineFile(path: pipeline ?? Home.pipelines() + "/news.yml")
    // A pipeline file that names no tables works with the program's own.
    if file.tables.isEmpty { file.tables = ["\(try Home.pipelines())/tables"] }
    file.tables += tables
    return file
  }
}
