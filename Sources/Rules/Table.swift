import Records

/// A row of a table, with the way back to its place in the file.
///
/// It keeps its line and where the cells begin; a cell becomes a string when it is asked for.
public struct Row: Sendable {
  public internal(set) var rowID: RowID
  private let content: Content

  private final class Content: Sendable {
    let header: Header
    let id: String
    let line: Int
    let excerpt: String
    /// The byte at which each cell begins, and one past the end of the line.
    let starts: [Int32]

    init(header: Header, id: String, line: Int, excerpt: String, starts: [Int32]) {
      self.header = header
      self.id = id
      self.line = line
      self.excerpt = excerpt
      self.starts = starts
    }
  }

  /// What the rows of a file share.
  final class Header: Sendable {
    let file: String
    let columns: [String: Int]

    init(file: String, columns: [String: Int]) {
      self.file = file
      self.columns = columns
    }
  }

  /// Splits a line at its tabs.
  init(header: Header, line: Int, text: String) {
    var starts: [Int32] = [0]
    var text = text
    text.withUTF8 { bytes in
      for at in bytes.indices where bytes[at] == 0x09 { starts.append(Int32(at + 1)) }
      starts.append(Int32(bytes.count + 1))
    }
    let id = header.columns["id"].map { Self.cell($0, of: text, starts) } ?? ""
    rowID = RowID(-1)
    content = Content(header: header, id: id, line: line, excerpt: text, starts: starts)
  }

  /// The name of the rule in records, reports and user tables.
  public var id: String { content.id }
  public var file: String { content.header.file }
  public var line: Int { content.line }
  var excerpt: String { content.excerpt }
  var columns: [String: Int] { content.header.columns }
  var cellCount: Int { content.starts.count - 1 }

  /// The text of a cell; empty where the column is not there or not filled.
  public subscript(_ column: String) -> String {
    guard let at = content.header.columns[column] else { return "" }
    return Self.cell(at, of: content.excerpt, content.starts)
  }

  /// A cell without the spaces at its ends.
  private static func cell(_ at: Int, of text: String, _ starts: [Int32]) -> String {
    guard at + 1 < starts.count, starts[at] < starts[at + 1] - 1 else { return "" }
    var text = text
    return text.withUTF8 { bytes in
      var (start, end) = (Int(starts[at]), Int(starts[at + 1]) - 1)
      while start < end, bytes[start] == 0x20 { start += 1 }
      while start < end, bytes[end - 1] == 0x20 { end -= 1 }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
  }

  /// The text of a cell; nil where it is not filled.
  public func optional(_ column: String) -> String? {
    let text = self[column]
    return text.isEmpty ? nil : text
  }

  /// The parts of a cell between `|`.
  public func list(_ column: String) -> [String] {
    var text = self[column]
    if text.isEmpty { return [] }
    return text.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "|")).compactMap { part in
        let part = part.drop { $0 == 0x20 }
        let end = part.lastIndex { $0 != 0x20 }
        return end.map { String(decoding: part[...$0], as: UTF8.self) }
      }
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
