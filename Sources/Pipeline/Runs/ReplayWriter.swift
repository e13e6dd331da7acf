import Rules

/// Writes what comes of the quarantine when it is tried again; all of it counts at once, by one line of the journal.
final class ReplayWriter {
  private let folder: RunFolder
  private let journal: AppendedFile
  private let shard: AppendedFile
  private let quarantine: AppendedFile
  private let seen: AppendedFile
  private(set) var commit: RunJournal.Commit

  init(_ folder: RunFolder, _ journal: RunJournal) throws(InputError) {
    self.folder = folder
    commit = journal.commit
    commit.failures = 0
    commit.replays += 1
    self.journal = try AppendedFile(path: folder.journal, length: journal.length)
    try self.journal.lock()
    shard = try AppendedFile(path: folder.partial(commit.shard), length: 0)
    quarantine = try AppendedFile(path: folder.newQuarantine, length: 0)
    seen = try AppendedFile(path: folder.seen, length: commit.seen)
  }

  func write(_ outcome: Batch.Outcome) throws(InputError) {
    // Seen as well: it may have been mended since, and the next pass is not to take it for new.
    try commit.append(outcome, to: shard, quarantine: quarantine, seen: seen)
  }

  func finish() throws(InputError) {
    try shard.sync()
    try quarantine.sync()
    try seen.sync()
    commit.seen = seen.length
    commit.quarantine = quarantine.length
    let number = commit.shard
    let isAny = shard.length > 0
    if isAny { commit.shard += 1 }
    try journal.append(RunJournal.line(commit))
    try journal.sync()
    if isAny { try shard.finish(as: folder.shard(number)) } else { shard.remove() }
    try quarantine.finish(as: folder.quarantine)
  }
}
