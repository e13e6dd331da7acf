import Records
import Text

/// 点, 余, 多 and 来, and what the number comes to.
extension NumeralReading {
  // MARK: 点, 余, 多, 来

  mutating func takePoint() -> Bool {
    guard !isEmpty, place == 0, scale == 0, at + 1 < limit, placeBefore != nil || digit != nil else { return false }
    var next = at + 1
    var fraction: Int128 = digit ?? 0
    var read = 0
    let isASCII = isASCIIDigit(text[next])
    while next < limit, read < 30 {
      let unit = text[next]
      let value = isASCIIDigit(unit) ? Int(unit - 0x30) : characters.kind(unit) == .digit ? characters.value(unit) : -1
      if value < 0 || isASCIIDigit(unit) != isASCII || read > 0 && isPairOrWeight(unit) { break }
      fraction = plus(times(fraction, 10), Int128(value))
      read += 1
      next += 1
    }
    guard read > 0 else { return false }
    if next < limit, text[next] == 0x5206, next + 1 >= limit || text[next + 1] != 0x4E4B { return false }
    if next < limit, characters.kind(text[next]) == .small, !isASCII, characters.value(text[next]) == 1 { return false }
    for _ in 0..<read {
      upper = times(upper, 10)
      middle = times(middle, 10)
      section = times(section, 10)
    }
    digit = fraction
    scale = read
    decimals = read
    digitLength = 99
    placeBefore = nil
    isDigitASCII = isASCII
    lastSmall = 99
    form.insert(isASCII ? .ascii : .han)
    form.insert(.han)
    at = next
    return true
  }

  /// 余 and 多: `8000余万`, `500多亿`, `十多`.
  mutating func takeMore() -> Bool {
    guard !isEmpty, place == 0, !form.contains(.more) else { return false }
    let isRound = placeBefore != nil || digit.map { $0 != 0 && $0 % 10 == 0 && digitLength > 1 } ?? false
    guard isRound || followsPlace(at + 1) else { return false }
    form.insert(.more)
    at += 1
    return followsPlace(at) && characters.kind(text[at]) == .large
  }

  /// 来 before 万 and 亿 only; elsewhere it needs a unit behind it.
  mutating func takeAround() -> Bool {
    guard !isEmpty, place == 0, placeBefore != nil, !form.contains(.more), at + 1 < limit,
      characters.kind(text[at + 1]) == .large
    else { return false }
    form.insert(.more)
    at += 1
    return true
  }

  // MARK: Arithmetic

  mutating func times(_ a: Int128, _ b: Int128) -> Int128 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { didOverflow = true }
    return overflow ? 0 : product
  }

  mutating func plus(_ a: Int128, _ b: Int128) -> Int128 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow { didOverflow = true }
    return overflow ? 0 : sum
  }

  // MARK: Result

  var numeral: Numeral {
    mutating get {
      var out = Numeral(end: at)
      if form.contains(.malformed) || at == start {
        out.form = form.union(.malformed)
        out.end = max(at, start + 1)
        return out
      }
      var last = digit ?? 0
      // 三万五, 一千二: the place below is left out.
      if let _ = digit, digitLength == 1, lastPlaceBefore > 1, !form.contains(.more) {
        for _ in 1..<lastPlaceBefore { last = times(last, 10) }
      }
      let sum = plus(plus(upper, middle), plus(section, last))
      guard !didOverflow else {
        out.form = form.union(.malformed)
        return out
      }
      settle(&out, sum)
      return out
    }
  }

  /// Power of the place word directly before a single waiting digit.
  var lastPlaceBefore: Int {
    guard at - 2 >= start, scale == 0 else { return 0 }
    let before = text[at - 2]
    switch characters.kind(before) {
    case .small, .large: return characters.value(before)
    default: return 0
    }
  }

  mutating func settle(_ out: inout Numeral, _ sum: Int128) {
    out.form = form
    out.decimals = decimals
    if !isComposite, digit == nil, tail > 0 {
      out.tail = tail
      out.mantissa = place > 0 ? nil : mantissa.map { ExactDecimal($0, scale: scale) }
      out.multiplier = mantissaIsASCII || form.contains(.implicit) || place > 0 ? tail : largeTail
    }
    let value = ExactDecimal(sum, scale: scale).dropping(places: out.tail)
    guard place > 0 else {
      out.value = value
      if form.contains(.more) {
        out.low = value
        out.high = value.nextAtLastDigit
      }
      return
    }
    let lowest = plus(sum, times(Int128(first), place))
    let highest = plus(sum, times(Int128(second), place))
    guard !didOverflow else {
      out.form.insert(.malformed)
      return
    }
    out.low = ExactDecimal(lowest)
    out.high = ExactDecimal(highest)
    if hasBase { out.value = value }
  }
}

extension ExactDecimal {
  /// Without the decimal places that a multiplier has filled: 1.5万 is 15000, not 15000.0 of one place.
  func dropping(places: Int) -> ExactDecimal {
    var out = self
    for _ in 0..<max(0, min(places, scale)) where out.coefficient % 10 == 0 {
      out.coefficient /= 10
      out.scale -= 1
    }
    return out
  }

  /// One more at the last digit that is not 0: what 多 stays below (2600 → 2700).
  var nextAtLastDigit: ExactDecimal? {
    guard coefficient != 0 else { return nil }
    var step: Int128 = 1
    while coefficient / step % 10 == 0 {
      let (next, overflow) = step.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      step = next
    }
    return adding(ExactDecimal(step, scale: scale))
  }
}
