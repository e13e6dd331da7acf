import Records
import Rules
import Text

/// One number in its surroundings: what stands in front, a second end of a range, comparators, and whether it counts.
struct QuantityReading {
  let tagger: QuantityTagger
  let input: TagInput
  let sentence: Span
  let start: Int
  /// A number does not run beyond it: the end of the sentence.
  let limit: Int
  /// Where the next span begins that is something else: no second end of a range lies behind it.
  let fence: Int
  /// A length of time stands here, as the periods say.
  let isLength: Bool
  /// The sentence is a cell of a table.
  var isCell = false
  /// End of the quantity before this one, and whether it has no unit.
  var previousEnd = -1
  var isPreviousBare = false
  /// The list that the numbers before stand in, and this one perhaps.
  var shared: SharedUnit?
  var isInList = false

  var tables: QuantityTables { tagger.reader.tables }
  var units: UnitTable { tagger.reader.units }
  var text: UnsafeBufferPointer<UInt16> { input.units }
  var bounds: Range<Int> { sentence.start..<max(sentence.end, limit) }

  // MARK: State

  /// What stands in front and belongs to the number begins here.
  var front = 0
  var isNegative = false
  /// 零下: the sign holds for both ends of a range.
  var isBelow = false
  /// The range is a class: 3年以上7年以下.
  var isClass = false
  var ordinal: QuantityTables.Prefix.Role?
  var reaches = false
  var givenUnit: (unit: Int, of: [String])?
  var rows = RuleTrail()
  var second: QuantityPart?
  var comparator: Comparator?
  var isInclusive = false
  /// 达到 stands in front: with 以上 behind, the number is included.
  var isReached = false
  /// A comparator or a cue touches the number.
  var isCued = false
  /// Comparator words begin here.
  var outerFront = 0
  var outerEnd = 0

  init(tagger: QuantityTagger, input: TagInput, sentence: Span, start: Int, fence: Int, isLength: Bool) {
    self.tagger = tagger
    self.input = input
    self.sentence = sentence
    self.start = start
    limit = sentence.end > start ? sentence.end : input.units.count
    self.fence = fence
    self.isLength = isLength
    front = start
  }

  /// Reads, appends the quantity where the number is one, and says where to go on.
  mutating func run(into out: inout [Quantity]) -> Int {
    guard var part = tagger.reader.part(input, at: start, limit: limit) else { return start + 1 }
    // 3.2021年: a number of a section has run into a year.
    if part.numeral.end > fence { return fence }
    if isCode(&part) || part.isMalformed { return max(part.numeral.end, start + 1) }
    readFront(part)
    if ordinal != nil { return ordinalQuantity(part, into: &out) }
    readRange(&part)
    readList(&part)
    applyGivenUnit(&part)
    readComparators(part)
    settleDegree(&part)
    guard counts(part) else { return second.map { max($0.numeral.end, part.numeral.end) } ?? part.numeral.end }
    guard let quantity = quantity(part) else { return part.end }
    out.append(quantity)
    return quantity.span.end
  }

  // MARK: In front

  /// Signs, 第, currencies, nearest first.
  mutating func readFront(_ part: QuantityPart) {
    for _ in 0..<3 {
      let place = skipSpacesBack(front)
      guard let hit = tables.prefixWords.longest(text, at: place, in: bounds) else { return }
      let prefix = tables.prefixes[hit.tag]
      let begin = place - hit.length
      switch prefix.role {
      case .negative: isNegative = true
      case .below:
        isNegative = true
        isBelow = true
      case .minus:
        guard place == front, isSign(at: begin) else { return }
        isNegative = true
      case .ordinal, .front, .last:
        guard place == front else { return }
        ordinal = prefix.role
      case .reach:
        guard place == front, part.numeral.form.contains(.implicit), !isStoppedInFront(begin, .reach) else { return }
        reaches = true
      case .unit, .rate:
        let tag = prefix.role == .rate ? rate(of: part, at: place) ?? hit.tag : hit.tag
        guard tagger.prefixUnits[tag] >= 0 else { return }
        givenUnit = (tagger.prefixUnits[tag], tables.prefixes[tag].of)
        givenFront = front
      }
      rows.add(prefix.row)
      front = begin
    }
  }

  /// Of the rows that 每秒 has, the one that goes with the unit behind the number.
  private func rate(of part: QuantityPart, at place: Int) -> Int? {
    guard let match = part.unit else { return nil }
    var found: Int?
    _ = tables.prefixWords.contains(text, at: place, in: bounds) { tag, _ in
      let prefix = tables.prefixes[tag]
      if prefix.role == .rate, prefix.of.contains(units.units[match.unit].key) { found = tag }
      return found != nil
    }
    return found
  }

  /// Where the number began before the unit in front of it was taken in.
  var givenFront = 0

  private func skipSpacesBack(_ at: Int) -> Int {
    var place = at
    while place > sentence.start, text[place - 1] == 0x20, at - place < 2 { place -= 1 }
    return place
  }

  /// A stroke is a sign where no word, number or bracket ends before it.
  private func isSign(at place: Int) -> Bool {
    guard place > sentence.start else { return true }
    let before = text[place - 1]
    if isASCIIDigit(before) || isASCIILetter(before) || before == 0x25 || before == 0x29 || before == 0x2D {
      return false
    }
    return place != previousEnd && tagger.reader.scanner.characters.kind(before) == .none
  }

  private mutating func applyGivenUnit(_ part: inout QuantityPart) {
    guard let given = givenUnit else { return }
    if let match = (second ?? part).unit {
      if match.per == nil, given.of.contains(units.units[match.unit].key) {
        part.unit?.unit = given.unit
        second?.unit?.unit = given.unit
        if units.units[given.unit].kind == .currency { front = givenFront }
      } else if units.units[given.unit].kind == .currency, second == nil, isCounting(match) {
        // $5起: what the sign says goes before a word for counting.
        part.unit = UnitTable.Match(end: part.numeral.end, unit: given.unit)
        part.end = part.numeral.end
      } else {
        front = givenFront
      }
    } else if given.of.isEmpty || units.units[given.unit].kind == .currency {
      part.unit = UnitTable.Match(end: part.numeral.end, unit: given.unit)
      second?.unit = part.unit
    } else {
      front = givenFront
    }
  }

  private func isCounting(_ match: UnitTable.Match) -> Bool {
    let kind = units.units[match.unit].kind
    return kind == .count || kind == .noun
  }

  // MARK: Codes

  /// Letters and digits in one (G307, 5G, PM2.5, 6+2, 5·12) name something.
  private func isCode(_ part: inout QuantityPart) -> Bool {
    guard part.numeral.form.contains(.ascii), isASCIIDigit(text[start]) else { return false }
    if start > 0 {
      let before = text[start - 1]
      if isASCIILetter(before) || before == 0x5F { return skipCode(&part) }
      if start > 1, isASCIIDigit(text[start - 2]) || isASCIILetter(text[start - 2]) {
        if isJoint(before) { return skipCode(&part) }
        if before == 0x2D, isASCIILetter(text[start - 2]) { return skipCode(&part) }
      }
    }
    let end = part.numeral.end
    guard end < text.count else { return false }
    if part.unit == nil, isASCIILetter(text[end]) || text[end] == 0x5F { return skipCode(&part) }
    if end + 1 < text.count, isJoint(text[end]), isASCIIDigit(text[end + 1]) || isASCIILetter(text[end + 1]) {
      return skipCode(&part)
    }
    return false
  }

  /// `+`, `·`, `＋`: between digits they make a name.
  private func isJoint(_ unit: UInt16) -> Bool {
    unit == 0x2B || unit == 0xB7 || unit == 0x2022 || unit == 0x30FB || unit == 0xFF0B || unit == 0x26 || unit == 0x40
  }

  private func skipCode(_ part: inout QuantityPart) -> Bool {
    var end = part.numeral.end
    while end < text.count,
      isASCIIDigit(text[end]) || isASCIILetter(text[end]) || isJoint(text[end]) || text[end] == 0x2E
    {
      end += 1
    }
    part.numeral.end = end
    return true
  }

  // MARK: Comparators

  /// Of a word that is a number by itself: 一半以上, 近一倍.
  mutating func comparators(around end: Int) -> (comparator: Comparator?, isInclusive: Bool, rows: RuleTrail) {
    readComparators(QuantityPart(start: start, numeral: Numeral(end: end)))
    return (comparator, isInclusive, rows)
  }

  private mutating func readComparators(_ part: QuantityPart) {
    if isClass {
      isCued = true
      outerFront = front
      outerEnd = (second ?? part).end
      return
    }
    outerFront = front
    for _ in 0..<2 {
      let place = skipSpacesBack(outerFront)
      guard let hit = tables.comparatorsBefore.longest(text, at: place, in: bounds) else { break }
      let word = tables.comparators[hit.tag]
      outerFront = place - hit.length
      guard let found = word.comparator else {
        isReached = word.isInclusive
        break
      }
      if comparator == nil {
        comparator = found
        rows.add(word.row)
      }
      isCued = true
    }
    if reaches {
      comparator = .greaterOrEqual
      isCued = true
    }
    outerEnd = (second ?? part).end
    readComparatorBehind()
    if part.numeral.form.contains(.more), part.low != nil { comparator = .greater }
  }

  private mutating func readComparatorBehind() {
    var place = tagger.reader.skipSpaces(text, outerEnd, limit)
    if let hit = tables.marksBehind.longest(text, at: place, in: bounds), tables.marks[hit.tag].role == .aside {
      place += hit.length
    }
    guard let hit = tables.comparatorsBehind.longest(text, at: place, in: bounds) else { return }
    let word = tables.comparators[hit.tag]
    guard let found = word.comparator else { return }
    outerEnd = place + hit.length
    isCued = true
    isInclusive = word.isInclusive
    if comparator == nil || !word.isInclusive {
      comparator = isReached && found == .greater ? .greaterOrEqual : found
    }
    rows.add(word.row)
  }

  // MARK: Context of a unit

  /// 度 is heat, electricity or an angle: words before it in the sentence tell, else the size of the number.
  private mutating func settleDegree(_ part: inout QuantityPart) {
    guard let match = part.unit, units.units[match.unit].kind == .degree, match.per == nil else { return }
    var best: (distance: Int, gives: Int, row: RowID)?
    for (i, context) in tables.unitContexts.enumerated() where tagger.contextUnits[i].of == match.unit {
      guard tagger.contextUnits[i].gives >= 0 else { continue }
      for cue in context.cues {
        guard let at = lastPlace(of: cue, before: start), best.map({ start - at < $0.distance }) ?? true else {
          continue
        }
        best = (start - at, tagger.contextUnits[i].gives, context.row)
      }
    }
    guard let best else { return }
    part.unit?.unit = best.gives
    second?.unit?.unit = best.gives
    rows.add(best.row)
  }

  /// Not more than 24 units away.
  private func lastPlace(of cue: [UInt16], before place: Int) -> Int? {
    var at = place - cue.count
    let lowest = max(sentence.start, place - 24)
    while at >= lowest {
      if cue.indices.allSatisfy({ text[at + $0] == cue[$0] }) { return at }
      at -= 1
    }
    return nil
  }

  func isStoppedInFront(_ place: Int, _ scope: QuantityTables.Context.Scope) -> Bool {
    tables.contextsBefore.contains(text, at: place, in: bounds) { tag, _ in
      tables.contexts[tag].scope == scope && tables.contexts[tag].verdict == .stop
    }
  }
}
