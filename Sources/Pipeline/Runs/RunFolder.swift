import FoundationEssentials
import Rules

/// The folder of a run: records in shards, failed documents in the quarantine, the journal, the manifest.
///
/// A shard takes its name when it is whole; until then it ends in `.part`.
public struct RunFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path.hasSuffix("/") ? String(path.dropLast()) : path }

  public var journal: String { path + "/journal.jsonl" }
  public var quarantine: String { path + "/quarantine.jsonl" }
  /// A quarantine that takes the place of the old one when it is whole.
  var newQuarantine: String { quarantine + ".part" }
  public var manifest: String { path + "/manifest.json" }
  public var inFlight: String { path + "/in-flight" }
  /// Keys of the documents that were taken, for later passes.
  var seen: String { path + "/seen" }

  func shard(_ number: Int) -> String {
    let digits = String(number)
    return "\(path)/records-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).jsonl"
  }

  func partial(_ number: Int) -> String { shard(number) + ".part" }

  /// What the folder holds of an earlier run; nil where it holds none. A folder with other files in it is refused.
  public func existing() throws(InputError) -> RunJournal? {
    if let journal = try RunJournal(path: journal) { return journal }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if let other = names.sorted().first(where: { !$0.hasPrefix(".") }) {
      throw InputError(
        place: path, reason: "the folder holds other files (\(other)); name one that is empty or not there yet")
    }
    return nil
  }

  /// Begins a run: makes the folder, empties it of an earlier run, writes the journal's head.
  public func begin(_ header: RunJournal.Header) throws(InputError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: path) where Self.isOurs(name) {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      }
    } catch {
      throw InputError(place: path, reason: "the folder cannot be made or emptied: \(error.localizedDescription)")
    }
    try append(RunJournal.line(header))
  }

  /// Adds a line to the journal, behind the last whole one.
  public func append(suspects: [Int]) throws(InputError) { try append(RunJournal.line(suspects: suspects)) }
  public func append(_ verdict: RunJournal.Verdict) throws(InputError) { try append(RunJournal.line(verdict)) }
  public func appendReplay() throws(InputError) { try append(RunJournal.replayLine) }
  public func append(pass: Int) throws(InputError) { try append(RunJournal.line(pass: pass)) }

  private func append(_ line: [UInt8]) throws(InputError) {
    let file = try AppendedFile(path: journal, length: RunJournal(path: journal)?.length ?? 0)
    try file.append(line)
    try file.sync()
  }

  private static func isOurs(_ name: String) -> Bool {
    ["journal.jsonl", "quarantine.jsonl", "quarantine.jsonl.part", "manifest.json", "in-flight", "seen"].contains(name)
      || name.hasPrefix("records-") && (name.hasSuffix(".jsonl") || name.hasSuffix(".jsonl.part"))
  }
}
