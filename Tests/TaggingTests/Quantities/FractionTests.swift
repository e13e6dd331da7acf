import Records
import Testing

@testable import Tagging

@Suite("Fractions")
struct FractionTests {
  @Test("a quotient is exact where its digits end")
  func exact() {
    #expect(Fraction(1, 4).exactDecimal?.description == "0.25")
    #expect(Fraction(1, 3).exactDecimal == nil)
    #expect(Fraction("2000/3")?.times(ExactDecimal(3))?.exactDecimal == ExactDecimal(2000))
  }

  @Test(
    "twelve significant digits, half away from zero",
    arguments: [
      (Fraction(2, 3), "0.666666666667"), (Fraction(2000, 3), "666.666666667"), (Fraction(1, 300), "0.00333333333333"),
      (Fraction(-1, 3), "-0.333333333333"), (Fraction(1, 8), "0.125"), (Fraction(300_000), "300000.0"),
    ])
  func rounded(fraction: Fraction, expected: String) {
    #expect(fraction.rounded(digits: 12)?.description == expected)
  }

  @Test("what is no fraction is refused", arguments: ["", "/3", "1/0", "a", "1/2/3", "1.5"])
  func refused(text: String) {
    #expect(Fraction(text) == nil)
  }
}
