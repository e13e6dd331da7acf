import Records
import Rules
import Text

/// Units behind a number, and what stands behind the unit: 半, 多, an amount in a smaller unit.
extension QuantityReader {
  func skipSpaces(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ limit: Int) -> Int {
    var next = at
    while next < limit, text[next] == 0x20, next - at < 2 { next += 1 }
    return next
  }

  func readUnit(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) {
    let text = input.units
    let end = part.numeral.end
    var at = skipSpaces(text, end, limit)
    var match = units.match(input, at: at, limit: limit)
    if at == end, let (inner, kilo) = kiloUnit(part, input, limit), inner.end >= match?.end ?? 0 {
      part.numberEnd = end - 1
      part.value = kilo
      part.multiplier = 0
      part.numeral.form.remove(.placed)
      match = inner
    } else if match == nil, part.numeral.form.contains(.pair), isWeight(text[end - 1]) {
      // 一两: no 一 to two of something, but the weight.
      part.value = ExactDecimal(1)
      (part.low, part.high) = (nil, nil)
      part.numeral.form.remove(.pair)
      part.numberEnd = end - 1
      at = end - 1
      match = units.match(input, at: at, limit: limit)
    } else if match == nil, at == end {
      match = unitBehindThousand(&part, input, limit) ?? unitBehindAround(&part, input, limit)
    }
    guard var match else { return }
    if text[at] == 0x4E2A || text[at] == 0x500B, match.end == at + 1 {
      if let (power, next) = largeBehind(text, match.end, limit), part.scale(byPowerOfTen: power) {
        // 两个亿
        part.numberEnd = next
        part.end = next
        guard let unit = units.match(input, at: next, limit: limit) else { return }
        match = unit
      } else {
        readInfix(&part, &match, input, limit)
      }
    }
    part.unit = match
    part.end = match.end
    readHalfMinute(&part, input, limit)
  }

  /// 一分半钟
  private func readHalfMinute(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) {
    let text = input.units
    guard part.end + 1 < limit, text[part.end - 1] == 0x5206, scanner.characters.kind(text[part.end]) == .half,
      isBell(text[part.end + 1]), let minutes = units.minutes, part.add(ExactDecimal(5, scale: 1))
    else { return }
    part.end += 2
    part.unit = UnitTable.Match(end: part.end, unit: minutes)
    part.shape = .half
  }

  /// 钟, the hour or the minute behind 半.
  private func isBell(_ unit: UInt16) -> Bool { unit == 0x949F || unit == 0x9418 || unit == 0x937E }

  /// 50千瓦: the place word belongs to the unit.
  func kiloUnit(
    _ part: QuantityPart, _ input: TagInput, _ limit: Int
  ) -> (UnitTable.Match, ExactDecimal)? {
    let numeral = part.numeral
    guard numeral.end - part.start >= 2, numeral.low == nil, let value = numeral.value else { return nil }
    let last = input.units[numeral.end - 1]
    let kind = scanner.characters.kind(last)
    let power = scanner.characters.value(last)
    guard kind == .small && power >= 2 && numeral.tail == power || kind == .large && power == 12,
      let match = units.match(input, at: numeral.end - 1, limit: limit)
    else { return nil }
    if power == 12 {
      guard let divided = Fraction(value, over: ExactDecimal(1_000_000_000_000))?.exactDecimal else { return nil }
      return (match, divided)
    }
    guard let mantissa = numeral.mantissa else { return nil }
    return (match, mantissa)
  }

  func isWeight(_ unit: UInt16) -> Bool { unit == 0x4E24 || unit == 0x5169 }

  /// 12k个百分点, 20k元: k is a thousand before money and rates; elsewhere it is part of a name (4K电视).
  private func unitBehindThousand(
    _ part: inout QuantityPart, _ input: TagInput, _ limit: Int
  ) -> UnitTable.Match? {
    let end = part.numeral.end
    guard end + 1 < limit, input.units[end] == 0x6B || input.units[end] == 0x4B, !isASCIILetter(input.units[end + 1]),
      part.numeral.form.contains(.ascii), let match = units.match(input, at: end + 1, limit: limit)
    else { return nil }
    switch units.units[match.unit].kind {
    case .ratio, .currency: break
    default: return nil
    }
    guard part.scale(byPowerOfTen: 3) else { return nil }
    part.numberEnd = end + 1
    return match
  }

  /// 十来个: 来 counts only with a unit behind it.
  func unitBehindAround(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) -> UnitTable.Match? {
    let end = part.numeral.end
    guard end < limit, scanner.characters.kind(input.units[end]) == .around, part.numeral.form.contains(.placed),
      part.low == nil, let value = part.value, let match = units.match(input, at: end + 1, limit: limit)
    else { return nil }
    part.numberEnd = end + 1
    part.low = value
    part.high = value.nextAtLastDigit
    part.numeral.form.insert(.more)
    return match
  }

  func largeBehind(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ limit: Int) -> (Int, Int)? {
    guard at < limit, scanner.characters.kind(text[at]) == .large, scanner.characters.value(text[at]) == 8 else {
      return nil
    }
    return (8, at + 1)
  }

  /// 一个半月, 五个多小时: 半 or 多 between 个 and a unit of time.
  func readInfix(
    _ part: inout QuantityPart, _ match: inout UnitTable.Match, _ input: TagInput, _ limit: Int
  ) {
    let text = input.units
    let at = match.end
    guard at + 1 < limit else { return }
    let kind = scanner.characters.kind(text[at])
    guard kind == .half || kind == .more,
      let inner = months(text, at + 1, limit) ?? units.longest(input, at + 1, limit), isTime(inner.unit)
    else { return }
    if kind == .half {
      guard part.add(ExactDecimal(5, scale: 1)) else { return }
      part.shape = .half
    } else {
      guard let value = part.value, part.low == nil else { return }
      part.low = value
      part.high = value.adding(ExactDecimal(1))
      part.numeral.form.insert(.more)
    }
    match = UnitTable.Match(end: inner.end, unit: inner.unit)
  }

  /// 月 behind 个多 or 个半 is the unit 个月, 钟 the hour.
  func months(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ limit: Int) -> (end: Int, unit: Int)? {
    guard at < limit, let unit = text[at] == 0x6708 ? units.months : isBell(text[at]) ? units.hours : nil else {
      return nil
    }
    return (at + 1, unit)
  }

  func isTime(_ unit: Int) -> Bool { units.units[unit].dimension == .time }

  // MARK: Behind the unit

  /// 两年半, 十二度五, 三年多, 123元1角1分, 六斤八两.
  func readBehindUnit(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) {
    guard let match = part.unit, match.per == nil, part.value != nil, part.end < limit else { return }
    let text = input.units
    let unit = units.units[match.unit]
    switch unit.kind {
    case .measure, .time, .degree, .currency: break
    case .subunit:
      readLastDigit(&part, input, limit)
      return
    default:
      if unit.kind == .ratio && unit.dimension == .multiple || unit.kind == .tenth { readMore(&part, input, limit) }
      return
    }
    let kind = scanner.characters.kind(text[part.end])
    if kind == .half, unit.kind != .currency, !isStopped(input, behind: part.end + 1, .half) {
      if part.value?.scale == 0, part.add(ExactDecimal(5, scale: 1)) {
        part.end += 1
        part.shape = .half
      }
      return
    }
    if unit.kind == .degree, kind == .digit, !isNumeralCharacter(text, part.end + 1, limit) {
      if part.add(ExactDecimal(Int128(scanner.characters.value(text[part.end])), scale: 1)) { part.end += 1 }
      return
    }
    while readSmaller(&part, input, limit) {}
    if unit.kind == .currency { readLastDigit(&part, input, limit) }
    readMore(&part, input, limit)
  }

  func isNumeralCharacter(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ limit: Int) -> Bool {
    guard at < limit else { return false }
    return isASCIIDigit(text[at]) || scanner.characters.kind(text[at]) != .none
  }

  func isStopped(_ input: TagInput, behind at: Int, _ scope: QuantityTables.Context.Scope) -> Bool {
    tables.contextsBehind.contains(input.units, at: at, in: 0..<input.units.count) { tag, _ in
      tables.contexts[tag].scope == scope && tables.contexts[tag].other.isEmpty
    }
  }

  func readMore(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) {
    guard part.end < limit, scanner.characters.kind(input.units[part.end]) == .more, part.low == nil,
      let value = part.value, !isStopped(input, behind: part.end + 1, .open)
    else { return }
    part.low = value
    part.high = value < ExactDecimal(10) ? value.adding(ExactDecimal(1)) : value.nextAtLastDigit
    part.numeral.form.insert(.more)
    part.end += 1
  }

  /// An amount in a smaller unit that belongs to the same number; it is added in the first unit.
  func readSmaller(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) -> Bool {
    guard let match = part.unit, part.low == nil else { return false }
    let text = input.units
    var at = skipSpaces(text, part.end, limit)
    if at < limit, text[at] == 0x96F6 || text[at] == 0x53C8 { at += 1 }  // 零 又
    guard let numeral = scanner.scan(text, at: at, limit: limit), let amount = numeral.value, numeral.low == nil,
      !numeral.form.contains(.malformed), !numeral.form.contains(.implicit), numeral.end < limit
    else { return false }
    let first = units.units[match.unit]
    var end = numeral.end
    var ratio: Fraction?
    if first.kind == .currency, let part = units.subunits.longest(text, at: numeral.end, in: 0..<limit) {
      let unit = units.units[part.tag]
      guard unit.key == first.key, numeral.tail == 0 else { return false }
      end += part.length
      ratio = unit.scale
    } else if first.kind != .currency, let second = units.longest(input, numeral.end, limit) {
      end = second.end
      ratio = self.ratio(second.unit, of: match.unit)
    }
    guard let ratio, ratio.numerator < ratio.denominator, let exact = ratio.times(amount)?.exactDecimal,
      exact < ExactDecimal(1) || first.dimension == .time, part.add(exact)
    else { return false }
    part.end = end
    part.shape = .compound
    return true
  }

  /// 九块九, 两块九毛九, 两毛五: a single digit at the end counts the next smaller part of money.
  func readLastDigit(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) {
    let text = input.units
    guard part.end < limit, part.low == nil, scanner.characters.kind(text[part.end]) == .digit,
      !scanner.characters.isCapital(text[part.end]), !isNumeralCharacter(text, part.end + 1, limit),
      units.longest(input, part.end + 1, limit) == nil || isCurrency(input, part.end + 1, limit)
    else { return }
    let places: Int
    switch text[part.end - 1] {
    case 0x5757, 0x584A: places = 1  // 块 塊
    case 0x6BDB where part.shape == .compound: places = 2  // 毛
    case 0x6BDB: places = 1
    default: return
    }
    let digit = scanner.characters.value(text[part.end])
    guard digit > 0, part.add(ExactDecimal(Int128(digit), scale: places)) else { return }
    part.end += 1
    part.shape = .compound
    if let name = units.longest(input, part.end, limit), isCurrency(input, part.end, limit) { part.end = name.end }
  }

  /// Whether a name of money stands at a place (两块九毛九RMB).
  private func isCurrency(_ input: TagInput, _ at: Int, _ limit: Int) -> Bool {
    units.longest(input, at, limit).map { units.units[$0.unit].kind == .currency } ?? false
  }

  /// How many of one unit another one is, where both measure the same.
  func ratio(_ unit: Int, of other: Int) -> Fraction? {
    let (a, b) = (units.units[unit], units.units[other])
    guard a.dimension == b.dimension else { return nil }
    if unit == other { return Fraction(1) }
    if unit == units.months, other == units.years { return Fraction(1, 12) }
    guard let x = a.factor, let y = b.factor, a.siUnit == b.siUnit else { return nil }
    return x.over(y)
  }
}
