import Records
import Text

/// Place words: 十百千 inside a section of four digits, 万亿兆 behind it, and the multiplier that they make together.
extension NumeralReading {
  mutating func takeSmall(_ power: Int) -> Bool {
    guard power < lastSmall else { return false }
    let isImplied = digit == nil && place == 0
    if isImplied {
      guard isEmpty || sawZero || power == 1 else { return false }
      // 万百, 百十 behind a place word only as 十: 一百十六.
      if isEmpty, power > 1 { form.insert(.implicit) }
      if !isEmpty, power == 1, placeBefore == nil, !sawZero { return false }
    } else if digit == 0 {
      return false
    }
    let factor: Int128 = power == 1 ? 10 : power == 2 ? 100 : 1000
    if place > 0 {
      guard lastSmall == 99 || place == 1 else { return false }
      place = times(place, factor)
      if section == 0, digit == nil, first > 0 { markChain(nil, power, isLarge: false) }
    } else {
      let amount = digit ?? 1
      markChain(amount, power, isLarge: false)
      section = plus(section, times(amount, factor))
    }
    close(power: power)
    lastSmall = power
    form.insert(.placed)
    if !isDigitASCII { form.insert(.han) }
    at += 1
    return true
  }

  mutating func takeLarge(_ power: Int) -> Bool {
    if power == 4 {
      let isChain = placeBefore == 4
      guard isChain || lastLarge > 4 else { return false }
      if isChain {
        middle = times(middle, 10_000)
        growPlace(4)
      } else {
        markLarge(4)
        middle = times(plus(section, digit ?? impliedOne()), 10_000)
        growPlace(4)
      }
    } else {
      let isChain = placeBefore == power
      guard isChain || lastLarge > power || lastLarge < power && upper == 0 || power == 12 && lastLarge == 8 else {
        return false
      }
      markLarge(power)
      if isChain {
        upper = times(upper, Self.powers[power])
      } else if power == 12 {
        upper = times(plus(upper, plus(middle, plus(section, digit ?? impliedOne()))), Self.powers[12])
      } else {
        upper = plus(upper, times(plus(middle, plus(section, digit ?? impliedOne())), Self.powers[power]))
      }
      growPlace(power)
      middle = 0
    }
    section = 0
    close(power: power)
    lastSmall = 99
    lastLarge = power
    form.insert(.placed)
    if form.isDisjoint(with: [.ascii]) { form.insert(.han) }
    at += 1
    return true
  }

  static let powers: [Int128] = (0...12).map { n in (0..<n).reduce(Int128(1)) { out, _ in out * 10 } }

  /// 万 and 亿 with nothing before them stand for one of it.
  mutating func impliedOne() -> Int128 {
    guard isEmpty else { return 0 }
    form.insert(.implicit)
    return 1
  }

  mutating func growPlace(_ power: Int) {
    if place > 0 { place = times(place, Self.powers[power]) }
  }

  mutating func close(power: Int) {
    digit = nil
    digitLength = 0
    sawZero = false
    placeBefore = power
  }

  /// Notes that a multiplier follows a mantissa, or another multiplier of the same chain.
  mutating func markChain(_ amount: Int128?, _ power: Int, isLarge: Bool) {
    if tail == 0, mantissa == nil, !isComposite {
      mantissa = amount
      mantissaIsASCII = isDigitASCII
      tail = power
    } else {
      isComposite = true
      tail = 0
    }
  }

  mutating func markLarge(_ power: Int) {
    largeTail += power
    if digit == nil, place == 0 || section == 0, placeBefore != nil, !isComposite {
      tail += power
    } else if tail == 0, mantissa == nil, !isComposite {
      mantissa = digit ?? 1
      mantissaIsASCII = isDigitASCII
      tail = power
    } else if upper == 0, middle == 0 {
      // 三百六十万: one whole before 万.
      mantissa = plus(section, digit ?? 0)
      tail = power
      isComposite = false
      mantissaIsASCII = false
    } else {
      isComposite = true
      tail = 0
    }
  }
}
