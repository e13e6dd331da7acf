import Records

/// Reads one table file: `#! kind`, a header of column names, then rows; all parted by tabs. `#` begins a comment line.
struct TableReader {
  let file: String
  let schemas: [TableSchema]
  private(set) var kind: String?
  private(set) var rows: [Row] = []
  private(set) var faults: [Diagnostic] = []

  private var schema: TableSchema?
  private var columns: [String: Int] = [:]
  private var header: Row.Header?
  private var width = 0
  private var lines: [ExactKey: Int] = [:]

  init(file: String, schemas: [TableSchema]) {
    self.file = file
    self.schemas = schemas
  }

  mutating func read(_ bytes: [UInt8]) {
    var number = 0
    var body = bytes[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == 0x0D ? line.dropLast() : line
      guard let text = String(validating: line, as: UTF8.self) else {
        fault(number, 1, "", "this line is not UTF-8", "save the file as UTF-8")
        continue
      }
      if kind == nil { readKind(text, number) }
      else if text.hasPrefix("#") || line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      else if columns.isEmpty { readHeader(text, number) }
      else { readRow(text, number) }
      if schema == nil { return }
    }
    if kind == nil { fault(1, 1, "", "the file is empty", "its first line names its kind: #! units") }
  }

  private mutating func readKind(_ text: String, _ number: Int) {
    let name = text.hasPrefix("#!") ? String(text.dropFirst(2)).trimmed : ""
    kind = name
    schema = schemas.first { $0.kind == name }
    guard schema == nil else { return }
    let known = schemas.map(\.kind).sorted()
    if name.isEmpty {
      fault(number, 1, text, "the first line does not name the kind of the table", "write one of: #! \(known.joined(separator: ", "))")
    } else {
      fault(number, 4, text, "no table is of the kind '\(name)'", suggestion(name, known), length: name.unicodeScalars.count)
    }
    kind = nil
    schema = nil
  }

  private mutating func readHeader(_ text: String, _ number: Int) {
    guard let schema else { return }
    let names = text.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmed }
    width = names.count
    var column = 1
    for (at, name) in names.enumerated() {
      if !schema.columns.contains(where: { $0.name == name }) {
        fault(number, column, text, "a table of kind '\(schema.kind)' has no column '\(name)'",
          suggestion(name, schema.columns.map(\.name)), length: max(1, name.unicodeScalars.count))
      }
      columns[name] = at
      column += name.unicodeScalars.count + 1
    }
    header = Row.Header(file: file, columns: columns)
    for wanted in schema.columns where wanted.isRequired && columns[wanted.name] == nil {
      fault(number, 1, text, "the header lacks the column '\(wanted.name)'", nil)
    }
  }

  private mutating func readRow(_ text: String, _ number: Int) {
    guard let schema, let kind, let header else { return }
    let row = Row(header: header, line: number, text: text)
    if row.cellCount > width {
      faults.append(
        Diagnostic(
          file: file, line: number, column: text.unicodeScalars.count, excerpt: text,
          message: "the row has \(row.cellCount) cells, the header \(width)", mend: "cells are parted by one tab each"))
      return
    }
    let isRemoval = row.id.utf8.first == UInt8(ascii: "-")
    for column in schema.columns where !isRemoval && (column.isRequired || column.values != nil) {
      let value = row[column.name]
      if column.isRequired, value.isEmpty {
        faults.append(row.fault(column.name, "'\(column.name)' is empty", mend: "a \(kind) row needs it"))
      } else if let values = column.values, !value.isEmpty, !values.contains(value) {
        faults.append(
          row.fault(column.name, "'\(value)' is no \(column.name)", mend: suggestion(value, values)))
      }
    }
    if let first = lines[ExactKey(row.id)] {
      faults.append(row.fault("id", "the id '\(row.id)' was used in line \(first) already", mend: "give the row an id of its own"))
    }
    lines[ExactKey(row.id)] = number
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

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let up = row[j + 1]
      row[j + 1] = min(up + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
      diagonal = up
    }
  }
  return row[b.count]
}
