import ArgumentParser

/// `zhibiao rules`: what people who write tables need.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check, test and list the rule tables.",
    subcommands: [RulesCheck.self, RulesTest.self, RulesList.self])
}
