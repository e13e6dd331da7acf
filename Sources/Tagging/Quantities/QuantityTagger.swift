import Records
import Rules
import Text

/// Marks quantities.
struct QuantityTagger: Sendable {
  static let schemas: [TableSchema] = []
  let literals: [Literal] = []

  init(tables: TableSet) throws {}

  func tag(_ input: TagInput, periods: [Period], entities: [Entity]) -> [Quantity] { [] }
}
