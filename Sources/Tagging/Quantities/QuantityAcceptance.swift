import Records
import Rules
import Text

/// Whether a number that was read is a quantity, or a part of a word, a name, a slogan, a list.
extension QuantityReading {
  func counts(_ part: QuantityPart) -> Bool {
    let end = (second ?? part).end
    let isHalf = part.numeral.form.contains(.half)
    if !isHalf, stands(alone: end) { return !isListMark(end) && !isBareMultiplier(part) && !isHeadingNumber(part) }
    let verdict = verdict(part, end)
    if verdict == .stop { return false }
    if isQuotedName(part, end) || isBracketed(end) { return false }
    let numeral = part.numeral
    if isHalf { return part.shape == .half || countsHalf(part) }
    if numeral.form.contains(.implicit), !isCued, second == nil, verdict != .count { return false }
    guard let unit = (second ?? part).unit else { return countsBare(part, verdict) }
    return countsWithUnit(part, units.units[unit.unit], verdict)
  }

  // MARK: Words around

  private func verdict(_ part: QuantityPart, _ end: Int) -> QuantityTables.Context.Verdict? {
    var isStopped = false
    var isCounted = false
    func weigh(_ tag: Int, _ other: Bool) {
      let context = tables.contexts[tag]
      guard applies(context.scope, part), other else { return }
      if context.verdict == .stop { isStopped = true } else { isCounted = true }
    }
    _ = tables.contextsBefore.contains(text, at: front, in: bounds) { tag, _ in
      weigh(tag, true)
      return false
    }
    _ = tables.contextsBehind.contains(text, at: end, in: bounds) { tag, _ in
      let other = tables.contexts[tag].other
      weigh(tag, other.isEmpty || other.contains { endsBefore(front, $0) })
      return false
    }
    return isStopped ? .stop : isCounted ? .count : nil
  }

  func endsBefore(_ place: Int, _ word: [UInt16]) -> Bool {
    guard place - word.count >= sentence.start else { return false }
    return word.indices.allSatisfy { text[place - word.count + $0] == word[$0] }
  }

  private func applies(_ scope: QuantityTables.Context.Scope, _ part: QuantityPart) -> Bool {
    let kind = (second ?? part).unit.map { units.units[$0.unit].kind }
    switch scope {
    case .any: return true
    case .bare: return kind == nil
    case .counted: return kind == nil || kind == .count || kind == .noun
    case .noun: return kind == .noun
    case .implicit: return part.numeral.form.contains(.implicit)
    case .small: return isSmall(part) && (kind == nil || kind == .count || kind == .noun || kind == .time)
    case .ordinal: return false
    case .several: return part.numeral.form.contains(.unknownDigit) && start == part.start
    case .open, .reach: return false
    case .half: return part.numeral.form.contains(.half)
    case .tenth: return kind == .tenth
    }
  }

  /// In Chinese numerals, below 100 and without more than its digits.
  private func isSmall(_ part: QuantityPart) -> Bool {
    guard !part.numeral.form.contains(.ascii) else { return false }
    if part.numeral.form.contains(.implicit) { return true }
    guard let value = part.value ?? part.low else { return false }
    return value < ExactDecimal(100)
  }

  /// 参股, 登陆: one capital digit is a character of a word.
  private func isLoneCapital(_ part: QuantityPart) -> Bool {
    part.numeral.end - part.start == 1 && tagger.reader.scanner.characters.isCapital(text[part.start])
  }

  private func isOne(_ part: QuantityPart) -> Bool {
    part.numeral.end - part.start == 1 && !part.numeral.form.contains(.ascii) && part.value == ExactDecimal(1)
  }

  // MARK: Places

  /// The number is all that its sentence or clause says.
  private func stands(alone end: Int) -> Bool {
    isEdge(before: front) && isEdge(behind: end)
  }

  func isEdge(before place: Int) -> Bool {
    var at = place
    while at > sentence.start, text[at - 1] == 0x20 { at -= 1 }
    return at <= sentence.start || at == 0 || isClauseMark(text[at - 1])
  }

  private func isEdge(behind place: Int) -> Bool {
    var at = place
    while at < sentence.end, text[at] == 0x20 { at += 1 }
    return at >= sentence.end || isClauseMark(text[at])
  }

  private func isClauseMark(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x0A, 0x0D, 0x09, 0x2C, 0xFF0C, 0x3002, 0x3B, 0xFF1B, 0x21, 0xFF01, 0x3F, 0xFF1F: true
    default: false
    }
  }

  /// A small number that fills a paragraph of a longer text numbers what follows; in a cell of a table it is data.
  private func isHeadingNumber(_ part: QuantityPart) -> Bool {
    guard part.unit == nil, second == nil, !isCell,
      part.numeral.form == .ascii || part.numeral.form == [.ascii, .leadingZero],
      sentence.end - sentence.start + 8 < text.count
    else { return false }
    return part.value.map { $0.scale == 0 && $0 < ExactDecimal(100) } ?? false
  }

  /// 万, 亿万: place words with nothing that they multiply.
  private func isBareMultiplier(_ part: QuantityPart) -> Bool {
    part.numeral.form.contains(.implicit) && tagger.reader.scanner.characters.kind(text[part.start]) == .large
      && part.unit == nil && second == nil
  }

  /// A number at the beginning of a sentence with `、` or the like behind it.
  private func isListMark(_ end: Int) -> Bool {
    guard front == sentence.start, end < text.count, end < sentence.end else { return false }
    switch text[end] {
    case 0x3001, 0xFF0E, 0x29, 0xFF09: return true
    case 0x2C, 0xFF0C: return end - front <= 2
    default: return false
    }
  }

  private func isBracketed(_ end: Int) -> Bool {
    guard front > 0, end < text.count else { return false }
    switch (text[front - 1], text[end]) {
    case (0x28, 0x29), (0xFF08, 0xFF09), (0x3014, 0x3015), (0x5B, 0x5D), (0x3010, 0x3011): break
    default: return false
    }
    return (second ?? tagger.reader.part(input, at: start, limit: limit))?.unit == nil
  }

  /// Inside “…” of a few characters a count is a slogan or a code: “三无三可”, “1234”.
  private func isQuotedName(_ part: QuantityPart, _ end: Int) -> Bool {
    if let unit = (second ?? part).unit {
      switch units.units[unit.unit].kind {
      case .count, .noun, .time, .clock: break
      default: return false
      }
    } else if part.shape == .fraction || part.numeral.hasBounds {
      return false
    }
    var open = front
    while open > sentence.start, front - open < 40 {
      let unit = text[open - 1]
      if isClosingQuote(unit) { return false }
      if isOpeningQuote(unit) {
        return closesSoon(end, within: isSmall(part) ? 40 : 8) && (isSmall(part) || front - open < 8)
      }
      open -= 1
    }
    return false
  }

  private func closesSoon(_ end: Int, within reach: Int) -> Bool {
    var at = end
    while at < text.count, at - end < reach {
      if isClosingQuote(text[at]) { return true }
      if text[at] == 0x3002 || isOpeningQuote(text[at]) { return false }
      at += 1
    }
    return false
  }

  private func isOpeningQuote(_ unit: UInt16) -> Bool {
    unit == 0x201C || unit == 0x300C || unit == 0x2018 || unit == 0x300E
  }
  private func isClosingQuote(_ unit: UInt16) -> Bool {
    unit == 0x201D || unit == 0x300D || unit == 0x2019 || unit == 0x300F
  }

  // MARK: Kinds

  private func countsHalf(_ part: QuantityPart) -> Bool {
    guard let unit = part.unit else { return false }
    switch units.units[unit.unit].kind {
    case .measure, .time, .degree: return true
    case .clock: return units.units[unit.unit].siUnit != nil
    default: return false
    }
  }

  private func countsWithUnit(
    _ part: QuantityPart, _ unit: UnitTable.Unit, _ verdict: QuantityTables.Context.Verdict?
  ) -> Bool {
    if part.numeral.form.contains(.positional), !part.numeral.form.contains(.ascii) { return false }
    if isLoneCapital(part), unit.kind != .currency { return false }
    // 08版
    if part.numeral.form.contains(.leadingZero), part.numeral.decimals == 0 { return false }
    switch unit.kind {
    case .measure, .ratio, .currency: return true
    // 两度访问: only what heat and current are said of.
    case .degree: return !isSmall(part) || isNegative || isCued || part.numeral.hasBounds
    case .subunit: return part.numeral.form.contains(.ascii) || verdict == .count || part.shape == .compound
    case .tenth: return part.value.map { !(ExactDecimal(10) < $0) } ?? true
    case .time:
      if part.unit?.unit == units.years, !isCued, !isLength, isYear(part) { return false }
      return !isOne(part) || isCued || isLength
    case .clock: return isLength
    case .word: return false
    case .noun: return part.numeral.form.contains(.ascii) || !isSmall(part)
    case .count: return !isOne(part) || isCued || verdict == .count
    }
  }

  /// 、 or 和 stands between the quantity before, which has no unit either, and this number.
  private var isListed: Bool {
    guard isPreviousBare, previousEnd == front - 1 else { return false }
    switch text[front - 1] {
    case 0x3001, 0x548C, 0x4E0E, 0x53CA: return true  // 、和与及
    default: return false
    }
  }

  /// Eleven digits and more with no marks of thousands: a telephone, a number of an account.
  private func isLongCode(_ part: QuantityPart) -> Bool {
    part.numeral.form == .ascii && part.numeral.decimals == 0 && part.numeral.end - start >= 11
  }

  /// 2021年, where no period says so.
  private func isYear(_ part: QuantityPart) -> Bool {
    guard let value = part.value, value.scale == 0 else { return false }
    return !(value < ExactDecimal(1000)) && value < ExactDecimal(3000)
  }

  /// Numbers that colons join: how many of them, this one counted; more than three count as three, so that a long chain
  /// is not walked for each of them.
  private func ratioMembers(_ end: Int) -> Int {
    var n = 1
    var at = end
    while n < 3, at + 1 < sentence.end, isColon(text[at]), isASCIIDigit(text[at + 1]) {
      n += 1
      at += 1
      while at < sentence.end, isASCIIDigit(text[at]) || text[at] == 0x2E { at += 1 }
    }
    at = front
    while n < 3, at > sentence.start + 1, isColon(text[at - 1]), isASCIIDigit(text[at - 2]) {
      n += 1
      at -= 1
      while at > sentence.start, isASCIIDigit(text[at - 1]) || text[at - 1] == 0x2E { at -= 1 }
    }
    return n
  }

  private func isColon(_ unit: UInt16) -> Bool { unit == 0x3A || unit == 0xFF1A || unit == 0x2236 }

  private func countsBare(_ part: QuantityPart, _ verdict: QuantityTables.Context.Verdict?) -> Bool {
    let numeral = part.numeral
    if numeral.form.contains(.leadingZero), part.numeral.decimals == 0 { return false }
    if part.shape == .fraction || part.shape == .percent { return true }
    if numeral.hasBounds { return !numeral.form.contains(.pair) || numeral.form.contains(.placed) }
    if isLongCode(part) { return false }
    if numeral.form.contains(.ascii) {
      // 7.1:27.1:65.8 are three shares, 3:2 is a score.
      let members = ratioMembers(numeral.end)
      if members > 1 { return members > 2 }
    }
    if isCued || verdict == .count || isListed {
      return !numeral.form.contains(.positional) && (numeral.form.contains(.ascii) || numeral.end - start > 1)
    }
    if numeral.form.contains(.positional) { return false }
    if numeral.form.contains(.ascii) {
      // JScript 5.8: a version.
      if front > sentence.start + 1, text[front - 1] == 0x20, isASCIILetter(text[front - 2]) { return false }
      return numeral.form.contains(.placed) || numeral.form.contains(.grouped) || numeral.decimals > 0 || second != nil
    }
    return numeral.multiplier >= 4
      || (part.value.map { !($0 < ExactDecimal(100)) } ?? false) && numeral.end - start >= 3
      || second != nil || isNegative
  }
}
