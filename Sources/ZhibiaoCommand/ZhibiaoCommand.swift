import ArgumentParser

@main
struct ZhibiaoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhibiao",
    abstract: "Turns Chinese news and policy articles into structured records.",
    subcommands: [Extract.self])
}
