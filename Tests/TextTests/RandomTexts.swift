@testable import Text

/// A small generator with a seed, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// A text of ASCII, Han, astral characters, combining marks and full-width forms.
func randomText(_ generator: inout SeededGenerator, length: Int) -> String {
  let stock: [Unicode.Scalar] = [
    "a", "Z", "7", " ", "\n", "é", "ß", "\u{301}", "中", "国", "，", "％", "３", "．", "𠮷", "🏭", "\u{20D0}", "\u{3099}",
  ]
  var text = String.UnicodeScalarView()
  for _ in 0..<length {
    let scalar = stock.randomElement(using: &generator) ?? "a"
    // Runs of one kind of character, as real texts have them.
    for _ in 0..<Int.random(in: 1...(Bool.random(using: &generator) ? 1 : 20), using: &generator) {
      text.append(scalar)
    }
  }
  return String(text)
}

/// The same map as the text's, held plainly: for each unit the source bytes of its character.
struct PlainText {
  var units: [UInt16] = []
  var source: [Range<Int>] = []

  init() {}

  init(_ text: String) {
    var byte = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      for unit in UTF16.encode(scalar).map({ Array($0) }) ?? [] {
        units.append(unit)
        source.append(byte..<byte + width)
      }
      byte += width
    }
  }

  func isBorder(_ unit: Int) -> Bool {
    !(unit > 0 && unit < units.count && isTrailSurrogate(units[unit]) && isLeadSurrogate(units[unit - 1]))
  }
}

/// Makes the same random edit of a text and of its plain model, and follows some offsets through it.
func randomEdit(
  _ text: SourceText, _ plain: PlainText, _ generator: inout SeededGenerator, marks: [Int]
) -> (text: SourceText, plain: PlainText, marks: [Int]) {
  var editor = TextEditor(text, marks: marks)
  var out = PlainText()
  var at = 0
  while at < text.count {
    var end = min(text.count, at + Int.random(in: 1...(Bool.random(using: &generator) ? 3 : 90), using: &generator))
    if !plain.isBorder(end) { end += 1 }
    let span = Span(at, end)
    let whole = plain.source[at].lowerBound..<plain.source[end - 1].upperBound
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      break
    case 1:
      let new = Array(["新", "x", "𠮷é", "...."].randomElement(using: &generator)?.utf16 ?? "x".utf16)
      editor.replace(span, with: new)
      out.units += new
      out.source += new.map { _ in whole }
    case 2 where (at..<end).allSatisfy { plain.units[$0] & 0xF800 != 0xD800 }:
      for unit in at..<end {
        editor.fold(unit, to: 0x41)
        out.units.append(0x41)
        out.source.append(plain.source[unit])
      }
    default:
      editor.copy(span)
      out.units += plain.units[at..<end]
      out.source += plain.source[at..<end]
    }
    at = end
  }
  let done = editor.finishWithMarks()
  return (done.text, out, done.marks)
}
