/// A fault in a file that people write: a table, a pipeline file. Where it is, what it is, and what to do.
///
/// Lines and columns count from 1; a column counts code points.
public struct Diagnostic: Error, Sendable, Equatable {
  public var file: String
  public var line: Int
  public var column: Int
  /// Code points that the caret should underline.
  public var length: Int
  /// The line as it stands in the file.
  public var excerpt: String
  public var message: String
  /// What to do about it.
  public var mend: String?

  public init(
    file: String, line: Int, column: Int, length: Int = 1, excerpt: String, message: String, mend: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.excerpt = excerpt
    self.message = message
    self.mend = mend
  }
}

extension Diagnostic: CustomStringConvertible {
  /// Code points of a line that are shown.
  private static let shownWidth = 60

  /// `file:line:column: message`, then the line with a caret under the fault, then the mend.
  public var description: String {
    var scalars = Array(excerpt.unicodeScalars)
    var at = min(max(column - 1, 0), scalars.count)
    // Of a long line, what stands around the fault.
    if scalars.count > Self.shownWidth {
      let start = max(0, min(at - Self.shownWidth / 3, scalars.count - Self.shownWidth))
      let end = min(scalars.count, start + Self.shownWidth)
      scalars = (start > 0 ? ["…"] : []) + scalars[start..<end] + (end < scalars.count ? ["…"] : [])
      at += (start > 0 ? 1 : 0) - start
    }
    let shown = scalars.map { $0 == "\t" ? "  " : $0.isTerminalSafe ? String($0) : "\u{FFFD}" }
    let width = { (range: Range<Int>) in range.reduce(0) { $0 + (scalars[$1] == "\t" ? 2 : scalars[$1].columns) } }
    let indent = String(repeating: " ", count: width(0..<at))
    let end = min(at + max(length, 1), scalars.count)
    let caret = String(repeating: "^", count: max(1, at < end ? width(at..<end) : 1))
    var out = "\(file):\(line):\(column): \(message)"
    if !excerpt.isEmpty { out += "\n  \(shown.joined())\n  \(indent)\(caret)" }
    if let mend { out += "\n  \(mend)" }
    return out
  }
}

extension Unicode.Scalar {
  /// Columns that a terminal gives to it: 2 for wide East Asian characters, 0 for marks that combine.
  public var columns: Int {
    switch value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// No control character that a terminal would act on.
  public var isTerminalSafe: Bool { value >= 0x20 && !(0x7F...0x9F).contains(value) }
}

/// Several faults at once: a file is read to its end, so that all of them are told together.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  public var list: [Diagnostic]
  public init(_ list: [Diagnostic]) { self.list = list }
  public var description: String { list.map(\.description).joined(separator: "\n") }
}
