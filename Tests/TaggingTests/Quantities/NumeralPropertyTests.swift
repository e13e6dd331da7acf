import Foundation
import ICU
import Records
import Testing
import Text

@testable import Tagging

/// Random numbers, written by ICU's rules and by a writer of our own, must read back as what they were.
/// `ZHIBIAO_NUMERALS=100000` sets how many of each kind are tried.
@Suite("Written numbers read back")
struct NumeralPropertyTests {
  static let count = ProcessInfo.processInfo.environment["ZHIBIAO_NUMERALS"].flatMap { Int($0) } ?? 2000

  @Test(
    "whole numbers in words, simplified and Traditional, plain and capital", arguments: ["zh", "zh_Hant"],
    Spellout.Ruleset.allCases)
  func words(locale: String, ruleset: Spellout.Ruleset) throws {
    let spellout = try Spellout(locale: locale, ruleset: ruleset)
    var random = WrittenNumbers(seed: 0x5EED_0001)
    check {
      let number = random.whole(digits: 16)
      return (spellout.words(for: number), ExactDecimal(Int128(number)))
    }
  }

  @Test("decimals in words", arguments: ["zh", "zh_Hant"], Spellout.Ruleset.allCases)
  func decimals(locale: String, ruleset: Spellout.Ruleset) throws {
    let spellout = try Spellout(locale: locale, ruleset: ruleset)
    var random = WrittenNumbers(seed: 0x5EED_0002)
    check {
      let number = random.decimal(digits: 8, places: 4)
      // The nearest double has the same decimal digits: there are 12 of them at most.
      let double = Double(number.description) ?? 0
      return (spellout.words(for: double), number)
    }
  }

  @Test("digits with place words, marks of thousands, decimals and signs")
  func digits() {
    var random = WrittenNumbers(seed: 0x5EED_0003)
    check {
      let (text, value) = random.written()
      return (Array(text.utf16), value)
    }
  }

  /// Reads each number with a unit behind it; reports the first few that go wrong.
  private func check(_ next: () -> (words: [UInt16], value: ExactDecimal)) {
    var faults = 0
    for _ in 0..<Self.count where faults < 5 {
      let (words, value) = next()
      let text = String(decoding: words, as: UTF16.self)
      let source = SourceText(text + "亩")
      let read = QuantityFixture.tag(source, periods: [])
      guard !words.isEmpty, read.count == 1, let quantity = read.first, let found = quantity.value,
        quantity.span == Span(0, source.count), quantity.min == nil, !(found < value), !(value < found)
      else {
        faults += 1
        let got = read.map { QuantityFixture.describe($0, source) }
        Issue.record("\(text) is \(value.description), and read as \(got)")
        continue
      }
    }
  }
}

/// Random numbers of every length, and ways to write them in digits.
struct WrittenNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func below(_ bound: Int) -> Int {
    // SplitMix64 (Steele, Lea, Flood 2014).
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  /// Up to so many digits, many of them 0; every fourth number is negative.
  mutating func whole(digits: Int) -> Int64 {
    let number = magnitude(digits)
    return below(4) == 0 ? -number : number
  }

  /// At least 1, for a unit behind nothing is no quantity.
  private mutating func magnitude(_ digits: Int) -> Int64 {
    var number = Int64(1 + below(9))
    for _ in 0..<below(digits) { number = number * 10 + (below(3) == 0 ? 0 : Int64(below(10))) }
    return number
  }

  /// With 1 to `places` decimal places, the last of which is not 0.
  mutating func decimal(digits: Int, places: Int) -> ExactDecimal {
    let scale = 1 + below(places)
    var coefficient = Int128(below(8) == 0 ? 0 : magnitude(digits))
    for _ in 1..<scale { coefficient = coefficient * 10 + Int128(below(10)) }
    coefficient = coefficient * 10 + Int128(1 + below(9))
    return ExactDecimal(below(4) == 0 ? -coefficient : coefficient, scale: scale)
  }

  /// A number as a newspaper prints it, and its value.
  mutating func written() -> (text: String, value: ExactDecimal) {
    let (text, value) = unsigned()
    switch below(6) {
    case 0: return ("-" + text, -value)
    case 1: return ("负" + text, -value)
    default: return (text, value)
    }
  }

  private static let multipliers: [(text: String, power: Int)] = [
    ("百", 2), ("千", 3), ("万", 4), ("十万", 5), ("百万", 6), ("千万", 7), ("亿", 8), ("十亿", 9), ("百亿", 10), ("千亿", 11),
    ("万亿", 12),
  ]

  private mutating func unsigned() -> (text: String, value: ExactDecimal) {
    switch below(5) {
    case 0:
      let number = Int128(magnitude(15))
      return ("\(number)", ExactDecimal(number))
    case 1:
      let number = magnitude(15)
      return (grouped("\(number)"), ExactDecimal(Int128(number)))
    case 2:
      let number = positive(digits: 10, places: 4)
      return (number.description, number)
    case 3:
      let number = below(2) == 0 ? positive(digits: 4, places: 3) : ExactDecimal(Int128(magnitude(4)))
      let (text, power) = Self.multipliers[below(Self.multipliers.count)]
      let digits = number.scale == 0 ? "\(number.coefficient)" : number.description
      return (digits + text, number.scaled(byPowerOfTen: power) ?? number)
    default:
      return places()
    }
  }

  private mutating func positive(digits: Int, places: Int) -> ExactDecimal {
    let number = decimal(digits: digits, places: places)
    return number < ExactDecimal(0) ? -number : number
  }

  /// 5亿3000万, 3亿200万5000
  private mutating func places() -> (text: String, value: ExactDecimal) {
    let (high, middle, low) = (magnitude(4), magnitude(4), magnitude(4))
    switch below(4) {
    case 0: return ("\(high)亿\(middle)万", ExactDecimal(Int128(high) * 100_000_000 + Int128(middle) * 10_000))
    case 1 where low >= 1000: return ("\(middle)万\(low)", ExactDecimal(Int128(middle) * 10_000 + Int128(low)))
    case 2 where low >= 1000:
      let value = Int128(high) * 100_000_000 + Int128(middle) * 10_000 + Int128(low)
      return ("\(high)亿\(middle)万\(low)", ExactDecimal(value))
    default:
      let (thousands, hundreds) = (1 + below(9), 1 + below(9))
      return ("\(thousands)千\(hundreds)百", ExactDecimal(Int128(thousands * 1000 + hundreds * 100)))
    }
  }

  private func grouped(_ digits: String) -> String {
    var out = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { out += "," }
      out.append(digit)
    }
    return out
  }
}
