import Testing
import Text

@testable import Tagging

/// A number is read once, however long it is.
@Suite("Endless numerals")
struct EndlessNumeralTests {
  @Test(
    "They take time by their length",
    arguments: [
      ("一二三", 60_000), ("7", 1_000_000),
      ("1,", 20_000), ("1.", 20_000),
      ("1,234", 20_000), ("一两", 20_000),
      ("十一", 20_000), ("1:", 20_000),
      ("1元", 20_000), ("(1)", 20_000),
    ])
  func endlessNumerals(_ piece: String, count: Int) {
    guard QuantityFixture.tagger != nil else { return }
    let source = SourceText(String(repeating: piece, count: count))
    let time = ContinuousClock().measure { _ = QuantityFixture.tag(source, periods: []) }
    #expect(time < .seconds(5))
  }
}
