import Records
import Rules
import Text

/// The five types of records, in the order in which one place in a text gives them.
public enum RecordType: String, Sendable, CaseIterable {
  case document, entity, period, quantity, observation

  /// What is written when nothing else is asked for.
  public static let standard: Set<RecordType> = [.document, .entity, .observation]
}

/// Writes a document's records as JSON Lines: the document first, then the others in the order of the text.
///
/// The names of rules are resolved here and nowhere before; offsets become code points and source bytes here.
/// Memory grows with one document at most: the buffer is handed out after each.
public struct Emitter: Sendable {
  let types: Set<RecordType>
  /// Names of all rows, as the inside of a JSON string, by `RowID`.
  let ruleNames: [[UInt8]]

  public init(tables: TableSet, types: Set<RecordType> = RecordType.standard) {
    self.types = types
    ruleNames = tables.rows.map { Array($0.id.utf8) }
  }

  /// The lines of a document.
  public func emit(_ document: Document) -> [UInt8] {
    document.text.units.withUnsafeBufferPointer { units in
      let items = order(of: document)
      var lines = RecordLines(
        document: document, units: units, ruleNames: ruleNames, ordinals: ordinals(items, document.observations))
      if types.contains(.document) { lines.writeDocument() }
      for item in items {
        switch item.type {
        case .document: break
        case .entity: lines.write(document.entities[item.at])
        case .period: lines.write(document.periods[item.at])
        case .quantity: lines.write(document.quantities[item.at])
        case .observation: lines.write(document.observations[item.at], at: item.at)
        }
      }
      return lines.finish()
    }
  }

  private struct Item {
    var type: RecordType
    /// The place in the document's list of that type.
    var at: Int
    /// What lines are sorted by: the start, the type, the longer first, the order in which they were made.
    var key: (UInt64, UInt64)
  }

  private func order(of document: Document) -> [Item] {
    var items: [Item] = []
    func add(_ type: RecordType, _ rank: UInt64, _ spans: some Sequence<Span>) {
      for (at, span) in spans.enumerated() {
        let end = UInt64(UInt32.max - UInt32(clamping: span.end))
        items.append(Item(type: type, at: at, key: (UInt64(span.start) << 2 | rank, end << 32 | UInt64(at))))
      }
    }
    if types.contains(.entity) { add(.entity, 0, document.entities.lazy.map(\.span)) }
    if types.contains(.period) { add(.period, 1, document.periods.lazy.map(\.span)) }
    if types.contains(.quantity) { add(.quantity, 2, document.quantities.lazy.map(\.span)) }
    if types.contains(.observation) { add(.observation, 3, document.observations.lazy.map(\.span)) }
    items.sort { $0.key < $1.key }
    return items
  }

  /// For each observation, the how-manieth it is on its span; those of one span follow each other in `items`.
  private func ordinals(_ items: [Item], _ observations: [Observation]) -> [Int] {
    var out = [Int](repeating: 1, count: observations.count)
    var last: Int?
    for item in items where item.type == .observation {
      if let last, observations[last].span == observations[item.at].span { out[item.at] = out[last] + 1 }
      last = item.at
    }
    return out
  }
}
