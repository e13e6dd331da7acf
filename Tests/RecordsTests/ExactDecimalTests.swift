import Records
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test(
    "digits come out as they went in, with at least one decimal place",
    arguments: [
      ("609", "609.0"), ("107.6", "107.6"), ("-2.41", "-2.41"), ("0.05", "0.05"), ("-0.5", "-0.5"),
      ("100.00", "100.00"),
      ("12345678901234567890123", "12345678901234567890123.0"),
    ])
  func text(given: String, written: String) throws {
    #expect(try #require(ExactDecimal(given)).description == written)
  }

  @Test("a power of ten moves the point and nothing else")
  func scaling() throws {
    let number = try #require(ExactDecimal("43.68"))
    #expect(number.scaled(byPowerOfTen: 4)?.description == "436800.0")
    #expect(number.scaled(byPowerOfTen: -1)?.description == "4.368")
    #expect(number.scaled(byPowerOfTen: 60) == nil)
  }

  @Test("numbers are the same whatever zeros end them")
  func equality() throws {
    #expect(ExactDecimal("5") == ExactDecimal("5.00"))
    #expect(try #require(ExactDecimal("4.9")) < #require(ExactDecimal("5")))
    #expect(Set([ExactDecimal("5"), ExactDecimal("5.0")]).count == 1)
  }

  @Test("what is no plain decimal is none", arguments: ["", "-", "1e5", "5,000", "1.2.3", "９"])
  func none(text: String) {
    #expect(ExactDecimal(text) == nil)
  }
}
