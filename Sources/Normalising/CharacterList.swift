import Records
import Rules

/// A cell that lists characters: single ones and ranges (`Ａ-Ｚ`) parted by spaces, or code points (`U+00A0`, `U+0000-U+0008`).
struct CharacterList {
  /// In the order of the cell.
  private(set) var scalars: [UInt32] = []

  init(_ row: Row, _ column: String) throws(Diagnostic) {
    for item in row[column].split(separator: " ") {
      guard let range = Self.range(item) else {
        throw row.fault(column, "'\(item)' is no character", mend: "write one, a range such as Ａ-Ｚ, or U+00A0")
      }
      scalars += range
    }
  }

  private static func range(_ item: Substring) -> ClosedRange<UInt32>? {
    if let one = scalar(item) { return one...one }
    let ends = item.split(separator: "-", maxSplits: 1)
    guard ends.count == 2, let from = scalar(ends[0]), let to = scalar(ends[1]), from <= to else { return nil }
    return from...to
  }

  private static func scalar(_ text: Substring) -> UInt32? {
    let scalars = text.unicodeScalars
    if scalars.count == 1 { return scalars.first?.value }
    guard text.hasPrefix("U+"), let value = UInt32(text.dropFirst(2), radix: 16), value <= 0x10FFFF else { return nil }
    return value
  }
}

/// The UTF-16 units of a code point.
func units(of scalar: UInt32) -> [UInt16] {
  scalar < 0x10000 ? [UInt16(scalar)] : [UInt16(0xD7C0 + (scalar >> 10)), UInt16(0xDC00 | scalar & 0x3FF)]
}
