import Text

/// One number with what it measures, as written. See `quantity/1`.
public struct Quantity: Sendable {
  /// From the number through the unit.
  public var span: Span
  /// The number alone, without its unit (`43.68万` of `43.68万亩`).
  public var numberSpan: Span
  /// Scaled out of 万, 亿 and the like; a sign only where one is written. Nil where the words give only bounds (`十几万`).
  public var value: ExactDecimal?
  /// The end of a range as written (`3%—5%`).
  public var valueMax: ExactDecimal?
  /// The power of ten of the multiplier as printed: 万 is 4.
  public var unitMult = 0
  /// Decimal places as printed.
  public var decimals = 0
  /// A key of the units table, an ISO 4217 code, or nil for a bare number.
  public var unit: String?
  public var dimension: Dimension?
  /// Where the unit converts exactly: plain decimal, at most 12 significant digits.
  public var siValue: String?
  public var siUnit: String?
  public var comparator: Comparator?
  /// 以上, 以下 or 以内 stands behind it: whether the number is included depends on what is said of it.
  public var hasInclusiveWord = false
  /// What the words allow (`8000余万`: 80000000–90000000).
  public var min: ExactDecimal?
  public var max: ExactDecimal?
  public var rule: RuleTrail

  public init(span: Span, numberSpan: Span, rule: RuleTrail) {
    self.span = span
    self.numberSpan = numberSpan
    self.rule = rule
  }
}

/// What kind of thing a unit measures.
public enum Dimension: String, Sendable, CaseIterable {
  case count, money, area, length, mass, volume, energy, power, time, ratio, ordinal, temperature, speed, density
  case pressure, force, frequency, angle, data, electric, luminous, radiation, flow, compound, age, multiple
}

/// Which way the words around a number open it.
public enum Comparator: String, Sendable {
  case greater = ">"
  case greaterOrEqual = ">="
  case less = "<"
  case lessOrEqual = "<="
  case about = "~"
}
