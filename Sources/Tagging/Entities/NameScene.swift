import Records
import Rules
import Text

/// A document as the grammars of names see it: where words stand that a name does not reach over, and where names begin.
///
/// Built in one walk over the hits; arrays have one entry a UTF-16 unit.
struct NameScene {
  let units: UnsafeBufferPointer<UInt16>
  /// What stands at a place.
  struct Marks: OptionSet {
    var rawValue: UInt8
    /// A word ends here that cannot be part of a name: a name may begin here, and none reaches further left.
    static let border = Marks(rawValue: 1)
    /// That word is one letter: a name may hold it all the same (晋能集团).
    static let weak = Marks(rawValue: 2)
    /// A river or the like begins here, that names begin with as they do with a region.
    static let anchor = Marks(rawValue: 4)
  }

  var marks: [Marks]
  /// The place in `regions.mentions` of one that begins here, or -1.
  var regionAt: [Int32]
  let context: RegionContext
  var drafts: [EntityDraft] = []

  static let maximumParenthesis = 12

  init(_ input: TagInput, _ context: RegionContext) {
    units = input.units
    self.context = context
    marks = [Marks](repeating: [], count: units.count + 1)
    regionAt = [Int32](repeating: -1, count: units.count + 1)
    // A large area (中西部) begins no name.
    for (at, mention) in context.mentions.enumerated() where mention.code != 0 || mention.level != nil {
      regionAt[mention.span.start] = Int32(at)
    }
  }

  func isBorder(_ at: Int) -> Bool { marks[at].contains(.border) }

  func text(_ span: Span) -> String { String(units, span) }

  /// Where a name that ends at `end` begins, as far as borders tell.
  struct Reach {
    var start: Int
    /// The leftmost region inside that is no further left than `start`; nil where there is none.
    var region: Int?
    /// Nothing told where it begins within the length that is allowed.
    var isUnbounded = false
  }

  /// Goes left from `end` to the nearest border, punctuation or number, at most `limit` units; over an ordinal
  /// (第31届) where `ordinals` belong to names of the kind.
  func reach(from end: Int, limit: Int, ordinals: Bool = false) -> Reach {
    var at = end
    var region: Int?
    while at > 0 {
      if at < end, regionAt[at] >= 0 || marks[at].contains(.anchor) { region = at }
      if marks[at].contains(.border), !isInListed(at, end) { return Reach(start: at, region: region) }
      let unit = units[at - 1]
      if Self.closes(unit), let open = opening(of: at - 1), open > 0 {
        at = open
        continue
      }
      if ordinals, isASCIIDigit(unit), let first = ordinal(endingAt: at) {
        at = first
        continue
      }
      guard Self.isNameUnit(unit) else { return Reach(start: at, region: region) }
      if end - at >= limit { return Reach(start: at, region: region, isUnbounded: true) }
      at -= 1
    }
    if regionAt[0] >= 0 || marks[0].contains(.anchor), end > 0 { region = 0 }
    return Reach(start: at, region: region)
  }

  /// How many surrogate pairs stand in the last units before a place.
  func pairs(before end: Int, within count: Int) -> Int {
    var found = 0
    for at in max(0, end - count - 1)..<end where isLeadSurrogate(units[at]) { found += 1 }
    return found
  }

  /// An ordinal begins here: 第五届 before 中国国际进口博览会.
  func isOrdinal(_ at: Int) -> Bool { at < units.count && units[at] == Self.ordinalMark }

  /// Where 第 stands before the digits that end at a place.
  private func ordinal(endingAt end: Int) -> Int? {
    var at = end
    while at > 0, isASCIIDigit(units[at - 1]) { at -= 1 }
    return at > 0 && units[at - 1] == Self.ordinalMark ? at - 1 : nil
  }

  /// 能 in `、晋能集团`: one letter behind a list mark is no clause, so the border letter behind it belongs to the name.
  private func isInListed(_ at: Int, _ end: Int) -> Bool {
    marks[at].contains(.weak) && at < end && at > 2 && units[at - 3] == Self.listMark && Self.isNameUnit(units[at - 2])
  }

  /// The region that begins here goes by a short name.
  func isShortRegion(_ at: Int) -> Bool { regionAt[at] >= 0 && context.mentions[Int(regionAt[at])].isShort }

  /// Past a parenthesis that says which part of a long thing is meant: 汾河(阳曲段).
  func pastPart(_ end: Int) -> Int {
    guard end + 2 < units.count, Self.opens(units[end]), regionAt[end + 1] >= 0 else { return end }
    var at = end + 1
    while at < units.count, at - end <= Self.maximumParenthesis {
      if Self.closes(units[at]) { return at + 1 }
      guard isHan(units[at]) else { return end }
      at += 1
    }
    return end
  }

  /// The parenthesis that opens what closes here, if only a few letters stand between: (阳曲段), (集团).
  private func opening(of close: Int) -> Int? {
    var at = close - 1
    while at >= 0, close - at <= Self.maximumParenthesis {
      if Self.opens(units[at]) { return at < close - 2 ? at : nil }
      guard isHan(units[at]) else { return nil }
      at -= 1
    }
    return nil
  }

  /// ) and ）
  static func closes(_ unit: UInt16) -> Bool { unit == 0x29 || unit == 0xFF09 }
  static func opens(_ unit: UInt16) -> Bool { unit == 0x28 || unit == 0xFF08 }

  /// Letters that names are made of; ASCII digits are none: where a number begins, a name ends.
  static func isNameUnit(_ unit: UInt16) -> Bool { isHan(unit) || isASCIILetter(unit) || unit == 0xB7 }

  /// 第
  private static let ordinalMark: UInt16 = 0x7B2C
  /// 、
  static let listMark: UInt16 = 0x3001

  func begins(_ word: [UInt16], at: Int) -> Bool {
    guard at >= 0, at + word.count <= units.count else { return false }
    for i in word.indices where units[at + i] != word[i] { return false }
    return true
  }

  func ends(_ word: [UInt16], at end: Int) -> Bool { begins(word, at: end - word.count) }

  func begins(_ words: [[UInt16]], at: Int) -> Bool { words.contains { begins($0, at: at) } }

  func ends(_ words: [[UInt16]], at end: Int) -> Bool { words.contains { ends($0, at: end) } }
}

extension Row {
  /// The parts of a cell as UTF-16.
  func words(_ column: String) -> [[UInt16]] { list(column).map { Array($0.utf16) } }
}
