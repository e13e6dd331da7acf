import FoundationEssentials
import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private func systemRename(_ path: String, _ name: String) -> Int32 { rename(path, name) }

/// Writes what a run gives: records into shards, failures into the quarantine, and now and then a line of the journal
/// that makes both count.
final class RunWriter {
  private let folder: RunFolder
  private let shardBytes: Int
  private let journal: AppendedFile
  private var shard: AppendedFile
  private let quarantine: AppendedFile
  private let seen: AppendedFile
  private(set) var commit: RunJournal.Commit
  private var committed: RunJournal.Commit
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  /// Seconds between lines of the journal: what an end of power costs at most. Output does not depend on it.
  static let pause = Duration.seconds(2)

  /// Goes on where a journal says, and cuts off what was written after that.
  init(_ folder: RunFolder, _ journal: RunJournal, shardBytes: Int) throws(InputError) {
    self.folder = folder
    self.shardBytes = shardBytes
    commit = journal.commit
    committed = commit
    self.journal = try AppendedFile(path: folder.journal, length: journal.length)
    try self.journal.lock()
    shard = try AppendedFile(path: folder.partial(commit.shard), length: commit.bytes)
    quarantine = try AppendedFile(path: folder.quarantine, length: commit.quarantine)
    seen = try AppendedFile(path: folder.seen, length: commit.seen)
    last = clock.now
  }

  func write(_ outcome: Batch.Outcome) throws(InputError) {
    try commit.append(outcome, to: shard, quarantine: quarantine, seen: seen)
    commit.documents = outcome.number
    commit.digest = outcome.digest
    commit.read += outcome.bytesRead
    if shard.length >= shardBytes {
      try closeShard()
    } else if clock.now - last >= Self.pause {
      try save()
    }
  }

  /// A shard that is whole is named after the journal says so; `recover` names it where the program ended in between.
  private func closeShard() throws(InputError) {
    try shard.sync()
    let whole = commit.shard
    commit.shard += 1
    commit.bytes = 0
    try save(isShardSynced: true)
    try shard.finish(as: folder.shard(whole))
    shard = try AppendedFile(path: folder.partial(commit.shard), length: 0)
  }

  /// Makes all that was written count.
  func save(isShardSynced: Bool = false) throws(InputError) {
    if !isShardSynced {
      try shard.sync()
      commit.bytes = shard.length
    }
    try quarantine.sync()
    try seen.sync()
    commit.quarantine = quarantine.length
    commit.seen = seen.length
    if commit != committed {
      try journal.append(RunJournal.line(commit))
      try journal.sync()
      committed = commit
    }
    last = clock.now
  }

  /// Names the last shard, and says in the journal that all is done.
  func finish() throws(InputError) {
    if shard.length > 0 { try closeShard() } else { try save() }
    try? FileManager.default.removeItem(atPath: folder.partial(commit.shard))
    try journal.append(RunJournal.finishedLine)
    try journal.sync()
  }

  /// Gives files their names that were whole when the program ended.
  static func recover(_ folder: RunFolder, _ journal: RunJournal) throws(InputError) {
    let whole = journal.commit.shard - 1
    if whole > 0, FileManager.default.fileExists(atPath: folder.partial(whole)) {
      try rename(folder.partial(whole), to: folder.shard(whole))
    }
    if journal.commit.replays > 0, let size = FileManager.default.contents(atPath: folder.newQuarantine)?.count,
      size == journal.commit.quarantine
    {
      try rename(folder.newQuarantine, to: folder.quarantine)
    }
  }

  private static func rename(_ path: String, to name: String) throws(InputError) {
    guard systemRename(path, name) == 0 else { throw InputError.system(name) }
  }
}

extension RunJournal.Commit {
  /// Writes what came of a document into the files of a run, and counts it.
  mutating func append(
    _ outcome: Batch.Outcome, to shard: AppendedFile, quarantine: AppendedFile, seen: AppendedFile
  ) throws(InputError) {
    switch outcome.result {
    case .success(let lines):
      try shard.append(lines)
      written += lines.count
      succeeded += 1
    case .failure(let failure):
      try quarantine.append(Quarantined(failure, document: outcome.number).line)
      failures += 1
    }
    try seen.append(outcome.key)
  }
}
