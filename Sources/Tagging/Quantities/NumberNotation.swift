import Records
import Text

/// A sentence or cell that is one number as calculators print it: `.5`, `12.32e+14`, `-1e1`.
///
/// Only where it is all that stands there: in running text `2e5` is a code.
enum NumberNotation {
  /// The value of the whole span; nil where it is put in the common way, or is no number.
  static func value(_ text: UnsafeBufferPointer<UInt16>, _ span: Span) -> ExactDecimal? {
    guard span.count > 1, span.count <= 24, span.end <= text.count else { return nil }
    var at = span.start
    let isNegative = text[at] == 0x2D
    if isNegative { at += 1 }
    var coefficient: Int128 = 0
    var scale = 0
    var digits = 0
    let hasBareFraction = at < span.end && text[at] == 0x2E
    var isFraction = false
    while at < span.end, isASCIIDigit(text[at]) || text[at] == 0x2E && !isFraction {
      if text[at] == 0x2E {
        isFraction = true
      } else {
        coefficient = coefficient * 10 + Int128(text[at] - 0x30)
        digits += 1
        if isFraction { scale += 1 }
      }
      at += 1
    }
    guard digits > 0, text[at - 1] != 0x2E else { return nil }
    let number = ExactDecimal(isNegative ? -coefficient : coefficient, scale: scale)
    if at == span.end { return hasBareFraction ? number : nil }
    guard let power = exponent(text, at, span.end) else { return nil }
    let limited = power < 0 ? ExactDecimal(number.coefficient, scale: scale - power) : number
    return power < 0 ? limited : number.scaled(byPowerOfTen: power)
  }

  /// `e5`, `e+14`, `e-1` up to the end. Not more than two digits: nothing that is measured needs more.
  private static func exponent(_ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ end: Int) -> Int? {
    guard start < end, text[start] == 0x65 else { return nil }
    var at = start + 1
    var isNegative = false
    if at < end, text[at] == 0x2B || text[at] == 0x2D {
      isNegative = text[at] == 0x2D
      at += 1
    }
    guard at < end, end - at <= 2 else { return nil }
    var power = 0
    while at < end {
      guard isASCIIDigit(text[at]) else { return nil }
      power = power * 10 + Int(text[at] - 0x30)
      at += 1
    }
    guard power <= 18 else { return nil }
    return isNegative ? -power : power
  }
}
