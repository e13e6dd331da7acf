import Records
import Rules
import Text

/// Marks periods.
struct PeriodTagger: Sendable {
  static let schemas: [TableSchema] = []
  let literals: [Literal] = []

  init(tables: TableSet) throws {}

  func tag(_ input: TagInput) -> [Period] { [] }
}
