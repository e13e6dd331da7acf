import Pipeline
import Records
import Rules
import Text

/// Looks for rows that are well-formed and yet odd: without the examples that the rows around them have, with words that
/// another row has as well, with words that no text can hold once it is normalised.
public struct RuleLint {
  private let pipeline: Pipeline

  public init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  public func findings() -> [Diagnostic] {
    pipeline.tables.kinds.flatMap { kind in
      let rows = pipeline.tables.rows(of: kind)
      return lacking("yes", "an example", rows) + lacking("no", "a text on which it must not fire", rows)
        + lacking("source", "a source", rows) + twice(rows, kind) + unreachable(rows, kind)
    }
  }

  /// Cells that most rows of a file fill: those that do not are told.
  private func lacking(_ column: String, _ what: String, _ rows: [Row]) -> [Diagnostic] {
    Dictionary(grouping: rows, by: \.file).sorted { $0.key < $1.key }.flatMap { _, rows -> [Diagnostic] in
      let empty = rows.filter { $0.optional(column) == nil }
      guard !empty.isEmpty, empty.count * 4 < rows.count else { return [] }
      return empty.map { row in
        row.fault("id", "'\(row.id)' has no '\(column)'", mend: "give it \(what), as most rows of its table have")
      }
    }
  }

  /// Columns whose cells hold the words that a row is found by, by kind.
  private static let wordColumns: [String: [String]] = [
    "units": ["key", "aliases"], "indicators": ["name", "aliases"], "cues": ["words"], "comparators": ["words"],
    "plans": ["words", "name"], "places": ["words", "name"],
  ]

  /// A word that two rows of a kind have: which one it means is decided by their order alone.
  private func twice(_ rows: [Row], _ kind: String) -> [Diagnostic] {
    // Several units may fold to one key.
    guard let columns = Self.wordColumns[kind]?.filter({ $0 != "key" }) else { return [] }
    var first: [String: Row] = [:]
    var out: [Diagnostic] = []
    for row in rows {
      var own: Set<String> = []
      for column in columns {
        for word in row.list(column) {
          if !own.insert(word).inserted { continue }
          // What tells two rows of one word apart is part of the key.
          let key = ["where", "kind", "class"].map { row[$0] }.joined(separator: "\t") + "\t" + word
          if let other = first[key], other.id != row.id {
            out.append(
              row.fault(
                column, "'\(word)' stands in '\(other.id)' as well (\(other.file):\(other.line))",
                mend: "leave it in one of the two"))
          } else {
            first[key] = row
          }
        }
      }
    }
    return out
  }

  /// A word that normalising changes, and whose normal form the row does not have: no text holds it by then.
  private func unreachable(_ rows: [Row], _ kind: String) -> [Diagnostic] {
    guard let columns = Self.wordColumns[kind] else { return [] }
    let plain = pipeline.with { file in file.switches[.normalise, default: [:]]["simplify"] = false }
    return rows.flatMap { row -> [Diagnostic] in
      let words = columns.flatMap { column in row.list(column).map { (column: column, word: $0) } }
      return words.compactMap { column, word in
        guard word.unicodeScalars.contains(where: { Self.mayFold($0) }) else { return nil }
        let normal = normalised(word, plain)
        if normal == word || words.contains(where: { $0.word == normal }) { return nil }
        return row.fault(
          column, "'\(word)' is '\(normal)' once the text is normalised: it never stands there",
          mend: "write it as '\(normal)'")
      }
    }
  }

  /// Full-width forms, compatibility signs and marks: ideographs and ASCII are what they are.
  private static func mayFold(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2FA1F: false
    default: true
    }
  }

  private func normalised(_ word: String, _ pipeline: Pipeline) -> String {
    var document = Document(id: "word")
    document.bytes = Array(word.utf8)
    document.declaredEncoding = "UTF-8"
    for stage in [StageName.decode, .normalise] { pipeline.run(stage, on: &document) }
    return document.text.string(Span(0, document.text.count))
  }
}
