import Records

/// An exact quotient of whole numbers: factors of units, and fractions in the text.
struct Fraction: Sendable, Hashable {
  var numerator: Int128
  var denominator: Int128

  init(_ numerator: Int128, _ denominator: Int128 = 1) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Reads `1000` or `2000/3`.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, let numerator = Int128(first), parts.count <= 2 else { return nil }
    guard let denominator = parts.count == 2 ? Int128(parts[1]) : 1, denominator > 0 else { return nil }
    self.init(numerator, denominator)
  }

  /// The quotient of two decimals; nil where the second is 0 or it does not fit.
  init?(_ a: ExactDecimal, over b: ExactDecimal) {
    guard b.coefficient != 0, let x = Self.power(b.scale), let y = Self.power(a.scale) else { return nil }
    let (n, o1) = a.coefficient.multipliedReportingOverflow(by: x)
    let (d, o2) = b.coefficient.multipliedReportingOverflow(by: y)
    guard !o1, !o2 else { return nil }
    self.init(d < 0 ? 0 &- n : n, d < 0 ? 0 &- d : d)
    reduce()
  }

  private static func power(_ n: Int) -> Int128? {
    guard n >= 0, n <= 37 else { return nil }
    return (0..<n).reduce(1) { out, _ in out * 10 }
  }

  mutating func reduce() {
    var (a, b) = (numerator < 0 ? 0 &- numerator : numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    guard a > 1 else { return }
    numerator /= a
    denominator /= a
  }

  /// This times a decimal; nil where it does not fit.
  func times(_ value: ExactDecimal) -> Fraction? {
    guard var out = Fraction(value, over: ExactDecimal(1)) else { return nil }
    let (n, o1) = out.numerator.multipliedReportingOverflow(by: numerator)
    let (d, o2) = out.denominator.multipliedReportingOverflow(by: denominator)
    guard !o1, !o2 else { return nil }
    out = Fraction(n, d)
    out.reduce()
    return out
  }

  func over(_ other: Fraction) -> Fraction? {
    guard other.numerator != 0 else { return nil }
    let (n, o1) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (d, o2) = denominator.multipliedReportingOverflow(by: other.numerator)
    guard !o1, !o2, d > 0 else { return nil }
    var out = Fraction(n, d)
    out.reduce()
    return out
  }

  /// As a decimal where the digits end; else nil.
  var exactDecimal: ExactDecimal? {
    var (d, scale, n) = (denominator, 0, numerator)
    while d != 1 {
      let (tenfold, overflow) = n.multipliedReportingOverflow(by: 10)
      guard scale < 30, !overflow else { return nil }
      n = tenfold
      scale += 1
      var (a, b) = (n < 0 ? 0 &- n : n, d)
      while b != 0 { (a, b) = (b, a % b) }
      n /= a
      d /= a
      // n / d is still the number times 10^scale.
    }
    return ExactDecimal(n, scale: scale).reduced
  }

  /// As a decimal at a number of significant digits, half away from zero; exact where fewer do.
  func rounded(digits: Int) -> ExactDecimal? {
    if let exact = exactDecimal, exact.significantDigits <= digits { return exact }
    let magnitude = numerator < 0 ? 0 &- numerator : numerator
    guard magnitude > 0 else { return ExactDecimal(0) }
    // Digits before the point decide how many places are left.
    var whole = magnitude / denominator
    var before = 0
    while whole > 0 {
      whole /= 10
      before += 1
    }
    if before == 0 {
      var rest = magnitude
      while rest < denominator {
        let (tenfold, overflow) = rest.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        rest = tenfold
        before -= 1
      }
      before += 1
    }
    let places = digits - before
    var (n, d) = (magnitude, denominator)
    for _ in 0..<abs(places) {
      let (next, overflow) = (places > 0 ? n : d).multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      if places > 0 { n = next } else { d = next }
    }
    var quotient = n / d
    if (n % d) >= d - n % d { quotient += 1 }
    if numerator < 0 { quotient = 0 &- quotient }
    let out = ExactDecimal(quotient, scale: max(places, 0))
    return places < 0 ? out.scaled(byPowerOfTen: -places) : out.reduced
  }
}

extension ExactDecimal {
  /// Digits from the first to the last that is not 0.
  var significantDigits: Int {
    var rest = coefficient < 0 ? 0 &- coefficient : coefficient
    while rest != 0, rest % 10 == 0 { rest /= 10 }
    var n = 0
    while rest > 0 {
      rest /= 10
      n += 1
    }
    return n
  }
}
