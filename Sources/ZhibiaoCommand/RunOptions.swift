import ArgumentParser
import Zhibiao

/// How a run into a folder goes: `extract INPUT… -o FOLDER/`.
struct RunOptions: ParsableArguments {
  @Flag(help: "Into a folder: go on with the run that was ended there.")
  var resume = false

  @Flag(help: "Into a folder: begin anew, and drop what an earlier run left there.")
  var restart = false

  @Flag(help: "Into a folder that holds a whole run: add the documents that are new or changed since.")
  var update = false

  @Option(help: ArgumentHelp("Into a folder: only part I of N of the documents, such as 1/4.", valueName: "i/n"))
  var shard: String?

  @Option(help: ArgumentHelp("Into a folder: megabytes of a file of records. (default: 256)", valueName: "mb"))
  var shardSize: Int?

  @Option(help: ArgumentHelp("Into a folder: end the run when more documents have failed.", valueName: "n"))
  var maxFailures: Int?

  @Option(
    help: ArgumentHelp(
      "Into a folder: seconds for one document, after which it is put into quarantine. (default: 120)", valueName: "n"))
  var maxSeconds: Int?

  @Option(help: ArgumentHelp("Into a folder: megabytes of memory for the program. (default: 4096)", valueName: "mb"))
  var maxMemory: Int?

  @Option(help: ArgumentHelp("Into a folder: write the run's figures for Prometheus to a file.", valueName: "file"))
  var metrics: String?

  /// Set by the supervising process: the descriptor that closes when it is gone.
  @Option(help: .hidden) var supervised: Int32?

  func validate() throws {
    if [resume, restart, update].filter({ $0 }).count > 1 {
      throw ValidationError("--resume, --restart and --update exclude each other")
    }
    _ = try part()
    for (name, value) in [
      ("--shard-size", shardSize), ("--max-seconds", maxSeconds), ("--max-memory", maxMemory),
    ] {
      if let value, value < 1 { throw ValidationError("\(name) \(value): at least 1 is needed") }
    }
    if let maxFailures, maxFailures < 0 { throw ValidationError("--max-failures \(maxFailures): 0 or more is wanted") }
  }

  /// Whether one of the options was given, and which.
  var given: String? {
    if resume { return "--resume" }
    if restart { return "--restart" }
    if update { return "--update" }
    if shard != nil { return "--shard" }
    if shardSize != nil { return "--shard-size" }
    if maxFailures != nil { return "--max-failures" }
    if maxSeconds != nil { return "--max-seconds" }
    if maxMemory != nil { return "--max-memory" }
    if metrics != nil { return "--metrics" }
    return nil
  }

  func folderOptions(jobs: Int) throws -> FolderRun.Options {
    var options = FolderRun.Options()
    options.jobs = jobs
    options.part = try part()
    options.maxFailures = maxFailures
    if let shardSize { options.shardBytes = shardSize << 20 }
    return options
  }

  private func part() throws -> (index: Int, count: Int)? {
    guard let shard else { return nil }
    let numbers = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], count > 0, (1...count).contains(index)
    else { throw ValidationError("--shard \(shard): write I/N, such as 1/4") }
    return (index - 1, count)
  }
}
