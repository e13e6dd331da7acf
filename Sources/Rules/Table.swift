import Records

/// The text of a table file, shared by its rows.
final class TableText: Sendable {
  let file: String
  let bytes: [UInt8]
  /// In the order of the header.
  let columns: [String]

  init(file: String, bytes: [UInt8], columns: [String]) {
    self.file = file
    self.bytes = bytes
    self.columns = columns
  }
}

/// A row of a table: a place in the text of its file. Cells are read when they are asked for, so that thousands of rows
/// cost little to load.
public struct Row: Sendable {
  public internal(set) var rowID: RowID
  public let line: Int
  let text: TableText
  /// Bytes of the line, without its end.
  let start: Int
  let end: Int

  /// The name of the rule in records, reports and user tables.
  public var id: String { self["id"] }
  public var file: String { text.file }

  /// The text of a cell; empty where the column is not there or not filled.
  public subscript(_ column: String) -> String {
    guard let at = text.columns.firstIndex(of: column) else { return "" }
    return String(decoding: text.bytes[cell(at)], as: UTF8.self)
  }

  /// The bytes of a cell without the spaces at its ends. One pass over the line.
  func cell(_ wanted: Int) -> Range<Int> {
    text.bytes.withUnsafeBufferPointer { bytes in
      var column = 0
      var at = start
      while column < wanted {
        while at < end, bytes[at] != 0x09 { at += 1 }
        guard at < end else { return end..<end }
        at += 1
        column += 1
      }
      while at < end, bytes[at] == 0x20 { at += 1 }
      var stop = at
      while stop < end, bytes[stop] != 0x09 { stop += 1 }
      while stop > at, bytes[stop - 1] == 0x20 { stop -= 1 }
      return at..<stop
    }
  }

  /// The text of a cell; nil where it is not filled.
  public func optional(_ column: String) -> String? {
    let text = self[column]
    return text.isEmpty ? nil : text
  }

  /// The parts of a cell between `|`.
  public func list(_ column: String) -> [String] {
    guard let at = text.columns.firstIndex(of: column) else { return [] }
    return text.bytes[cell(at)].split(separator: 0x7C).compactMap { part in
      let text = String(decoding: part, as: UTF8.self).trimmed
      return text.isEmpty ? nil : text
    }
  }

  /// A whole number; a cell that is none is a fault.
  public func integer(_ column: String) throws(Diagnostic) -> Int? {
    guard let text = optional(column) else { return nil }
    guard let number = Int(text) else { throw fault(column, "'\(text)' is not a whole number") }
    return number
  }

  /// What the row says, in one line: its cells but for id, source and examples.
  public var summary: String {
    text.columns.filter { !["id", "source", "yes", "no"].contains($0) && !self[$0].isEmpty }
      .map { "\($0)=\(self[$0])" }.joined(separator: " ")
  }

  public var examples: [Example] {
    list("yes").map { Example($0, isPositive: true) } + list("no").map { Example($0, isPositive: false) }
  }

  /// The line as it stands in the file.
  var excerpt: String { String(decoding: text.bytes[start..<end], as: UTF8.self) }

  /// A fault in a cell, or in a part of it: `offset` and `length` in code points from the start of the cell.
  public func fault(
    _ column: String, _ message: String, mend: String? = nil, offset: Int = 0, length: Int? = nil
  ) -> Diagnostic {
    let cell = cell(text.columns.firstIndex(of: column) ?? 0)
    let points = { (range: Range<Int>) in text.bytes[range].count { $0 & 0xC0 != 0x80 } }
    return Diagnostic(
      file: file, line: line, column: points(start..<cell.lowerBound) + offset + 1,
      length: length ?? max(1, points(cell) - offset), excerpt: excerpt, message: message, mend: mend)
  }
}

/// A text in a row that the row must fire on, or must not.
public struct Example: Sendable {
  public var text: String
  /// Fields that a record of the row must have: `value=5.1`.
  public var fields: [(name: String, value: String)]
  public var isPositive: Bool

  /// `TEXT` or `TEXT => field=value field=value`. `\n` stands for a new line.
  init(_ cell: String, isPositive: Bool) {
    self.isPositive = isPositive
    guard let arrow = cell.firstRange(of: "=>") else {
      text = cell
      fields = []
      return
    }
    text = String(cell[..<arrow.lowerBound]).trimmed
    fields = cell[arrow.upperBound...].split(separator: " ").compactMap { pair in
      guard let equals = pair.firstIndex(of: "=") else { return nil }
      return (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
    }
  }
}

extension StringProtocol {
  /// Without spaces at its ends.
  public var trimmed: String {
    var text = Substring(self)
    // By bytes: a space is one, and characters are dear to find.
    while text.utf8.first == 0x20 { text = Substring(text.utf8.dropFirst()) }
    while text.utf8.last == 0x20 { text = Substring(text.utf8.dropLast()) }
    return String(text)
  }
}
