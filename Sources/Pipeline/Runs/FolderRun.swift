import FoundationEssentials
import Ingesting
import Rules

/// A run over many documents into a folder, that can be ended at any moment and gone on with.
///
/// What counts is what the journal says. A run that goes on reads the inputs from their beginning, passes over the
/// documents that are done, and makes sure by their hashes that they are still the same; the records that come then are
/// the bytes that an undisturbed run would have written.
public struct FolderRun: Sendable {
  public struct Options: Sendable {
    /// Bytes after which a file of records is closed, at the end of a document.
    public var shardBytes = 256 << 20
    /// Of the documents only each `count`th, from the `index`th on, from 0.
    public var part: (index: Int, count: Int)?
    /// More failed documents than these end the run.
    public var maxFailures: Int?
    public var jobs = 1

    public init() {}

    /// What changes the bytes of the output.
    var canonical: String {
      "shard_bytes=\(shardBytes)" + (part.map { " part=\($0.index + 1)/\($0.count)" } ?? "")
    }
  }

  /// More documents failed than were allowed to.
  public struct TooManyFailures: Error, Sendable {
    public var failures: Int
    public var last: DocumentFailure
  }

  let pipeline: Pipeline
  let folder: RunFolder
  let options: Options

  public init(_ pipeline: Pipeline, _ folder: RunFolder, _ options: Options) {
    self.pipeline = pipeline
    self.folder = folder
    self.options = options
  }

  /// What a run has come to.
  public struct Result: Sendable {
    /// Of all that the folder holds.
    public var commit: RunJournal.Commit
    /// Of this call alone.
    public var progress: BatchProgress
  }

  /// Goes on with the run that the folder's journal tells of, to its end. `watch` tells what is being worked on;
  /// `observe` is called after each document.
  public func run(
    _ inputs: [String], watch: InFlight?, observe: (Batch.Outcome, BatchProgress) -> Void
  ) async throws -> Result {
    let journal = try recovered()
    let writer = try RunWriter(folder, journal, shardBytes: options.shardBytes)
    let queue = WorkQueue(Ingester(inputs, options: pipeline.file.ingest), try plan(journal))
    let batch = Batch(pipeline, jobs: options.jobs)
    let progress = try await batch.run(queue, watch: watch) { outcome, progress in
      try writer.write(outcome)
      observe(outcome, progress)
      if let limit = options.maxFailures, writer.commit.failures > limit, case .failure(let last) = outcome.result {
        try writer.save()
        throw TooManyFailures(failures: writer.commit.failures, last: last)
      }
    }
    try writer.finish()
    return Result(commit: writer.commit, progress: progress)
  }

  /// Tries the documents of the quarantine again. What succeeds now comes into a file of records of its own; what fails
  /// again makes the new quarantine.
  public func replay(
    _ inputs: [String], watch: InFlight?, observe: (Batch.Outcome, BatchProgress) -> Void
  ) async throws -> Result {
    let journal = try recovered()
    var plan = try plan(journal)
    (plan.done, plan.digest, plan.seen, plan.part) = (0, "", [], nil)
    plan.only = Set(try Quarantined.read(folder.quarantine).map(\.document))
    let writer = try ReplayWriter(folder, journal)
    let queue = WorkQueue(Ingester(inputs, options: pipeline.file.ingest), plan)
    let progress = try await Batch(pipeline, jobs: options.jobs).run(queue, watch: watch) { outcome, progress in
      try writer.write(outcome)
      observe(outcome, progress)
    }
    try writer.finish()
    return Result(commit: writer.commit, progress: progress)
  }

  /// The journal of the run, with every file under the name that it says.
  private func recovered() throws(InputError) -> RunJournal {
    guard let journal = try RunJournal(path: folder.journal) else {
      throw InputError(place: folder.journal, reason: "the run has no journal")
    }
    try RunWriter.recover(folder, journal)
    return journal
  }

  private func plan(_ journal: RunJournal) throws(InputError) -> WorkQueue.Plan {
    var plan = WorkQueue.Plan()
    plan.isHashed = true
    plan.done = journal.commit.documents
    plan.digest = journal.commit.digest
    plan.part = options.part
    plan.suspects = journal.suspects
    plan.verdicts = journal.verdicts.mapValues {
      DocumentFailure(stage: StageName(rawValue: $0.stage) ?? .ingest, place: "", reason: $0.reason)
    }
    if journal.pass > 1, let data = FileManager.default.contents(atPath: folder.seen) {
      let bytes = Array(data.prefix(journal.seenBefore))
      for start in stride(from: 0, to: bytes.count - WorkQueue.keyLength + 1, by: WorkQueue.keyLength) {
        plan.seen.insert(Array(bytes[start..<start + WorkQueue.keyLength]))
      }
    }
    return plan
  }
}
