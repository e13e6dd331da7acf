import Testing

@testable import Tagging

/// Where no pattern can begin is seen at little cost, however long what stands there is.
@Suite("Where periods can begin")
struct PeriodStartsTests {
  @Test(
    "Endless numerals take time by their length",
    arguments: [
      ("一二三", 60_000), ("7", 1_000_000),
      ("1,", 20_000), ("1.", 20_000),
      ("3至", 20_000),
    ])
  func endlessNumerals(_ piece: String, count: Int) {
    guard PeriodFixture.tagger != nil else { return }
    let text = String(repeating: piece, count: count)
    let time = ContinuousClock().measure { _ = PeriodFixture.tag(text) }
    #expect(time < .seconds(5))
  }

  @Test("A number is read from its beginning", arguments: ["1.5年", "二十五年", "一二三四五年"])
  func wholeNumbers(_ text: String) {
    guard PeriodFixture.tagger != nil else { return }
    #expect(PeriodFixture.tag(text).allSatisfy { $0.0.span.start == 0 })
  }
}
