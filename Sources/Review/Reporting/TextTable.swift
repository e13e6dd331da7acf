import Rules

/// Rows of cells in columns that line up under wide characters.
public struct TextTable: CustomStringConvertible {
  private let rows: [[String]]
  /// Columns wider than this push the rest of their row.
  private static let widest = 48

  public init(_ rows: [[String]]) { self.rows = rows }

  public var description: String {
    var widths: [Int] = []
    for row in rows {
      for (at, cell) in row.enumerated() {
        if at == widths.count { widths.append(0) }
        widths[at] = max(widths[at], min(Self.widest, cell.columns))
      }
    }
    var out = ""
    for row in rows {
      for (at, cell) in row.enumerated() {
        out += cell.shownSafely
        if at + 1 < row.count { out += String(repeating: " ", count: max(0, widths[at] - cell.columns) + 2) }
      }
      out += "\n"
    }
    return out
  }
}

extension String {
  /// Columns that a terminal gives to it.
  var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

  /// With U+FFFD for characters that a terminal would act on.
  var shownSafely: String {
    if unicodeScalars.allSatisfy(\.isTerminalSafe) { return self }
    return unicodeScalars.map { $0.isTerminalSafe ? String($0) : "\u{FFFD}" }.joined()
  }
}
