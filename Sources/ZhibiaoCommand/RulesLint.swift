import ArgumentParser
import Zhibiao

struct RulesLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Point out rows that are well-formed and yet odd.",
    discussion: """
      Rows without the examples, counter-examples or sources that most rows of their table have; words that two rows of a \
      kind share; words that no text holds once it is normalised. These are hints: the exit code is 0, or 3 with --strict.

      EXAMPLES
        zhibiao rules lint
        zhibiao rules lint --tables my-tables --strict
      """)

  @Flag(help: "End with exit code 3 when there is anything to tell.")
  var strict = false

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let findings = RuleLint(try Pipeline(options.file())).findings()
    let text = findings.map { $0.description + "\n" }.joined()
    try OutputFile(path: nil).write(Array(text.utf8))
    Terminal.note(findings.isEmpty ? "nothing to tell" : "\(findings.count) hints")
    if strict, !findings.isEmpty { throw ExitCode(Fault.tables) }
  }
}
