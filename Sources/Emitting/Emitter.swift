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
      var lines = RecordLines(document: document, units: units, ruleNames: ruleNames)
      if types.contains(.document) { lines.writeDocument() }
      for item in order(of: document) {
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
    /// Of the span and of the type: what lines are sorted by.
    var key: (Int, Int, Int)
  }

  private func order(of document: Document) -> [Item] {
    var items: [Item] = []
    func add(_ type: RecordType, _ rank: Int, _ spans: some Sequence<Span>) {
      guard types.contains(type) else { return }
      for (at, span) in spans.enumerated() {
        items.append(Item(type: type, at: at, key: (span.start, rank, -span.end)))
      }
    }
    add(.entity, 0, document.entities.lazy.map(\.span))
    add(.period, 1, document.periods.lazy.map(\.span))
    add(.quantity, 2, document.quantities.lazy.map(\.span))
    add(.observation, 3, document.observations.lazy.map(\.span))
    // The sort is stable: two observations of one span keep the order in which they were made.
    items.sort { $0.key < $1.key }
    return items
  }
}
