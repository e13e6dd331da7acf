import ArgumentParser
import FoundationEssentials
import Zhibiao

/// `extract INPUT… -o FOLDER/`: a run that loses nothing.
struct ExtractIntoFolder {
  let pipeline: Pipeline
  let folder: RunFolder
  let inputs: [String]
  let jobs: Int
  let options: RunOptions
  /// The documents of the quarantine are tried again.
  var isReplay = false

  /// Whether an output names a folder: by a slash at its end, or because it is one.
  static func isFolder(_ output: String?) -> Bool {
    guard let output, output != "-" else { return false }
    var isFolder: Bool = false
    return output.hasSuffix("/")
      || FileManager.default.fileExists(atPath: output, isDirectory: &isFolder) && isFolder
  }

  private var maxSeconds: Int { options.maxSeconds ?? 120 }

  /// The exit code of the program.
  func run() async throws -> Int32 {
    if let supervisor = options.supervised { return try await work(supervisor) }
    guard !inputs.contains("-") else {
      throw InputError(
        place: "-", reason: "standard input cannot be read again; write it into a file first, or use -o FILE")
    }
    guard try isReplay ? beginReplay() : begin() else { return 0 }
    return try Supervisor(folder: folder, maxSeconds: maxSeconds).run()
  }

  /// Makes the folder ready; false where there is nothing to do.
  private func begin() throws -> Bool {
    let header = RunJournal.Header(
      pipeline, inputs: inputs, options: try options.folderOptions(jobs: jobs), program: Version.line,
      arguments: arguments)
    guard let journal = try folder.existing(), let earlier = journal.header, !options.restart else {
      try folder.begin(header)
      return true
    }
    let done = "\(journal.commit.succeeded + journal.commit.failures) documents"
    guard options.resume || options.update else {
      let what = journal.isFinished ? "a whole run of \(done)" : "a run that was ended after \(done)"
      let how = journal.isFinished ? "--update adds what is new" : "--resume goes on with it"
      throw InputError(place: folder.path, reason: "the folder holds \(what); \(how), --restart begins anew")
    }
    let differences = earlier.differences(from: header)
    guard differences.isEmpty else {
      throw InputError(
        place: folder.path,
        reason: "this is not the run that was begun: \(differences.joined(separator: "; ")); --restart begins anew")
    }
    if options.update {
      guard journal.isFinished else {
        throw InputError(place: folder.path, reason: "the run is not whole yet: --resume first")
      }
      try folder.append(pass: journal.pass + 1)
    } else if journal.isFinished {
      Terminal.note("\(folder.path): the run is whole (\(done)); nothing is left to do")
      return false
    }
    return true
  }

  /// False where the quarantine is empty.
  private func beginReplay() throws -> Bool {
    guard let journal = try folder.existing(), journal.isFinished else {
      throw InputError(place: folder.path, reason: "no whole run is here; --resume it first")
    }
    let failed = try Quarantined.read(folder.quarantine)
    if failed.isEmpty {
      Terminal.note("\(folder.path): the quarantine is empty")
      return false
    }
    try folder.appendReplay()
    return true
  }

  /// The command line without what says how this call begins, so that it can be given again.
  private var arguments: [String] {
    CommandLine.arguments.dropFirst(2).filter { !["--resume", "--restart", "--update"].contains($0) }
  }

  /// What the worker does.
  private func work(_ supervisor: Int32) async throws -> Int32 {
    let watch = try InFlight(path: folder.inFlight, isNew: true)
    Watchdog.limitMemory(megabytes: options.maxMemory ?? 4096)
    Watchdog.start(descriptor: supervisor, maxSeconds: maxSeconds, watch)
    var line = ProgressLine()
    let begun = ContinuousClock().now
    let run = FolderRun(pipeline, folder, try options.folderOptions(jobs: jobs))
    let result: FolderRun.Result
    do {
      let observe = { (outcome: Batch.Outcome, progress: BatchProgress) in
        line.update(progress)
        if case .failure(let failure) = outcome.result {
          line.clear()
          Terminal.complain(Terminal.errorMark + failure.description)
        }
        for warning in outcome.warnings {
          line.clear()
          Terminal.warn("\(outcome.id): \(warning)")
        }
      }
      result =
        isReplay
        ? try await run.replay(inputs, watch: watch, observe: observe)
        : try await run.run(inputs, watch: watch, observe: observe)
    } catch let error as FolderRun.TooManyFailures {
      line.clear()
      Terminal.note(
        "\(error.failures) documents failed, more than --max-failures allows; --resume with a higher number goes on")
      return Fault.someDocumentsFailed
    }
    line.clear()
    let seconds = (ContinuousClock().now - begun) / .seconds(1)
    let account = RunAccount(pipeline, folder, inputs: inputs, program: Version.line, result: result)
    try account.write()
    if let metrics = options.metrics { try account.writeMetrics(to: metrics, seconds: seconds) }
    try? FileManager.default.removeItem(atPath: folder.inFlight)
    Extract.report(result.progress)
    Terminal.note(
      "\(folder.path): \(result.commit.succeeded) documents done, \(result.commit.failures) in quarantine")
    return result.commit.failures > 0 ? Fault.someDocumentsFailed : 0
  }
}
