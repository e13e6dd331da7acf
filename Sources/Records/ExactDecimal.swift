/// A decimal number as a text has it: `coefficient` × 10^-`scale`. Nothing is rounded on the way.
public struct ExactDecimal: Hashable, Sendable {
  public var coefficient: Int128
  public var scale: Int

  public init(_ coefficient: Int128, scale: Int = 0) {
    self.coefficient = coefficient
    self.scale = scale
  }

  @inlinable public var isNegative: Bool { coefficient < 0 }
  @inlinable public var isZero: Bool { coefficient == 0 }

  public static prefix func - (a: ExactDecimal) -> ExactDecimal { ExactDecimal(-a.coefficient, scale: a.scale) }

  /// This times 10^`power`; nil where it would not fit into 128 bits.
  public func scaled(byPowerOfTen power: Int) -> ExactDecimal? {
    if power <= scale { return ExactDecimal(coefficient, scale: scale - power) }
    guard let grown = coefficient.times(powerOfTen: power - scale) else { return nil }
    return ExactDecimal(grown, scale: 0)
  }

  /// Exact sum; nil where it would not fit.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(self.scale, other.scale)
    guard let a = coefficient.times(powerOfTen: scale - self.scale),
      let b = other.coefficient.times(powerOfTen: scale - other.scale)
    else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : ExactDecimal(sum, scale: scale)
  }

  /// Exact product; nil where it would not fit.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    return overflow ? nil : ExactDecimal(product, scale: scale + other.scale)
  }

  /// Without zeros at the end of the fraction.
  public var reduced: ExactDecimal {
    var out = self
    while out.scale > 0, out.coefficient % 10 == 0 {
      out.coefficient /= 10
      out.scale -= 1
    }
    return out
  }
}

extension Int128 {
  /// This times 10^`power`; nil where it would not fit.
  func times(powerOfTen power: Int) -> Int128? {
    guard power >= 0 else { return nil }
    if self == 0 { return 0 }
    guard power <= 38 else { return nil }
    var out = self
    for _ in 0..<power {
      let (next, overflow) = out.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      out = next
    }
    return out
  }
}

extension ExactDecimal: Comparable {
  public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let (x, y) = (a.reduced, b.reduced)
    return x.coefficient == y.coefficient && x.scale == y.scale
  }

  public func hash(into hasher: inout Hasher) {
    let it = reduced
    hasher.combine(it.coefficient)
    hasher.combine(it.scale)
  }

  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let scale = max(a.scale, b.scale)
    guard let x = a.coefficient.times(powerOfTen: scale - a.scale),
      let y = b.coefficient.times(powerOfTen: scale - b.scale)
    else {
      // Too far apart for 128 bits at one scale: the signs and the magnitudes without fractions decide.
      return a.wholePart != b.wholePart ? a.wholePart < b.wholePart : a.coefficient < b.coefficient
    }
    return x < y
  }

  private var wholePart: Int128 {
    var out = coefficient
    for _ in 0..<min(scale, 39) { out /= 10 }
    return out
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// Plain decimal digits with at least one decimal place, no exponent: `609.0`, `-2.41`.
  public var description: String {
    var digits = Array(String(coefficient.magnitude).utf8)
    if scale > 0 {
      while digits.count <= scale { digits.insert(0x30, at: 0) }
      digits.insert(0x2E, at: digits.count - scale)
    } else {
      digits += [0x2E, 0x30]
    }
    return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }
}

extension ExactDecimal {
  /// Reads `[-]digits[.digits]`; nil for anything else, or for more than 38 digits.
  public init?(_ text: some StringProtocol) {
    var coefficient: Int128 = 0
    var scale = 0
    var negative = false
    var seenPoint = false
    var digits = 0
    for (i, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x2D where i == 0: negative = true
      case 0x2E where !seenPoint: seenPoint = true
      case 0x30...0x39:
        let (tenfold, o1) = coefficient.multipliedReportingOverflow(by: 10)
        let (next, o2) = tenfold.addingReportingOverflow(Int128(byte - 0x30))
        if o1 || o2 { return nil }
        coefficient = next
        digits += 1
        if seenPoint { scale += 1 }
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    self.init(negative ? -coefficient : coefficient, scale: scale)
  }
}
