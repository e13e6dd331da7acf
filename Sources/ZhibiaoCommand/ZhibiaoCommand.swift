import ArgumentParser

@main
struct ZhibiaoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "zhibiao")
}
