import Records
import Rules
import Text

/// What words in the headers and captions of tables say, out of `table_words`.
struct TableWords: Sendable {
  static let schema = TableSchema(
    kind: "table_words",
    columns: [
      .init("word"), .init("role", required: true, values: Role.allCases.map(\.rawValue)),
      .init("measure", values: Observation.Measure.allCases.map(\.rawValue)),
      .init("basis", values: Observation.Basis.allCases.map(\.rawValue)), .init("unit"),
      .init("modality", values: Observation.Modality.allCases.map(\.rawValue)),
    ])

  enum Role: String, Sendable, CaseIterable { case measure, filler, than, skip, units, caption, part, modality, cell }

  struct Word: Sendable {
    var text: [UInt16]
    var role: Role
    var measure: Observation.Measure?
    var basis: Observation.Basis?
    var unit: String?
    var modality: Observation.Modality?
    var row: RowID
  }

  /// The longest first.
  let words: [Word]
  let units: UnitNames
  /// The row that every figure out of a table names.
  let cell: RowID?

  init(tables: TableSet) {
    units = UnitNames(tables: tables)
    let rows = tables.rows(of: Self.schema.kind)
    cell = rows.first { $0["role"] == Role.cell.rawValue }?.rowID
    words = rows.flatMap { row in
      row.list("word").map { word in
        Word(
          text: Array(word.utf16), role: Role(rawValue: row["role"]) ?? .filler,
          measure: Observation.Measure(rawValue: row["measure"]), basis: Observation.Basis(rawValue: row["basis"]),
          unit: row.optional("unit"), modality: Observation.Modality(rawValue: row["modality"]), row: row.rowID)
      }
    }.sorted { $0.text.count > $1.text.count }
  }

  /// The word that a text is as a whole.
  func whole(_ text: ArraySlice<UInt16>, _ role: Role) -> Word? {
    words.first { $0.role == role && $0.text.elementsEqual(text) }
  }

  /// The longest word of some roles in a text: measures at any place, others at its ends only, where they leave a name.
  func find(_ role: Role, in text: ArraySlice<UInt16>) -> (word: Word, range: Range<Int>)? {
    for word in words where word.role == role && word.text.count <= text.count {
      if text.starts(with: word.text) { return (word, text.startIndex..<text.startIndex + word.text.count) }
      let end = text.endIndex - word.text.count
      if text[end...].elementsEqual(word.text) { return (word, end..<text.endIndex) }
    }
    return nil
  }
}
