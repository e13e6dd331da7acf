import Records
import Rules
import Text

/// Marks cues.
struct CueTagger: Sendable {
  static let schemas: [TableSchema] = []
  let literals: [Literal] = []

  init(tables: TableSet) throws {}

  func tag(_ input: TagInput) -> [Cue] { [] }
}
