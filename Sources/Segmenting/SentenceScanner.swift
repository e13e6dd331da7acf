import Records
import Rules
import Text

/// Parts a block into sentences.
///
/// A scanner of our own over a table of classes, and not ICU's rules: what ends a sentence of Chinese prose is a handful
/// of marks with the quotes and brackets that close behind them, a table says which, and one look-up a unit is several
/// times faster than a rule machine.
struct SentenceScanner: Sendable {
  enum Role: UInt8 {
    case other
    /// Ends a sentence: 。！？
    case end
    /// Closes a quotation or bracket, and belongs to the sentence that it closes: ” 」 ）
    case close
  }

  static let schema = TableSchema(
    kind: "sentence_marks",
    columns: [.init("mark", required: true), .init("role", required: true, values: ["end", "close"])])

  /// By code unit.
  private let roles: [UInt8]

  init(tables: TableSet) throws {
    var roles = [UInt8](repeating: 0, count: 1 << 16)
    for row in tables.rows(of: Self.schema.kind) {
      let mark = Array(row["mark"].utf16)
      guard mark.count == 1 else { throw Diagnostics([row.fault("mark", "a mark is one character")]) }
      roles[Int(mark[0])] = (row["role"] == "end" ? Role.end : Role.close).rawValue
    }
    self.roles = roles
  }

  /// Appends the sentences of a block. One pass over UTF-16 units.
  func scan(_ units: UnsafeBufferPointer<UInt16>, block span: Span, at block: Int, into out: inout [Sentence]) {
    roles.withUnsafeBufferPointer { roles in
      var start = span.start
      var at = span.start
      while at < span.end {
        guard roles[Int(units[at])] == Role.end.rawValue else {
          at += 1
          continue
        }
        at += 1
        while at < span.end, roles[Int(units[at])] != Role.other.rawValue { at += 1 }
        out.append(Sentence(span: Span(start, at), block: block))
        while at < span.end, isBlank(units[at]) { at += 1 }
        start = at
      }
      if start < span.end { out.append(Sentence(span: Span(start, span.end), block: block)) }
    }
  }

  /// Whether a sentence ends in the stretch.
  func hasEnd(_ units: UnsafeBufferPointer<UInt16>, in span: Span) -> Bool {
    for i in span.range where roles[Int(units[i])] == Role.end.rawValue { return true }
    return false
  }
}

@inline(__always)
func isBlank(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x09 || unit == 0x3000 || unit == 0xA0 }

@inline(__always)
func isLineEnd(_ unit: UInt16) -> Bool {
  unit == 0x0A || unit == 0x0D || unit == 0x0B || unit == 0x0C || unit == 0x85 || unit == 0x2028 || unit == 0x2029
}
