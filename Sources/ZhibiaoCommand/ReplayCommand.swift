import ArgumentParser
import Zhibiao

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Try the documents of a run's quarantine again.",
    discussion: """
      Takes the inputs and options from the run's journal; call it from the folder in which the run was begun. What \
      succeeds now comes into a file of records of its own, what fails again stays in quarantine.jsonl.

      EXAMPLE
        zhibiao replay out/
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "folder"))
  var folder: String

  /// Set by the supervising process.
  @Option(help: .hidden) var supervised: Int32?

  func run() async throws {
    let place = RunFolder(folder)
    guard let journal = try RunJournal(path: place.journal), let header = journal.header else {
      throw InputError(place: folder, reason: "no run is in this folder")
    }
    guard var extract = try Extract.parseAsRoot(header.arguments) as? Extract else {
      throw InputError(place: place.journal, reason: "the command line of the run is not understood")
    }
    extract.runs.supervised = supervised
    var run = extract.intoFolder(folder, try Pipeline(extract.configured(extract.options.file())))
    run.isReplay = true
    let code = try await run.run()
    if code != 0 { throw ExitCode(code) }
  }
}
