import FoundationEssentials
import Rules

/// What has been done of a run into a folder: a line of JSON for each step, appended and synced before the next begins.
///
/// What a line says is on the disk when the line is; a last line that was cut off is not read. So whatever ends a run,
/// the journal tells where it can go on.
public struct RunJournal: Sendable, Equatable {
  /// What the run is. One that differs in any of these gives other records.
  public struct Header: Codable, Equatable, Sendable {
    public var format = 1
    public var program: String
    public var rules: String
    public var options: String
    public var inputs: [String]
    /// The command line behind `extract`, so that a later command can do the same.
    public var arguments: [String]
  }

  /// How far it is: all of these hold together.
  public struct Commit: Codable, Equatable, Sendable {
    /// The number of the last document that is done: those before it are done too, or are not this run's.
    public var documents = 0
    /// Documents that gave records, and documents that failed.
    public var succeeded = 0
    public var failures = 0
    /// Of the ids and contents of those documents, each hashed with what went before.
    public var digest = ""
    /// The file that is being written, from 1 on, its bytes, and those of the quarantine and of the list of documents seen.
    public var shard = 1
    public var bytes = 0
    public var quarantine = 0
    public var seen = 0
    /// Bytes of records in all, and of the source.
    public var written = 0
    public var read = 0
    /// How often the quarantine was tried again.
    public var replays = 0
  }

  /// A document that ended the program, or took too long.
  public struct Verdict: Codable, Equatable, Sendable {
    public var document: Int
    public var stage: String
    public var reason: String

    public init(document: Int, stage: String, reason: String) {
      (self.document, self.stage, self.reason) = (document, stage, reason)
    }
  }

  private struct Line: Codable {
    var header: Header?
    var commit: Commit?
    /// Documents that were worked on when the program was ended: they are tried again one by one.
    var suspects: [Int]?
    var verdict: Verdict?
    /// A new pass over the inputs begins, for what is new in them.
    var pass: Int?
    /// The quarantine is tried again: what was said of its documents no longer counts.
    var replay: Bool?
    var finished: Bool?
  }

  public private(set) var header: Header?
  public private(set) var commit = Commit()
  public private(set) var suspects: Set<Int> = []
  public private(set) var verdicts: [Int: Verdict] = [:]
  /// Passes over the inputs, from 1 on; a later one takes what earlier ones have not seen.
  public private(set) var pass = 1
  /// Bytes of the list of documents seen, as this pass began.
  public private(set) var seenBefore = 0
  public private(set) var isFinished = false
  /// Bytes of whole lines.
  private(set) var length = 0

  public init() {}

  /// Nil where there is none at the path.
  public init?(path: String) throws(InputError) {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let decoder = JSONDecoder()
    var start = data.startIndex
    while let end = data[start...].firstIndex(of: 0x0A) {
      guard let line = try? decoder.decode(Line.self, from: data[start..<end]) else { break }
      take(line)
      start = end + 1
      length = start - data.startIndex
    }
    guard header != nil else {
      throw InputError(
        place: path, reason: "not the journal of a run; take the file away, or write into another folder")
    }
  }

  private mutating func take(_ line: Line) {
    if let header = line.header { self.header = header }
    if let commit = line.commit { self.commit = commit }
    if let suspects = line.suspects { self.suspects.formUnion(suspects) }
    if let verdict = line.verdict { verdicts[verdict.document] = verdict }
    if let pass = line.pass {
      self.pass = pass
      seenBefore = commit.seen
      commit.documents = 0
      commit.digest = ""
      suspects = []
      verdicts = [:]
      isFinished = false
    }
    if line.replay == true {
      suspects = []
      verdicts = [:]
    }
    if line.finished == true { isFinished = true }
  }

  // MARK: Lines

  static func line(_ header: Header) -> [UInt8] { encoded(Line(header: header)) }
  static func line(_ commit: Commit) -> [UInt8] { encoded(Line(commit: commit)) }
  static func line(suspects: [Int]) -> [UInt8] { encoded(Line(suspects: suspects)) }
  static func line(_ verdict: Verdict) -> [UInt8] { encoded(Line(verdict: verdict)) }
  static func line(pass: Int) -> [UInt8] { encoded(Line(pass: pass)) }
  static var replayLine: [UInt8] { encoded(Line(replay: true)) }
  static var finishedLine: [UInt8] { encoded(Line(finished: true)) }

  private static func encoded(_ line: Line) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A struct of numbers and strings always encodes.
    return ((try? encoder.encode(line)).map(Array.init) ?? []) + [0x0A]
  }
}
