import FoundationEssentials
import Rules

/// What a reviewer decided of differences: a text file beside the goldens that can be committed, merged and replayed.
///
///     accept<TAB>3f2a9c1b2d3e<TAB>county/economy<TAB>changed observation economy.txt#19-23<TAB>growth.verb+…
///
/// Only the first two cells count; the others are for people.
public struct Decisions: Sendable {
  public enum Verdict: String, Sendable { case accept, reject }

  private struct Entry: Sendable {
    var verdict: Verdict
    var notes: [String]
  }

  private var entries: [String: Entry] = [:]

  private static let head = "#! zhibiao decisions"

  public init() {}

  /// Reads a file; one that is not there holds no decision.
  public init(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      self.init()
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(place: path, reason: "cannot read the decisions")
    }
    try self.init(text: String(decoding: data, as: UTF8.self), path: path)
  }

  public init(text: String, path: String) throws {
    for (at, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      func fault(_ column: Int, _ message: String, _ mend: String) -> BadRecords {
        BadRecords(
          fault: Diagnostic(
            file: path, line: at + 1, column: column, excerpt: String(line), message: message, mend: mend))
      }
      guard let verdict = Verdict(rawValue: cells[0]) else {
        throw fault(1, "'\(cells[0])' is no decision", "write accept or reject, a tab, and the difference's id")
      }
      guard cells.count > 1, cells[1].utf8.count == 12 else {
        throw fault(cells[0].unicodeScalars.count + 2, "no difference's id stands here", "ids have twelve digits")
      }
      entries[cells[1]] = Entry(verdict: verdict, notes: Array(cells.dropFirst(2)))
    }
  }

  public subscript(_ id: String) -> Verdict? { entries[id]?.verdict }

  public var count: Int { entries.count }

  public mutating func decide(_ verdict: Verdict, _ it: Difference, of run: String) {
    let record = it.type == .document ? it.recordID : "\(it.type.rawValue) \(it.recordID)"
    entries[it.id] = Entry(
      verdict: verdict,
      notes: [run, "\(it.kind.rawValue) \(record)", it.rules.joined(separator: "+")].map {
        String($0.map { $0 == "\t" || $0.isNewline ? " " : $0 })
      })
  }

  public mutating func forget(_ id: String) { entries[id] = nil }

  /// The file, in an order that does not depend on that of the decisions.
  public var text: String {
    let lines = entries.map { id, entry in (entry.notes, "\(entry.verdict.rawValue)\t\(id)", entry) }
      .sorted { a, b in
        a.0 == b.0 ? a.1 < b.1 : a.0.lexicographicallyPrecedes(b.0)
      }
    return Self.head
      + "\n# Made by `zhibiao review`; `zhibiao test DIR --update` writes the goldens that are accepted.\n"
      + lines.map { ([$0.1] + $0.0).joined(separator: "\t") + "\n" }.joined()
  }
}
