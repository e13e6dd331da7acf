import Records
import Text

/// One number on its way from left to right.
///
/// `upper` holds what is closed by 亿 or 兆, `middle` what is closed by 万, `section` what lies below; `digit` waits for
/// its place word. A later, larger place word takes all that is below it (`1.5万亿`, `一千万一千亿`).
struct NumeralReading {
  let text: UnsafeBufferPointer<UInt16>
  let start: Int
  let limit: Int
  let characters: NumeralCharacters

  var at: Int
  var upper: Int128 = 0
  var middle: Int128 = 0
  var section: Int128 = 0
  var digit: Int128?
  /// Decimal places of the whole as held in the integers above.
  var scale = 0
  var form = Numeral.Form()
  var didOverflow = false

  /// Powers of the place words read last: they must fall.
  var lastSmall = 99
  var lastLarge = 99
  /// Power of the place word directly before `at`; nil behind a digit or 零.
  var placeBefore: Int?
  var sawZero = false
  var isDigitASCII = false
  var digitLength = 0

  /// The digit that words leave open: from `first` to `second`, at `place`.
  var first = 0
  var second = 0
  var place: Int128 = 0
  /// Parts before the open digit that are not only 十.
  var hasBase = false

  /// Parts of the number: one mantissa and a chain of multipliers, or more.
  var mantissa: Int128?
  var mantissaIsASCII = false
  var tail = 0
  var largeTail = 0
  var isComposite = false
  var decimals = 0

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
  mutating func step() -> Bool {
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

  var isEmpty: Bool { at == start }

  /// `1000  万`: spaces between digits and a large place word.
  mutating func takeSpace() -> Bool {
    guard isDigitASCII, digit != nil else { return false }
    var next = at
    while next < limit, text[next] == 0x20, next - at < 3 { next += 1 }
    guard next < limit, characters.kind(text[next]) == .large else { return false }
    at = next
    return true
  }

  mutating func takeRun() -> Bool {
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

  mutating func takeTens() -> Bool {
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

  func runLength() -> Int {
    var n = 0
    while at + n < limit, characters.kind(text[at + n]) == .digit {
      // 两 is a digit at the front only; behind another one it weighs (八两), but for 一两.
      if n > 0, isPairOrWeight(text[at + n]), !(n == 1 && characters.value(text[at]) == 1) { break }
      n += 1
    }
    return n
  }

  func isPairOrWeight(_ unit: UInt16) -> Bool { unit == 0x4E24 || unit == 0x5169 || unit == 0x4FE9 }

  mutating func takeDigits() -> Bool {
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
  mutating func takeZero() -> Bool {
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
  mutating func takePositional(_ length: Int) -> Bool {
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

  func isPair(_ a: Int, _ b: Int) -> Bool { a > 0 && (b == a + 1 || a == 3 && b == 5) }

  /// `三五百`, `四十五六`, `七八个`: two digits in one place.
  mutating func takePair(_ a: Int) -> Bool {
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
  mutating func takeUnknown(_ kind: NumeralCharacters.Class) -> Bool {
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

  mutating func open(_ a: Int, _ b: Int) {
    hasBase = !(isEmpty || form.contains(.placed) && section == 10 && upper == 0 && middle == 0)
    if form.contains(.pair) { hasBase = false }
    first = a
    second = b
    place = 1
  }

  func followsPlace(_ i: Int) -> Bool {
    guard i < limit else { return false }
    let kind = characters.kind(text[i])
    return kind == .small || kind == .large
  }
}
