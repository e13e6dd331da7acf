import Zhibiao

/// Rows of cells in columns that line up under wide characters.
struct TextTable: CustomStringConvertible {
  private let rows: [[String]]
  /// Columns wider than this push the rest of their row.
  private static let widest = 48

  init(_ rows: [[String]]) { self.rows = rows }

  var description: String {
    var widths: [Int] = []
    for row in rows {
      for (at, cell) in row.enumerated() {
        if at == widths.count { widths.append(0) }
        widths[at] = max(widths[at], min(Self.widest, Self.columns(cell)))
      }
    }
    var out = ""
    for row in rows {
      for (at, cell) in row.enumerated() {
        out += Terminal.safe(cell)
        if at + 1 < row.count { out += String(repeating: " ", count: max(0, widths[at] - Self.columns(cell)) + 2) }
      }
      out += "\n"
    }
    return out
  }

  private static func columns(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + $1.columns } }
}
