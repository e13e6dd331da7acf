import Markup
import Text

/// Which block of a page is the title of its article.
///
/// The title of the window begins with it, and goes on with the channel and the site: so a block that stands whole at
/// the beginning of the window's title is the title, whatever its element is called.
struct PageTitle {
  /// As the window has it.
  let window: [UInt16]
  private let windowKey: [UInt16]
  private let rules: PageRules

  /// Units of a title at most, and letters and Han at least.
  private static let (limit, least) = (160, 4)

  init(window: [UInt16], rules: PageRules) {
    self.window = window
    windowKey = PageText.key(window)
    self.rules = rules
  }

  /// How much of the window's title a text is, if it is what that begins with: letters, digits and Han.
  func match(_ text: [UInt16]) -> Int? {
    let key = PageText.key(text)
    guard key.count >= Self.least, text.count <= Self.limit, windowKey.starts(with: key) else { return nil }
    // Another word may begin with the same characters.
    return key.count == windowKey.count || isBorder(behind: key.count) ? key.count : nil
  }

  /// Whether something other than a letter or Han follows the first characters that count.
  private func isBorder(behind count: Int) -> Bool {
    var seen = 0
    for (at, unit) in window.enumerated() {
      if !PageText.key([unit]).isEmpty { seen += 1 }
      if seen == count { return at + 1 >= window.count || PageText.key([window[at + 1]]).isEmpty }
    }
    return true
  }

  /// The window's title without what stands behind it.
  var bare: [UInt16] { Self.trimmed(Array(window[..<(end ?? window.count)])) }
  /// What stands behind the title: channel and site.
  var site: [UInt16] { end.map { Array(window[$0...]) } ?? [] }

  /// Where the first mark stands that parts the title from the site.
  private var end: Int? {
    for (at, unit) in window.enumerated() where at > 0 {
      switch unit {
      // _ | ｜ and line ends part always; hyphens where two stand together, where they are set off by spaces, or where
      // a name of a site follows.
      case 0x5F, 0x7C, 0xFF5C, 0x0A: return at
      case 0x2D, 0x2013, 0x2014:
        let isDouble = at + 1 < window.count && window[at + 1] == unit && unit == 0x2D
        let isSetOff = window[at - 1] == 0x20 && at + 1 < window.count && window[at + 1] == 0x20
        if isDouble || isSetOff || isSiteName(behind: at + 1) { return at }
      default: break
      }
    }
    return nil
  }

  private func isSiteName(behind start: Int) -> Bool {
    let rest = PageText.compact(Array(window[start...]))
    guard (2...20).contains(rest.count), !rest.contains(where: { $0 == 0x2C || $0 == 0x3A }) else { return false }
    let lower = rest.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return rules.siteEndings.contains { lower.reversed().starts(with: $0.reversed()) }
  }

  static func trimmed(_ units: [UInt16]) -> [UInt16] {
    let isSpace = { (unit: UInt16) in unit <= 0x20 || unit == 0xA0 || unit == 0x3000 }
    return Array(units.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
