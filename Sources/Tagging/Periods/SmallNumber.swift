/// A small whole number as dates have it: `10`, `十`, `二〇二一`, `九八`; or a decimal one as lengths have it: `0.5`, `一点五`.
///
/// Dates need to know how a number is written: 二〇二一 is a year digit by digit, 二十一 never is; 06 is a year, 6 is not.
struct SmallNumber {
  /// The whole part, or the digits read as one number.
  var value = 0
  /// Digits written, of a number that is written digit by digit; 0 for 二十一.
  var digits = 0
  /// UTF-16 offset behind it.
  var end = 0
  /// Of a fraction: its digits as a number, and how many there are.
  var fraction = 0
  var fractionDigits = 0
  /// Behind the fraction.
  var fractionEnd = 0
  var isHan = false
  var startsWithZero = false
  /// 三四, 七八, 三五: in front of 年 this is rather a rough number than a year of this century.
  var isRough = false
  /// Nil for what is no number as a whole, such as 十五十六; it still has digits where it is written digit by digit.
  var whole: Int?

  /// Reads the whole run of digits at an offset; nil where there is none. One pass over UTF-16 units.
  @inline(__always)
  static func read(_ text: UnsafeBufferPointer<UInt16>, at start: Int) -> SmallNumber? {
    guard start < text.count else { return nil }
    let unit = text[start]
    if unit &- 0x30 < 10 { return ascii(text, start) }
    return HanDigit.of(unit) >= 0 ? han(text, start) : nil
  }

  private static func ascii(_ text: UnsafeBufferPointer<UInt16>, _ start: Int) -> SmallNumber? {
    var out = SmallNumber()
    var at = start
    while at < text.count, text[at] &- 0x30 < 10 {
      guard at - start < 9 else { return nil }
      out.value = out.value * 10 + Int(text[at] - 0x30)
      at += 1
    }
    out.end = at
    out.digits = at - start
    out.startsWithZero = text[start] == 0x30
    out.whole = out.value
    out.fractionEnd = at
    if at + 1 < text.count, text[at] == 0x2E, text[at + 1] &- 0x30 < 10 {
      at += 1
      while at < text.count, text[at] &- 0x30 < 10, out.fractionDigits < 6 {
        out.fraction = out.fraction * 10 + Int(text[at] - 0x30)
        out.fractionDigits += 1
        at += 1
      }
      out.fractionEnd = at
    }
    return out
  }

  private static func han(_ text: UnsafeBufferPointer<UInt16>, _ start: Int) -> SmallNumber? {
    var out = SmallNumber()
    out.isHan = true
    var at = start
    var total = 0
    var pending = -1
    var lastScale = 10_000
    var isPositional = true
    var isDigits = true
    var previous = -1
    while at < text.count {
      let digit = HanDigit.of(text[at])
      guard digit >= 0, at - start < 9 else { break }
      // 两 begins a number of its own: 一九八二两年.
      if previous >= 0, pending >= 0, isDigits, HanDigit.isTwoOfThings(text[at]) { break }
      if digit < 10 {
        if pending > 0 { isPositional = false }
        out.isRough = digit == previous + 1 && previous > 0 || previous == 3 && digit == 5
        if isDigits { out.value = out.value * 10 + digit }
        pending = digit
        previous = digit
      } else {
        // 廿 and 卅 are 二十 and 三十 in one character.
        isDigits = false
        let scale = digit == 20 || digit == 30 ? 10 : digit
        let factor = digit == 20 ? 2 : digit == 30 ? 3 : pending < 0 ? (scale == 10 ? 1 : -1) : pending
        if factor < 1 || scale >= lastScale { isPositional = false }
        total += max(factor, 0) * scale
        lastScale = scale
        pending = -1
      }
      at += 1
    }
    out.end = at
    out.startsWithZero = HanDigit.of(text[start]) == 0
    if isPositional { out.whole = total + max(pending, 0) }
    if isDigits {
      out.digits = at - start
      if out.digits > 1 { out.whole = nil }
    } else {
      out.value = out.whole ?? 0
    }
    out.fractionEnd = at
    readHanFraction(text, &out)
    return out
  }

  private static func readHanFraction(_ text: UnsafeBufferPointer<UInt16>, _ out: inout SmallNumber) {
    var at = out.end
    guard at + 1 < text.count, HanDigit.isPoint(text[at]) else { return }
    at += 1
    while at < text.count, out.fractionDigits < 6 {
      let digit = HanDigit.of(text[at])
      guard digit >= 0, digit < 10 else { break }
      out.fraction = out.fraction * 10 + digit
      out.fractionDigits += 1
      at += 1
    }
    if out.fractionDigits > 0 { out.fractionEnd = at }
  }
}

/// What a Chinese numeral is worth: 0–9, then 10, 20 (廿), 30 (卅), 100, 1000; -1 for any other character.
enum HanDigit {
  @inline(__always)
  static func of(_ unit: UInt16) -> Int {
    guard unit >= 0x3007 else { return -1 }
    switch unit {
    case 0x3007, 0x96F6: return 0  // 〇 零
    case 0x4E00: return 1
    case 0x4E8C, 0x4E24, 0x5169: return 2  // 二 两 兩
    case 0x4E09: return 3
    case 0x56DB: return 4
    case 0x4E94: return 5
    case 0x516D: return 6
    case 0x4E03: return 7
    case 0x516B: return 8
    case 0x4E5D: return 9
    case 0x5341: return 10
    case 0x5EFF: return 20
    case 0x5345: return 30
    case 0x767E: return 100
    case 0x5343: return 1000
    default: return -1
    }
  }

  @inline(__always)
  static func isTwoOfThings(_ unit: UInt16) -> Bool { unit == 0x4E24 || unit == 0x5169 }

  /// 几 or 数: with it in front, 十 and 百 are rough (几十年).
  @inline(__always)
  static func isSome(_ unit: UInt16) -> Bool { unit == 0x51E0 || unit == 0x5E7E || unit == 0x6570 || unit == 0x6578 }

  static let units: [UInt16] = (UInt16(0x3007)...0x9FFF).filter { of($0) >= 0 }

  @inline(__always)
  static func isPoint(_ unit: UInt16) -> Bool { unit == 0x70B9 || unit == 0x9EDE }  // 点 點
}
