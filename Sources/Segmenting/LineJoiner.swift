import Rules
import Text

/// Puts lines together that were broken inside a sentence, as exports of linked pages do (`《`, `信访条例`, `》`).
///
/// Only what no line can begin or end with tells it: a mark that closes or pauses at the beginning, a mark that opens or
/// pauses at the end.
struct LineJoiner: Sendable {
  static let schema = TableSchema(
    kind: "line_marks",
    columns: [
      .init("mark", required: true), .init("role", required: true, values: ["never_first", "never_last", "neither"]),
    ])

  private let neverFirst: Set<UInt16>
  private let neverLast: Set<UInt16>

  init(tables: TableSet) {
    var (first, last) = (Set<UInt16>(), Set<UInt16>())
    for row in tables.rows(of: Self.schema.kind) {
      for unit in row["mark"].utf16 {
        if row["role"] != "never_last" { first.insert(unit) }
        if row["role"] != "never_first" { last.insert(unit) }
      }
    }
    neverFirst = first
    neverLast = last
  }

  func joined(_ lines: [Span], _ units: UnsafeBufferPointer<UInt16>) -> [Span] {
    var out: [Span] = []
    out.reserveCapacity(lines.count)
    for line in lines {
      if let last = out.last, neverFirst.contains(units[line.start]) || neverLast.contains(units[last.end - 1]) {
        out[out.count - 1].end = line.end
      } else {
        out.append(line)
      }
    }
    return out
  }
}
