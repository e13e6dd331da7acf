import ArgumentParser
import Zhibiao

/// The root of the command line: names the subcommands, and turns whatever they throw into text and an exit code.
@main
struct ZhibiaoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhibiao",
    abstract: "Turns Chinese news and policy articles into structured records.",
    discussion: """
      Each number becomes a record that says what was measured, where, for which period, in which unit and on which \
      basis, and which characters of the source and which rules it came from.

      EXAMPLES
        zhibiao extract article.txt
        zhibiao extract pages/ --region 140121 -o records.jsonl
        zhibiao stages article.txt

      EXIT CODES
        0  done
        1  some documents could not be read or failed; the others are done; or `diff` or `test` found a difference
        2  the command line is wrong, or an input or output named on it cannot be used
        3  a rule table or pipeline file is wrong, or an example of a rule fails
      """,
    version: Version.line,
    subcommands: [
      Extract.self, PipeCommand.self, ReplayCommand.self, DiffCommand.self, TestCommand.self, ReviewCommand.self,
      Explain.self, RulesCommand.self, SchemaCommand.self,
      Stages.self,
    ])

  static func main() async {
    OutputFile.ignoreLostReaders()
    do {
      var command = try parseAsRoot()
      if var concurrent = command as? any AsyncParsableCommand {
        try await concurrent.run()
      } else {
        try command.run()
      }
    } catch {
      Fault(error, of: Self.self).exit()
    }
  }
}
