import Markup
import Text

/// The text of a page's blocks in forms for looking at, not for output.
struct PageText {
  let tree: PageTree
  let source: UnsafeBufferPointer<UInt8>

  /// White space folded to one space; two where another element begins, as pages part by design what they write in a row:
  /// `<span>2021-11-15</span><span>来源：某报</span>`.
  func gapped(_ runs: some Sequence<Int>) -> [UInt16] {
    var out: [UInt16] = []
    var element: Int?
    var wantsSpace = 0
    for at in runs {
      let run = tree.runs[at]
      if let element, element != run.element, !out.isEmpty { wantsSpace = 2 }
      element = run.element
      for unit in units(of: run) {
        if unit <= 0x20 || unit == 0xA0 || unit == 0x3000 {
          // Two spaces that are no break of the line are meant to part.
          if !out.isEmpty { wantsSpace = unit == 0xA0 || unit == 0x3000 ? min(2, wantsSpace + 1) : max(1, wantsSpace) }
          continue
        }
        for _ in 0..<wantsSpace { out.append(0x20) }
        wantsSpace = 0
        out.append(unit)
      }
    }
    return out
  }

  func units(of run: PageTree.Run) -> [UInt16] {
    run.replacement ?? Array(String(decoding: source[run.start..<run.end], as: UTF8.self).utf16)
  }

  /// Without white space, widths folded to ASCII: the form in which phrases are looked for.
  static func compact(_ units: [UInt16]) -> [UInt16] {
    units.compactMap { unit in
      if unit <= 0x20 || unit == 0xA0 || unit == 0x3000 { return nil }
      return unit &- 0xFF01 < 0x5E ? unit - 0xFEE0 : unit
    }
  }

  /// Only letters, digits and Han, in lower case: titles that differ in marks and spaces are one.
  static func key(_ units: [UInt16]) -> [UInt16] {
    units.compactMap { unit in
      let unit = unit &- 0xFF01 < 0x5E ? unit - 0xFEE0 : unit
      if isHan(unit) || isASCIIDigit(unit) { return unit }
      return isASCIILetter(unit) ? unit | 0x20 : nil
    }
  }

  static func contains(_ text: [UInt16], _ part: [UInt16]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    for at in 0...(text.count - part.count) where text[at] == first && text[at...].starts(with: part) { return true }
    return false
  }
}
