import Records
import Text

/// A number with its unit: one end of a range, or a quantity that has no range.
struct QuantityPart: Sendable {
  /// UTF-16 offset of the first digit, 百分之 included, signs and prefixes not.
  var start: Int
  /// Behind the number, before the unit.
  var numberEnd: Int
  /// Behind the unit.
  var end: Int
  var numeral: Numeral
  var value: ExactDecimal?
  var low: ExactDecimal?
  var high: ExactDecimal?
  var unit: UnitTable.Match?
  var multiplier = 0
  var decimals = 0
  var shape = Shape.plain
  /// Rows that made it, besides those of unit and form.
  var rows = RuleTrail()

  enum Shape: UInt8, Sendable { case plain, fraction, percent, half, compound }

  init(start: Int, numeral: Numeral) {
    self.start = start
    self.numeral = numeral
    numberEnd = numeral.end
    end = numeral.end
    value = numeral.value
    low = numeral.low
    high = numeral.high
    multiplier = numeral.multiplier
    decimals = numeral.decimals
  }

  var isMalformed: Bool { numeral.form.contains(.malformed) }

  /// Multiplies by a power of ten; false where it does not fit.
  mutating func scale(byPowerOfTen power: Int) -> Bool {
    let numbers = [value, low, high]
    let scaled = numbers.map { $0.flatMap { $0.scaled(byPowerOfTen: power) } }
    for (a, b) in zip(numbers, scaled) where a != nil && b == nil { return false }
    (value, low, high) = (scaled[0], scaled[1], scaled[2])
    multiplier += power
    return true
  }

  /// Adds to the number as it stands; false where it does not fit.
  mutating func add(_ amount: ExactDecimal) -> Bool {
    guard low == nil, let sum = value?.adding(amount) else { return false }
    value = sum
    return true
  }
}
