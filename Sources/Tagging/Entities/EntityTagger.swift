import Records
import Rules
import Text

/// Marks entities.
struct EntityTagger: Sendable {
  static let schemas: [TableSchema] = [RegionIndex.schema]
  let literals: [Literal] = []

  init(tables: TableSet) throws {}

  func tag(_ input: TagInput, periods: [Period]) -> [Entity] { [] }
}
