import Records
import Text

/// Reads a number: ASCII digits, Chinese digits, 十百千万亿兆 in any mix, 点, 余 and 多, 几 and 数, and two digits for one.
///
/// It knows no units and no context: whether the number counts is for others to say.
struct NumeralScanner: Sendable {
  let characters: NumeralCharacters

  /// The number that begins at a place; nil where none does. Does not allocate.
  func scan(_ text: UnsafeBufferPointer<UInt16>, at start: Int, limit: Int) -> Numeral? {
    guard start < limit, characters.canBegin(text[start]) else { return nil }
    if characters.kind(text[start]) == .half {
      var half = Numeral(end: start + 1, value: ExactDecimal(5, scale: 1))
      half.form = [.han, .half]
      return half
    }
    var reading = NumeralReading(text: text, start: start, limit: limit, characters: characters)
    reading.run()
    return reading.numeral
  }
}

/// One number on its way from left to right.
///
/// `upper` holds what is closed by 亿 or 兆, `middle` what is closed by 万, `section` what lies below; `digit` waits for
/// its place word. A later, larger place word takes all that is below it (`1.5万亿`, `一千万一千亿`).
struct NumeralReading {
  let text: UnsafeBufferPointer<UInt16>
  let start: Int
  let limit: Int
  let characters: NumeralCharacters

  private var at: Int
  private var upper: Int128 = 0
  private var middle: Int128 = 0
  private var section: Int128 = 0
  private var digit: Int128?
  /// Decimal places of the whole as held in the integers above.
  private var scale = 0
  private var form = Numeral.Form()
  private var didOverflow = false

  /// Powers of the place words read last: they must fall.
  private var lastSmall = 99
  private var lastLarge = 99
  /// Power of the place word directly before `at`; nil behind a digit or 零.
  private var placeBefore: Int?
  private var sawZero = false
  private var isDigitASCII = false
  private var digitLength = 0

  /// The digit that words leave open: from `first` to `second`, at `place`.
  private var first = 0
  private var second = 0
  private var place: Int128 = 0
  /// Parts before the open digit that are not only 十.
  private var hasBase = false

  /// Parts of the number: one mantissa and a chain of multipliers, or more.
  private var mantissa: Int128?
  private var mantissaIsASCII = false
  private var tail = 0
  private var largeTail = 0
  private var isComposite = false
  private var decimals = 0

  init(text: UnsafeBufferPointer<UInt16>, start: Int, limit: Int, characters: NumeralCharacters) {
    self.text = text
    self.start = start
    self.limit = limit
    self.characters = characters
    at = start
  }

  // MARK: Walking

  mutating func run() {
    while at < limit, step() {}
  }

  /// Takes what stands at `at`; false where the number ends.
  private mutating func step() -> Bool {
    let unit = text[at]
    if isASCIIDigit(unit) { return takeRun() }
    if unit == 0x20 { return takeSpace() }
    switch characters.kind(unit) {
    case .digit: return takeDigits()
    case .tens: return takeTens()
    case .small: return takeSmall(characters.value(unit))
    case .large: return takeLarge(characters.value(unit))
    case .point: return takePoint()
    case .some, .several: return takeUnknown(characters.kind(unit))
    case .more: return takeMore()
    case .around: return takeAround()
    case .half, .none, .capital: return false
    }
  }

  private var isEmpty: Bool { at == start }

  /// `1000  万`: spaces between digits and a large place word.
  private mutating func takeSpace() -> Bool {
    guard isDigitASCII, digit != nil else { return false }
    var next = at
    while next < limit, text[next] == 0x20, next - at < 3 { next += 1 }
    guard next < limit, characters.kind(text[next]) == .large else { return false }
    at = next
    return true
  }

  private mutating func takeRun() -> Bool {
    guard digit == nil, place == 0, scale == 0 else { return false }
    let run = DigitRun(text, at: at, limit: limit)
    guard let coefficient = run.coefficient, !run.isMalformed else {
      at = run.end
      form.insert(.malformed)
      form.insert(.ascii)
      return false
    }
    // 万 takes whole numbers below it only: 3万1.5 is two numbers.
    if !isEmpty, run.scale > 0 || run.isGrouped { return false }
    if run.isGrouped { form.insert(.grouped) }
    if run.hasLeadingZero { form.insert(.leadingZero) }
    form.insert(.ascii)
    digit = coefficient
    digitLength = run.end - at
    isDigitASCII = true
    scale = run.scale
    decimals = run.scale
    at = run.end
    return true
  }

  private mutating func takeTens() -> Bool {
    guard digit == nil, place == 0, lastSmall > 1, scale == 0 else { return false }
    section += Int128(characters.value(text[at])) * 10
    close(power: 1)
    lastSmall = 1
    form.insert(.placed)
    isComposite = true
    at += 1
    return true
  }

  // MARK: Digits

  private func runLength() -> Int {
    var n = 0
    while at + n < limit, characters.kind(text[at + n]) == .digit {
      // 两 is a digit at the front only; behind another one it weighs (八两), but for 一两.
      if n > 0, isPairOrWeight(text[at + n]), !(n == 1 && characters.value(text[at]) == 1) { break }
      n += 1
    }
    return n
  }

  private func isPairOrWeight(_ unit: UInt16) -> Bool { unit == 0x4E24 || unit == 0x5169 || unit == 0x4FE9 }

  private mutating func takeDigits() -> Bool {
    guard digit == nil, place == 0, scale == 0 else { return false }
    let length = runLength()
    let value = characters.value(text[at])
    if value == 0, !isEmpty { return takeZero() }
    // 三十两: behind place words 两 is a digit only before another one (两千两百).
    if !isEmpty, length == 1, isPairOrWeight(text[at]), !followsPlace(at + 1) { return false }
    form.insert(.han)
    if length == 1 {
      digit = Int128(value)
      digitLength = 1
      isDigitASCII = false
      at += 1
      return true
    }
    if length == 2, isPair(value, characters.value(text[at + 1])) { return takePair(value) }
    guard isEmpty else {
      // 十二三五: no number is read further than its first sound part.
      digit = Int128(value)
      digitLength = 1
      at += 1
      return false
    }
    return takePositional(length)
  }

  /// 零 between the parts: 一千零一. It stands only before something.
  private mutating func takeZero() -> Bool {
    guard placeBefore != nil || sawZero, at + 1 < limit else { return false }
    let next = text[at + 1]
    switch characters.kind(next) {
    case .digit, .small, .tens, .some: break
    default: if !isASCIIDigit(next) { return false }
    }
    sawZero = true
    placeBefore = nil
    isComposite = true
    at += 1
    return true
  }

  /// `二〇二一`, `一二三`.
  private mutating func takePositional(_ length: Int) -> Bool {
    var value: Int128 = 0
    for i in at..<min(at + length, at + 36) { value = value * 10 + Int128(characters.value(text[i])) }
    if length > 36 { didOverflow = true }
    form.insert(.positional)
    at += length
    digit = value
    digitLength = length
    if at < limit {
      switch characters.kind(text[at]) {
      case .small, .tens:
        // 三七二十一
        form.insert(.malformed)
        while at < limit, [.digit, .small, .tens, .large].contains(characters.kind(text[at])) { at += 1 }
        return false
      default: break
      }
    }
    return true
  }

  private func isPair(_ a: Int, _ b: Int) -> Bool { a > 0 && (b == a + 1 || a == 3 && b == 5) }

  /// `三五百`, `四十五六`, `七八个`: two digits in one place.
  private mutating func takePair(_ a: Int) -> Bool {
    form.insert(.pair)
    form.insert(.han)
    open(a, characters.value(text[at + 1]))
    // 一百五六 leaves out its 十.
    if let power = placeBefore, power > 1, !followsPlace(at + 2) {
      for _ in 1..<power { place *= 10 }
    }
    placeBefore = nil
    at += 2
    return true
  }

  /// 几十, 十几, 数百.
  private mutating func takeUnknown(_ kind: NumeralCharacters.Class) -> Bool {
    guard digit == nil, place == 0, scale == 0 || isEmpty, at + 1 < limit else { return false }
    let next = characters.kind(text[at + 1])
    if isEmpty {
      guard next == .small || next == .large else { return false }
    } else {
      guard kind == .some, placeBefore != nil || sawZero else { return false }
    }
    open(isEmpty ? 2 : 1, 9)
    placeBefore = nil
    form.insert(.unknownDigit)
    form.insert(.han)
    at += 1
    return true
  }

  private mutating func open(_ a: Int, _ b: Int) {
    hasBase = !(isEmpty || form.contains(.placed) && section == 10 && upper == 0 && middle == 0)
    if form.contains(.pair) { hasBase = false }
    first = a
    second = b
    place = 1
  }

  private func followsPlace(_ i: Int) -> Bool {
    guard i < limit else { return false }
    let kind = characters.kind(text[i])
    return kind == .small || kind == .large
  }

  // MARK: Place words

  private mutating func takeSmall(_ power: Int) -> Bool {
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

  private mutating func takeLarge(_ power: Int) -> Bool {
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

  private static let powers: [Int128] = (0...12).map { n in (0..<n).reduce(Int128(1)) { out, _ in out * 10 } }

  /// 万 and 亿 with nothing before them stand for one of it.
  private mutating func impliedOne() -> Int128 {
    guard isEmpty else { return 0 }
    form.insert(.implicit)
    return 1
  }

  private mutating func growPlace(_ power: Int) {
    if place > 0 { place = times(place, Self.powers[power]) }
  }

  private mutating func close(power: Int) {
    digit = nil
    digitLength = 0
    sawZero = false
    placeBefore = power
  }

  /// Notes that a multiplier follows a mantissa, or another multiplier of the same chain.
  private mutating func markChain(_ amount: Int128?, _ power: Int, isLarge: Bool) {
    if tail == 0, mantissa == nil, !isComposite {
      mantissa = amount
      mantissaIsASCII = isDigitASCII
      tail = power
    } else {
      isComposite = true
      tail = 0
    }
  }

  private mutating func markLarge(_ power: Int) {
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

  // MARK: 点, 余, 多, 来

  private mutating func takePoint() -> Bool {
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
  private mutating func takeMore() -> Bool {
    guard !isEmpty, place == 0, !form.contains(.more) else { return false }
    let isRound = placeBefore != nil || digit.map { $0 != 0 && $0 % 10 == 0 && digitLength > 1 } ?? false
    guard isRound || followsPlace(at + 1) else { return false }
    form.insert(.more)
    at += 1
    return followsPlace(at) && characters.kind(text[at]) == .large
  }

  /// 来 before 万 and 亿 only; elsewhere it needs a unit behind it.
  private mutating func takeAround() -> Bool {
    guard !isEmpty, place == 0, placeBefore != nil, !form.contains(.more), at + 1 < limit,
      characters.kind(text[at + 1]) == .large
    else { return false }
    form.insert(.more)
    at += 1
    return true
  }

  // MARK: Arithmetic

  private mutating func times(_ a: Int128, _ b: Int128) -> Int128 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { didOverflow = true }
    return overflow ? 0 : product
  }

  private mutating func plus(_ a: Int128, _ b: Int128) -> Int128 {
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
  private var lastPlaceBefore: Int {
    guard at - 2 >= start, scale == 0 else { return 0 }
    let before = text[at - 2]
    switch characters.kind(before) {
    case .small, .large: return characters.value(before)
    default: return 0
    }
  }

  private mutating func settle(_ out: inout Numeral, _ sum: Int128) {
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
