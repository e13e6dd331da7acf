import Rules

/// A record's sentence with marks under its stretches that line up under wide characters: `^` for the value, a letter
/// for each other part.
struct MarkedSentence {
  let text: String
  let marks: String

  /// Columns of a sentence that are shown; of a longer one, what stands around the value.
  static let width = 96

  static let legend = "^ value, i indicator, a area, s subject, p period, c cue, m modality, b basis, r rank"

  init(_ side: Difference.Side) {
    let scalars = Array(side.sentence.unicodeScalars)
    let base = side.sentenceSpan.lowerBound
    var letters = [Character](repeating: " ", count: scalars.count)
    for role in side.roles.reversed() + [Role(name: "value", span: side.span)] {
      let mark: Character = role.name == "value" ? "^" : role.name.first ?? "-"
      for at in max(role.span.lowerBound - base, 0)..<max(min(role.span.upperBound - base, scalars.count), 0)
      where at >= 0 { letters[at] = mark }
    }
    let window = Self.window(scalars, around: side.span.lowerBound - base)
    var (text, marks) = ("", "")
    if window.lowerBound > 0 { (text, marks) = ("…", " ") }
    for at in window {
      let scalar = scalars[at]
      text += scalar.isTerminalSafe ? String(scalar) : " "
      marks += String(repeating: letters[at], count: scalar.isTerminalSafe ? scalar.columns : 1)
    }
    if window.upperBound < scalars.count { text += "…" }
    self.text = text
    while marks.last == " " { marks.removeLast() }
    self.marks = marks
  }

  private static func window(_ scalars: [Unicode.Scalar], around place: Int) -> Range<Int> {
    let at = max(0, min(place, scalars.count))
    var (low, high, used) = (at, at, 0)
    // Two thirds of the room before the value: what it means mostly stands there.
    while low > 0, used + scalars[low - 1].columns <= width * 2 / 3 {
      low -= 1
      used += scalars[low].columns
    }
    while high < scalars.count, used + scalars[high].columns <= width {
      used += scalars[high].columns
      high += 1
    }
    while low > 0, used + scalars[low - 1].columns <= width {
      low -= 1
      used += scalars[low].columns
    }
    return low..<high
  }
}
