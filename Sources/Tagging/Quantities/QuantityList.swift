import Records
import Rules
import Text

/// What the numbers of a list share with the last one: 分别为12、15和20万人.
struct SharedUnit: Sendable {
  var unit: UnitTable.Match?
  /// Power of ten of the multiplier that the written form leaves to the last number; 0 for none.
  var power = 0
  /// UTF-16 offset of the last number, which has its unit itself.
  var last: Int
}

/// Lists of numbers of one kind, the last of which has the unit.
extension QuantityReading {
  /// Gives a number without unit that of the list in which it stands.
  mutating func readList(_ part: inout QuantityPart) {
    guard part.unit == nil, second == nil, givenUnit == nil, ordinal == nil, isMember(part) else { return }
    if shared.map({ start >= $0.last }) ?? true { shared = list(from: part) }
    guard let shared, start < shared.last else { return }
    if shared.power > 0, !part.scale(byPowerOfTen: shared.power) { return }
    if var unit = shared.unit {
      unit.end = part.end
      part.unit = unit
    }
    isInList = true
  }

  /// A number that is nothing else: digits or, of two characters and more, Chinese numerals.
  private func isMember(_ part: QuantityPart) -> Bool {
    let form = part.numeral.form
    guard part.shape == .plain, part.value != nil, part.low == nil, part.numberEnd == part.numeral.end,
      form.isDisjoint(with: [.malformed, .half, .implicit, .leadingZero, .positional, .more])
    else { return false }
    return form.contains(.ascii) || part.numeral.end - part.start > 1
  }

  /// Numbers without unit that 、 and 和 join, and the unit behind the last one; nil where they are no such list.
  private func list(from first: QuantityPart) -> SharedUnit? {
    var greatest = first.value ?? ExactDecimal(0)
    var isPlaced = first.numeral.form.contains(.placed) && first.numeral.form.contains(.ascii)
    var hasConjunction = false
    var end = first.numeral.end
    for _ in 0..<Self.longestList {
      guard let joint = joint(at: end), joint.end < fence,
        let next = tagger.reader.part(input, at: joint.end, limit: limit),
        next.numeral.end <= fence, let value = next.value, next.shape == .plain, next.low == nil,
        next.numeral.form.isDisjoint(with: [.malformed, .half, .implicit, .leadingZero, .positional, .more]),
        next.numeral.form.contains(.ascii) == first.numeral.form.contains(.ascii)
      else { return nil }
      hasConjunction = hasConjunction || joint.isConjunction
      if next.unit == nil, isMember(next), self.joint(at: next.numeral.end) != nil {
        if greatest < value { greatest = value }
        if next.numeral.form.contains(.placed), next.numeral.form.contains(.ascii) { isPlaced = true }
        end = next.numeral.end
        continue
      }
      // 1、2和3万元 at the beginning of a sentence: 1、 may number a point.
      guard hasConjunction || !isEdge(before: front) else { return nil }
      let power = isPlaced ? 0 : sharedPower(next, greatest)
      guard next.unit != nil || power >= 4 else { return nil }
      guard sharesUnit(next, power) else { return nil }
      return SharedUnit(unit: next.unit, power: power, last: next.start)
    }
    return nil
  }

  private static let longestList = 16

  /// 、和与及以及 between two numbers, which must touch it.
  private func joint(at place: Int) -> (end: Int, isConjunction: Bool)? {
    guard place + 1 < limit else { return nil }
    let end: Int
    switch text[place] {
    case 0x3001: end = place + 1
    case 0x548C, 0x4E0E, 0x8207, 0x53CA: end = place + 1
    case 0x4EE5 where text[place + 1] == 0x53CA: end = place + 2
    default: return nil
    }
    guard end < limit, tagger.reader.scanner.characters.canBegin(text[end]) else { return nil }
    return (end, text[place] != 0x3001)
  }

  /// 12、15和20万: the multiplier holds for all where none of the others is the larger scale by far
  /// (500和1万: five hundred).
  private func sharedPower(_ last: QuantityPart, _ greatest: ExactDecimal) -> Int {
    guard let value = last.value, let mantissa = last.numeral.mantissa else { return 0 }
    let power = last.numeral.tail >= 8 ? last.numeral.tail / 4 * 4 : last.numeral.tail >= 4 ? 4 : 0
    guard power > 0, greatest < value, let whole = mantissa.scaled(byPowerOfTen: last.numeral.tail - power),
      let bound = whole.scaled(byPowerOfTen: whole.coefficient.isPowerOfTen ? 0 : 1)
    else { return 0 }
    return greatest < bound ? power : 0
  }

  /// Measures and money are shared by themselves; a word for counting only where a word announces numbers (分别为),
  /// for 5、6、7号 are no sizes.
  private func sharesUnit(_ last: QuantityPart, _ power: Int) -> Bool {
    guard let match = last.unit else { return isAnnounced }
    switch units.units[match.unit].kind {
    case .measure, .ratio, .currency: return true
    case .count, .time, .noun, .degree: return power > 0 || isAnnounced
    case .subunit, .tenth, .clock, .word: return false
    }
  }

  /// 为, 达, 分别, 约 in front.
  private var isAnnounced: Bool {
    if tables.comparatorsBefore.longest(text, at: front, in: bounds) != nil { return true }
    return tables.contextsBefore.contains(text, at: front, in: bounds) { tag, _ in
      tables.contexts[tag].scope == .bare && tables.contexts[tag].verdict == .count
    }
  }
}

extension Int128 {
  fileprivate var isPowerOfTen: Bool {
    var rest = self
    while rest > 1, rest % 10 == 0 { rest /= 10 }
    return rest == 1
  }
}
