import ArgumentParser

/// `zhibiao rules`: what people who write tables need.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check, test, list, count and begin rows of the rule tables.",
    subcommands: [RulesCheck.self, RulesTest.self, RulesList.self, RulesStats.self, RulesLint.self, RulesNew.self])
}
