import Records

/// A row of a table, with the way back to its place in the file.
public struct Row: Sendable {
  public internal(set) var rowID: RowID
  /// The name of the rule in records, reports and user tables.
  public let id: String
  public let file: String
  public let line: Int
  let excerpt: String
  let cells: [String]
  let columns: [String: Int]

  /// The text of a cell; empty where the column is not there or not filled.
  public subscript(_ column: String) -> String {
    guard let at = columns[column], at < cells.count else { return "" }
    return cells[at]
  }

  /// The text of a cell; nil where it is not filled.
  public func optional(_ column: String) -> String? {
    let text = self[column]
    return text.isEmpty ? nil : text
  }

  /// The parts of a cell between `|`.
  public func list(_ column: String) -> [String] {
    let text = self[column]
    if text.isEmpty { return [] }
    return text.utf8.split(separator: UInt8(ascii: "|")).map { Substring($0).trimmed }.filter { !$0.isEmpty }
  }

  /// A whole number; a cell that is none is a fault.
  public func integer(_ column: String) throws(Diagnostic) -> Int? {
    guard let text = optional(column) else { return nil }
    guard let number = Int(text) else { throw fault(column, "'\(text)' is not a whole number") }
    return number
  }

  /// What the row says, in one line: its cells but for id, source and examples.
  public var summary: String {
    let columns = columns.sorted { $0.value < $1.value }.map(\.key)
    return columns.filter { !["id", "source", "yes", "no"].contains($0) && !self[$0].isEmpty }
      .map { "\($0)=\(self[$0])" }.joined(separator: " ")
  }

  public var examples: [Example] {
    list("yes").map { Example($0, isPositive: true) } + list("no").map { Example($0, isPositive: false) }
  }

  /// A fault in a cell, or in a part of it: `offset` and `length` in code points from the start of the cell.
  public func fault(
    _ column: String, _ message: String, mend: String? = nil, offset: Int = 0, length: Int? = nil
  ) -> Diagnostic {
    let at = columns[column] ?? 0
    let parts = excerpt.split(separator: "\t", omittingEmptySubsequences: false)
    let before = parts.prefix(at).reduce(0) { $0 + $1.unicodeScalars.count + 1 }
    let cell = at < parts.count ? parts[at] : ""
    let indent = cell.unicodeScalars.prefix { $0 == " " }.count
    return Diagnostic(
      file: file, line: line, column: before + indent + offset + 1,
      length: length ?? max(1, String(cell).trimmed.unicodeScalars.count - offset), excerpt: excerpt, message: message,
      mend: mend)
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
    let space = UInt8(ascii: " ")
    var out = Substring(self)
    while out.utf8.first == space { out.removeFirst() }
    while out.utf8.last == space { out.removeLast() }
    return String(out)
  }
}
