import Records

/// Reads one table file: `#! kind`, a header of column names, then rows; all parted by tabs. `#` begins a comment line.
struct TableReader {
  let file: String
  let schemas: [TableSchema]
  private(set) var kind: String?
  private(set) var rows: [Row] = []
  private(set) var faults: [Diagnostic] = []

  private var schema: TableSchema?
  private var text: TableText?
  /// Columns of the schema that a row is checked for, and where they stand in the file.
  private var checked: [(column: TableSchema.Column, at: Int)] = []

  init(file: String, schemas: [TableSchema]) {
    self.file = file
    self.schemas = schemas
  }

  mutating func read(_ bytes: [UInt8]) {
    let isWhole = bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
    var number = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start <= bytes.count {
      number += 1
      let next = newline(in: bytes, from: start)
      var end = next
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      readLine(bytes, start, end, number, isWhole)
      if schema == nil { break }
      start = next + 1
    }
    if kind == nil, faults.isEmpty { fault(1, 1, "", "the file is empty", "its first line names its kind: #! units") }
  }

  private func newline(in bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var at = start
      while at < bytes.count, bytes[at] != 0x0A { at += 1 }
      return at
    }
  }

  private mutating func readLine(_ bytes: [UInt8], _ start: Int, _ end: Int, _ number: Int, _ isWhole: Bool) {
    let line = bytes[start..<end]
    if !isWhole, String(validating: line, as: UTF8.self) == nil {
      return fault(number, 1, "", "this line is not UTF-8", "save the file as UTF-8")
    }
    if kind == nil { return readKind(String(decoding: line, as: UTF8.self), number) }
    if line.first == 0x23 || line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
    guard let text else { return readHeader(String(decoding: line, as: UTF8.self), bytes, number) }
    readRow(Row(rowID: RowID(-1), line: number, text: text, start: start, end: end))
  }

  private mutating func readKind(_ text: String, _ number: Int) {
    let name = text.hasPrefix("#!") ? String(text.dropFirst(2)).trimmed : ""
    kind = name
    schema = schemas.first { $0.kind == name }
    guard schema == nil else { return }
    let known = schemas.map(\.kind).sorted()
    if name.isEmpty {
      fault(
        number, 1, text, "the first line does not name the kind of the table",
        "write one of: #! \(known.joined(separator: ", "))")
    } else {
      fault(
        number, 4, text, "no table is of the kind '\(name)'", suggestion(name, known), length: name.unicodeScalars.count
      )
    }
    kind = nil
    schema = nil
  }

  private mutating func readHeader(_ line: String, _ bytes: [UInt8], _ number: Int) {
    guard let schema else { return }
    let names = line.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmed }
    var column = 1
    for name in names {
      if !schema.columns.contains(where: { $0.name == name }) {
        fault(
          number, column, line, "a table of kind '\(schema.kind)' has no column '\(name)'",
          suggestion(name, schema.columns.map(\.name)), length: max(1, name.unicodeScalars.count))
      }
      column += name.unicodeScalars.count + 1
    }
    for wanted in schema.columns where wanted.isRequired && !names.contains(wanted.name) {
      fault(number, 1, line, "the header lacks the column '\(wanted.name)'", nil)
    }
    checked = schema.columns.compactMap { column in
      guard column.isRequired || column.values != nil else { return nil }
      return names.firstIndex(of: column.name).map { (column, $0) }
    }
    text = TableText(file: file, bytes: bytes, columns: names)
  }

  private mutating func readRow(_ row: Row) {
    guard let kind, let text else { return }
    let cells = text.bytes[row.start..<row.end].count { $0 == 0x09 } + 1
    if cells > text.columns.count {
      let excerpt = row.excerpt
      faults.append(
        Diagnostic(
          file: file, line: row.line, column: excerpt.unicodeScalars.count, excerpt: excerpt,
          message: "the row has \(cells) cells, the header \(text.columns.count)",
          mend: "cells are parted by one tab each"))
      return
    }
    let isRemoval = row.id.hasPrefix("-")
    for (column, at) in checked where !isRemoval {
      let cell = row.cell(at)
      if column.isRequired, cell.isEmpty {
        faults.append(row.fault(column.name, "'\(column.name)' is empty", mend: "a \(kind) row needs it"))
      } else if let values = column.values, !cell.isEmpty {
        let value = row[column.name]
        if !values.contains(value) {
          faults.append(row.fault(column.name, "'\(value)' is no \(column.name)", mend: suggestion(value, values)))
        }
      }
    }
    rows.append(row)
  }

  private mutating func fault(
    _ line: Int, _ column: Int, _ excerpt: String, _ message: String, _ mend: String?, length: Int = 1
  ) {
    faults.append(
      Diagnostic(
        file: file, line: line, column: column, length: length, excerpt: excerpt, message: message, mend: mend))
  }
}

/// `did you mean 'area'?` where a known word is near, else the known words.
public func suggestion(_ word: String, _ known: [String]) -> String {
  let near = known.map { ($0, editDistance(Array(word), Array($0))) }.min { $0.1 < $1.1 }
  if let near, near.1 <= max(1, word.count / 3) { return "did you mean '\(near.0)'?" }
  return "it may be one of: \(known.prefix(24).joined(separator: ", "))\(known.count > 24 ? ", …" : "")"
}

/// Edits from one word to another, two letters that changed places counting as one.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
