import Records
import Rules
import Text

/// Ranges: 3—5个百分点, 10至15万人, 百分之四到五, 1万(含)-5万元, 20和30之间.
extension QuantityReading {
  mutating func readRange(_ part: inout QuantityPart) {
    guard !part.numeral.form.contains(.half) else { return }
    guard let (mark, place) = rangeMark(behind: part.end) else { return readClass(&part) }
    let role = tables.marks[mark].role
    guard place.number < fence, var other = tagger.reader.part(input, at: place.number, limit: limit),
      !other.isMalformed,
      !other.numeral.form.contains(.half)
    else {
      return
    }
    // 20和30间: 间 closes, and counts no rooms.
    if role == .joined, part.unit == nil, isClosing(at: other.numberEnd) { other.unit = nil }
    if other.unit == nil { other.end = other.numberEnd }
    var closing: Int?
    if let hit = tables.marksBehind.longest(text, at: other.end, in: bounds), tables.marks[hit.tag].role == .closing {
      closing = other.end + hit.length
    }
    switch role {
    case .between: if closing == nil, isMove() { return }
    case .adjacent: guard areAdjacent(part, other) else { return }
    case .joined: guard closing != nil else { return }
    default: return
    }
    guard !isChain(part, other, place.mark), agree(&part, &other) else { return }
    if place.isNegative || isBelow { other.value = other.value.map { -$0 } }
    rows.add(tables.marks[mark].row)
    if part.unit == nil { part.unit = other.unit }
    second = other
  }

  /// 三年以上七年以下, 2万元以上，5万元以下: both bounds of a class in one.
  private mutating func readClass(_ part: inout QuantityPart) {
    guard let unit = part.unit, let lower = inclusive(behind: part.end), lower.isLower else { return }
    var at = lower.end
    if at < limit, text[at] == 0x2C || text[at] == 0xFF0C || text[at] == 0x3001 { at += 1 }
    guard at < fence, var other = tagger.reader.part(input, at: at, limit: limit), !other.isMalformed,
      let otherUnit = other.unit, otherUnit.unit == unit.unit, let upper = inclusive(behind: other.end), !upper.isLower,
      agree(&part, &other)
    else { return }
    rows.add(lower.row)
    rows.add(upper.row)
    second = other
    isClass = true
  }

  /// 以上 or 以下 behind a number.
  private func inclusive(behind end: Int) -> (isLower: Bool, end: Int, row: RowID)? {
    guard let hit = tables.comparatorsBehind.longest(text, at: end, in: bounds) else { return nil }
    let word = tables.comparators[hit.tag]
    guard word.isInclusive, let comparator = word.comparator else { return nil }
    return (comparator == .greater, end + hit.length, word.row)
  }

  private func isClosing(at place: Int) -> Bool {
    tables.marksBehind.longest(text, at: place, in: bounds).map { tables.marks[$0.tag].role == .closing } ?? false
  }

  /// The mark of a range behind a place, and where the second number begins.
  private func rangeMark(
    behind end: Int
  ) -> (mark: Int, place: (mark: Int, number: Int, isNegative: Bool))? {
    var at = tagger.reader.skipSpaces(text, end, limit)
    if let hit = tables.marksBehind.longest(text, at: at, in: bounds), tables.marks[hit.tag].role == .aside {
      at += hit.length
    }
    guard let hit = tables.marksBehind.longest(text, at: at, in: bounds) else { return nil }
    switch tables.marks[hit.tag].role {
    case .between, .adjacent, .joined: break
    default: return nil
    }
    let mark = at
    at = tagger.reader.skipSpaces(text, at + hit.length, limit)
    var isNegative = false
    if at < limit, text[at] == 0x2D || text[at] == 0x2212 || text[at] == 0x8D1F {
      isNegative = true
      at += 1
    }
    guard at < limit, tagger.reader.scanner.characters.canBegin(text[at]) else { return nil }
    return (hit.tag, (mark, at, isNegative))
  }

  /// 由A到B, 从A到B: from one number to the other.
  private func isMove() -> Bool {
    tables.marksBefore.longest(text, at: front, in: bounds) != nil
  }

  /// 三、四个: digits that follow each other, and no more of them.
  private func areAdjacent(_ a: QuantityPart, _ b: QuantityPart) -> Bool {
    guard a.unit == nil, b.unit != nil || b.numeral.form.contains(.placed), let x = a.value,
      let y = b.numeral.mantissa ?? b.value,
      x.scale == 0, y.scale == 0, x.coefficient < 10, y.coefficient == x.coefficient + 1
    else { return false }
    let before = start > sentence.start ? text[start - 1] : 0
    return before != 0x3001 && (b.end >= limit || text[b.end] != 0x3001)
  }

  /// 010-6655-1234, 0351-572: numbers that strokes chain, and those with a needless 0.
  private func isChain(_ a: QuantityPart, _ b: QuantityPart, _ mark: Int) -> Bool {
    if a.numeral.form.contains(.leadingZero) || b.numeral.form.contains(.leadingZero) { return true }
    guard text[mark] == 0x2D else { return false }
    if a.unit == nil, b.unit == nil, b.end < limit, text[b.end] == 0x2D { return true }
    return start > sentence.start && text[start - 1] == 0x2D && !isNegative
  }

  // MARK: Sharing

  /// Gives both ends one unit, and the first one the multiplier that it shares; false where they are no range.
  private func agree(_ a: inout QuantityPart, _ b: inout QuantityPart) -> Bool {
    guard let x = a.value, let y = b.value, a.low == nil, b.low == nil else { return false }
    guard a.shape != .fraction || b.shape == .fraction || b.unit != nil else { return false }
    switch (a.unit, b.unit) {
    case (nil, _):
      if !share(&a, b, x) { return false }
    case (let unit?, nil):
      // 百分之四到五; elsewhere a number without unit is another number.
      guard a.shape == .percent, b.numeral.tail == 0, b.shape == .plain else { return false }
      b.unit = UnitTable.Match(end: b.end, unit: unit.unit)
      b.shape = .percent
    case (let first?, let last?):
      guard first.per == nil || first.unit == last.unit else { return false }
      if first.unit == last.unit || units.units[first.unit].key == units.units[last.unit].key { return true }
      guard let ratio = tagger.reader.ratio(last.unit, of: first.unit), let exact = ratio.times(y)?.exactDecimal else {
        return false
      }
      b.value = exact
    }
    return true
  }

  /// 10至15万人: the first number takes the multipliers of the second where it would else be the larger scale by far.
  private func share(_ a: inout QuantityPart, _ b: QuantityPart, _ x: ExactDecimal) -> Bool {
    guard b.shape == .plain || a.shape == b.shape || b.shape == .percent && a.shape == .plain else { return false }
    guard let mantissa = b.numeral.mantissa, b.numeral.tail > 0 else { return true }
    // 五十至八百: the first has place words of its own below 万.
    var power = b.numeral.tail
    if a.numeral.form.contains(.placed) { power = largePower(b.numeral) }
    if a.numeral.form.contains(.placed), a.numeral.tail >= 4 { return true }
    guard power > 0, let whole = mantissa.scaled(byPowerOfTen: b.numeral.tail - power), x < whole else { return true }
    return a.scale(byPowerOfTen: power)
  }

  /// Of the multipliers at its end, those from 万 up.
  private func largePower(_ numeral: Numeral) -> Int {
    numeral.tail >= 8 ? numeral.tail / 4 * 4 : numeral.tail >= 4 ? 4 : 0
  }
}
