import Ingesting
import Records
import Rules

/// Why a document gave no records: a value that the run reports, and goes on.
public struct DocumentFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public var stage: StageName
  /// The input, with its line where there is one.
  public var place: String
  public var reason: String
  /// The user named this very input.
  public var isNamedInput = false

  public init(stage: StageName, place: String, reason: String) {
    self.stage = stage
    self.place = place
    self.reason = reason
  }

  public var description: String { "\(place): \(stage): \(reason)" }
}

/// What a run has done so far.
public struct BatchProgress: Sendable, Equatable {
  public var documents = 0
  public var failures = 0
  /// Bytes of source read, and of records written.
  public var bytesRead = 0
  public var bytesWritten = 0
  /// Files in folders that were passed over, by the end of their names.
  public var skipped: [String: Int] = [:]
}

/// Runs a pipeline over many documents. Output comes in the order of the input, whatever the number of workers; at most
/// a few documents a worker are in memory.
public struct Batch {
  let pipeline: Pipeline
  /// How many documents are worked on at the same time.
  let jobs: Int

  public init(_ pipeline: Pipeline, jobs: Int) {
    self.pipeline = pipeline
    self.jobs = max(1, jobs)
  }

  /// What became of one document.
  public struct Outcome: Sendable {
    public var result: Result<[UInt8], DocumentFailure>
    public var warnings: [String] = []
    public var id: String
    public var bytesRead = 0
    /// Its number among the documents of the inputs, from 1 on.
    public var number = 0
    /// Of it and all before it, where the run asked for hashes.
    var digest = ""
    var key: [UInt8] = []
  }

  /// Gives each document's lines to `deliver`, in order. An error of `deliver` ends the run.
  public func run(
    _ ingester: consuming Ingester, deliver: (Outcome, BatchProgress) throws -> Void
  ) async throws -> BatchProgress {
    try await run(WorkQueue(ingester), watch: nil, deliver: deliver)
  }

  /// `watch` is told what each worker is at.
  func run(
    _ queue: consuming WorkQueue, watch: InFlight?, deliver: (Outcome, BatchProgress) throws -> Void
  ) async throws -> BatchProgress {
    var progress = BatchProgress()
    if jobs == 1 {
      while let next = try queue.next() {
        try hand(over: pipeline.outcome(of: next, worker: 0, watch), to: deliver, &progress)
      }
      progress.skipped = queue.skipped
      return progress
    }
    try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      var (started, delivered) = (0, 0)
      var done: [Int: Outcome] = [:]
      var alone: WorkQueue.Item?
      var isAtEnd = false
      while true {
        // The window bounds what waits for an earlier document that takes long.
        while !isAtEnd, alone == nil, started - delivered < jobs * 4 {
          guard let next = try queue.next() else {
            isAtEnd = true
            break
          }
          if next.isAlone {
            alone = next
            break
          }
          let place = started
          group.addTask { [pipeline, jobs] in (place, pipeline.outcome(of: next, worker: place % (jobs * 4), watch)) }
          started += 1
          if started - delivered - done.count >= jobs { break }
        }
        if started == delivered, let next = alone {
          alone = nil
          try hand(over: pipeline.outcome(of: next, worker: 0, watch), to: deliver, &progress)
          continue
        }
        guard started > delivered, let (place, outcome) = try await group.next() else { break }
        done[place] = outcome
        while let outcome = done.removeValue(forKey: delivered) {
          try hand(over: outcome, to: deliver, &progress)
          delivered += 1
        }
      }
    }
    progress.skipped = queue.skipped
    return progress
  }

  private func hand(
    over outcome: Outcome, to deliver: (Outcome, BatchProgress) throws -> Void, _ progress: inout BatchProgress
  ) throws {
    progress.documents += 1
    progress.bytesRead += outcome.bytesRead
    switch outcome.result {
    case .success(let lines): progress.bytesWritten += lines.count
    case .failure: progress.failures += 1
    }
    try deliver(outcome, progress)
  }
}

extension Pipeline {
  /// A document's lines with its id and warnings, or what kept it from having any.
  public func answer(
    to input: Result<Document, InputError>
  ) -> Result<(lines: [UInt8], id: String, warnings: [String]), DocumentFailure> {
    let outcome = outcome(of: input, verdict: nil) { process(&$0) }
    return outcome.result.map { ($0, outcome.id, outcome.warnings) }
  }

  /// A document's lines, or what kept it from having any.
  func outcome(of item: WorkQueue.Item, worker: Int, _ watch: InFlight?) -> Batch.Outcome {
    var outcome = outcome(of: item.input, verdict: item.verdict) { document in
      guard let watch else { return process(&document) }
      watch.begin(item.number, worker: worker)
      process(&document) { watch.enter($0, worker: worker) }
    }
    watch?.end(worker: worker)
    outcome.number = item.number
    outcome.digest = item.digest
    outcome.key = item.key
    outcome.bytesRead = item.bytes
    return outcome
  }

  private func outcome(
    of input: Result<Document, InputError>, verdict: DocumentFailure?, process: (inout Document) -> Void
  ) -> Batch.Outcome {
    switch input {
    case .failure(let error):
      var failure = DocumentFailure(stage: .ingest, place: error.place, reason: error.reason)
      failure.isNamedInput = error.isNamedInput
      return Batch.Outcome(result: .failure(failure), id: error.place)
    case .success(var document):
      if var verdict {
        verdict.place = document.id
        return Batch.Outcome(result: .failure(verdict), id: document.id)
      }
      process(&document)
      if let fault = document.fault {
        return Batch.Outcome(
          result: .failure(DocumentFailure(stage: .decode, place: document.id, reason: fault)), id: document.id)
      }
      return Batch.Outcome(result: .success(emit(document)), warnings: document.warnings, id: document.id)
    }
  }
}
