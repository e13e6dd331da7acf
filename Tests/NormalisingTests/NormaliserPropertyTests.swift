import Normalising
import Records
import Testing
import Text

@Suite("Normalising any text")
struct NormaliserPropertyTests {
  /// What normalising looks for, and ordinary text around it.
  static let pieces = [
    "全县", "增长", "5.1%", "１２", "．", "５", " ", " ", "\u{3000}", "1", "9", "9", "7", "年", "*", "**", "*党**", "*产党共**", "党",
    "&nbsp;", "&amp;", "&", "amp;", "&#8212;", "lt;", "<br>", "<", "b>", "\r", "\n", "\u{200B}", "\u{301}", "e", "○",
    "O", "0", "一",
    "二", "𠮷", "🏭", "\u{E0100}", "經", "濟", "發佈", "乾隆", "\u{F90A}", "\u{338}", "＝", "亿", "，", "∶", "\u{AC00}", "\u{11A8}",
  ]

  @Test("normalising twice is normalising once, and every character has its source", arguments: 0..<400)
  func random(_ seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let text = (0..<Int.random(in: 1...40, using: &generator))
      .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
    check(text)
  }

  @Test("damaged real texts keep their way back", .enabled(if: !sharedTexts.isEmpty), arguments: 0..<30)
  func damaged(_ seed: Int) {
    var generator = SplitMix(state: UInt64(seed) + 7)
    let whole = Array((sharedTexts.randomElement(using: &generator) ?? "").unicodeScalars)
    let start = Int.random(in: 0..<max(1, whole.count - 2000), using: &generator)
    var text = String.UnicodeScalarView()
    for scalar in whole[start..<min(whole.count, start + 2000)] {
      text.append(scalar)
      if Int.random(in: 0..<30, using: &generator) == 0 {
        text.append(contentsOf: (Self.pieces.randomElement(using: &generator) ?? "").unicodeScalars)
      }
    }
    check(String(text))
  }

  private func check(_ text: String) {
    let document = normalised(text)
    let once = document.whole
    #expect(normalised(once).whole == once, "\(text.debugDescription)")
    let bytes = Array(text.utf8)
    let units = document.text.units
    var last = 0
    for at in units.indices where !isTrailSurrogate(units[at]) {
      let span = Span(at, at + (isLeadSurrogate(units[at]) ? 2 : 1))
      guard let range = document.text.sourceRange(span) else {
        Issue.record("no source at \(at) of \(text.debugDescription)")
        continue
      }
      #expect(range.lowerBound.value >= last && range.upperBound.value <= bytes.count)
      last = range.lowerBound.value
      #expect(String(validating: bytes[last..<range.upperBound.value], as: UTF8.self) != nil)
    }
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
