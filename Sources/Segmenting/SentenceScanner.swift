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
    /// Parts what is too long to be one sentence: ， 、 ；
    case pause
  }

  /// Units after which a sentence ends at the next pause, and after which it ends anywhere. Prose stays far below; what
  /// is longer is a list without end, and later stages weigh all that stands in a sentence against each other.
  static let (longest, hardLimit) = (2000, 4000)

  static let schema = TableSchema(
    kind: "sentence_marks",
    columns: [.init("mark", required: true), .init("role", required: true, values: ["end", "close", "pause"])])

  /// By code unit.
  private let roles: [UInt8]

  init(tables: TableSet) throws {
    var roles = [UInt8](repeating: 0, count: 1 << 16)
    for row in tables.rows(of: Self.schema.kind) {
      let mark = Array(row["mark"].utf16)
      guard mark.count == 1 else { throw Diagnostics([row.fault("mark", "a mark is one character")]) }
      roles[Int(mark[0])] = (row["role"] == "end" ? Role.end : row["role"] == "close" ? .close : .pause).rawValue
    }
    self.roles = roles
  }

  /// Appends the sentences of a block. One pass over UTF-16 units.
  func scan(_ units: UnsafeBufferPointer<UInt16>, block span: Span, at block: Int, into out: inout [Sentence]) {
    roles.withUnsafeBufferPointer { roles in
      var start = span.start
      var at = span.start
      while at < span.end {
        let role = roles[Int(units[at])]
        at += 1
        if role == Role.end.rawValue {
          while at < span.end, isEndOrClose(roles[Int(units[at])]) { at += 1 }
        } else if at - start < Self.longest || !isCut(units, at, start, role) {
          continue
        }
        out.append(Sentence(span: Span(start, at), block: block))
        while at < span.end, isBlank(units[at]) { at += 1 }
        start = at
      }
      if start < span.end { out.append(Sentence(span: Span(start, span.end), block: block)) }
    }
  }

  @inline(__always)
  private func isEndOrClose(_ role: UInt8) -> Bool { role == Role.end.rawValue || role == Role.close.rawValue }

  /// Whether an overlong sentence is cut before a place.
  private func isCut(_ units: UnsafeBufferPointer<UInt16>, _ at: Int, _ start: Int, _ role: UInt8) -> Bool {
    role == Role.pause.rawValue || at - start >= Self.hardLimit && !(at < units.count && isTrailSurrogate(units[at]))
  }

  /// Whether a sentence ends in the stretch.
  func hasEnd(_ units: UnsafeBufferPointer<UInt16>, in span: Span) -> Bool {
    for i in span.range where roles[Int(units[i])] == Role.end.rawValue { return true }
    return false
  }
}

@inline(__always)
func isLineEnd(_ unit: UInt16) -> Bool { unit <= 0x2029 && isLowLineEnd(unit) }

@inline(never)
private func isLowLineEnd(_ unit: UInt16) -> Bool {
  unit == 0x0A || unit == 0x0D || unit == 0x0B || unit == 0x0C || unit == 0x85 || unit == 0x2028 || unit == 0x2029
}
