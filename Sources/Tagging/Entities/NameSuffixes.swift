import Records
import Rules
import Text

/// Names told by how they end: 祥云路, 海川集团, 南苑体育公园, 307国道, 第十二次代表大会.
///
/// One mechanism for all: from the ending it goes left to where the name may begin. What a row says is how that place is
/// known (`lead`), how long the part before the ending may be, and what makes it no name.
struct NameSuffixes: Sendable {
  static let schema = TableSchema(
    kind: "name_suffixes",
    columns: [
      .init("suffix", required: true),
      .init("type", required: true, values: EntityType.allCases.map(\.rawValue)),
      .init("lead", required: true, values: Lead.allCases.map(\.rawValue)), .init("min"), .init("max"),
      .init("level", values: RegionLevel.allCases.map(\.rawValue)),
      .init("words"), .init("not_stem"), .init("not_end"), .init("not_after"), .init("not_inside"),
    ])

  enum Lead: String, CaseIterable, Sendable {
    /// A border, or the region that stands behind it.
    case bounded
    /// A region, or a name that begins as one.
    case region
    /// A border, with a region in the name.
    case holding
    /// One of `words`.
    case words
    /// A number before the ending: 307国道.
    case number
    /// Right behind one of `words`, or an item of a list: 实施 + 乡村振兴战略. Verbs may stand in the name.
    case after
    /// A border, and a name of the kind of facility or body is before it in a list.
    case list
  }

  struct Rule: Sendable {
    var row: RowID
    var type: EntityType
    /// Of a township or village.
    var level: RegionLevel?
    var lead: Lead
    var minimum: Int
    var maximum: Int
    var words: [[UInt16]]
    var notStem: Set<[UInt16]>
    var notEnd: [[UInt16]]
    var notAfter: [[UInt16]]
    /// Letters that do not stand in a name that begins behind a word of `words`.
    var notInside: Set<UInt16>
  }

  let literals: [Literal]
  private let rules: [Rule]
  private let ruleOfRow: [Int32]

  init(tables: TableSet) throws(Diagnostic) {
    var literals: [Literal] = []
    var rules: [Rule] = []
    var ruleOfRow = [Int32](repeating: -1, count: tables.rows.count)
    for row in tables.rows(of: Self.schema.kind) {
      ruleOfRow[Int(row.rowID.value)] = Int32(rules.count)
      rules.append(
        Rule(
          row: row.rowID, type: EntityType(rawValue: row["type"]) ?? .facility,
          level: RegionLevel(rawValue: row["level"]), lead: Lead(rawValue: row["lead"]) ?? .bounded,
          minimum: try row.integer("min") ?? 2,
          maximum: try row.integer("max") ?? 8, words: row.words("words"), notStem: Set(row.words("not_stem")),
          notEnd: row.words("not_end"), notAfter: row.words("not_after"),
          notInside: Set(row.words("not_inside").compactMap(\.first))))
      literals += row.words("suffix").map { ($0, row.rowID, .everywhere) }
    }
    self.literals = literals
    self.rules = rules
    self.ruleOfRow = ruleOfRow
  }

  func find(_ scene: inout NameScene, _ hits: Hits, _ borders: NameBorders) {
    var listEnd = -1
    var refused: (end: Int, row: Int32) = (-1, -1)
    for hit in hits {
      let at = ruleOfRow[Int(hit.row.value)]
      guard at >= 0 else { continue }
      let rule = rules[Int(at)]
      // 经济开发区 was refused behind 国家级: then 开发区 behind 国家级经济 is no name either.
      if refused.end == Int(hit.end), refused.row == at { continue }
      guard var start = start(rule, hit.span, scene, listEnd) else {
        refused = (Int(hit.end), at)
        continue
      }
      if start > 0, rule.lead != .number, isASCIIDigit(scene.units[start - 1]) {
        guard rule.type == .facility, let letter = numberedRoad(start, scene) else { continue }
        start = letter
      }
      if rule.lead == .bounded, rule.type != .plan,
        borders.isCount(Span(start, Int(hit.end)), scene.units)
      {
        continue
      }
      var draft = EntityDraft(Span(start, Int(hit.end)), rule.type, rule.row)
      draft.level = rule.level
      if rule.level != nil, scene.regionAt[start] >= 0 {
        // A chain of regions is the last of them: 阳曲县黄寨镇 → 黄寨镇.
        let own = Span(scene.context.mentions[Int(scene.regionAt[start])].span.end, Int(hit.start))
        guard own.count >= 2, !rule.notStem.contains(Array(scene.units[own.range])) else { continue }
        draft.name = scene.text(Span(own.start, Int(hit.end)))
      }
      scene.drafts.append(draft)
      if rule.type == .facility || rule.type == .organisation || rule.type == .project { listEnd = Int(hit.end) }
    }
  }

  /// Where the name begins that ends with this ending; nil where it is none.
  private func start(_ rule: Rule, _ suffix: Span, _ scene: NameScene, _ listEnd: Int) -> Int? {
    if scene.begins(rule.notAfter, at: suffix.end) || scene.ends(rule.notEnd, at: suffix.start) { return nil }
    if rule.lead == .number { return numberStart(rule, suffix, scene) }
    // A character beyond the BMP counts once.
    let extra = scene.pairs(before: suffix.start, within: rule.maximum)
    let reach = scene.reach(
      from: suffix.start, limit: rule.maximum + extra, ordinals: rule.type == .meeting || rule.type == .event)
    let start: Int
    switch rule.lead {
    case .number: return nil
    case .region:
      guard let region = reach.region else { return nil }
      start = region
    case .holding:
      guard reach.region != nil, !reach.isUnbounded else { return nil }
      start = reach.start
    case .after:
      guard let first = behindWord(rule, suffix.start, scene) else { return nil }
      start = first
    case .words:
      guard let first = wordStart(rule, reach.start, suffix.start, scene) else { return nil }
      start = first
    case .list:
      guard !reach.isUnbounded, reach.start > 0, scene.units[reach.start - 1] == NameScene.listMark,
        listEnd == reach.start - 1
      else { return nil }
      start = reach.start
    case .bounded:
      if let region = reach.region, !isChance(region, reach, rule, scene) {
        start = region
      } else if reach.isUnbounded {
        return nil
      } else {
        start = reach.start
      }
    }
    let length = suffix.start - start - extra
    guard length >= rule.minimum, length <= rule.maximum else { return nil }
    if rule.notStem.contains(Array(scene.units[start..<suffix.start])) { return nil }
    return start
  }

  /// 湖北 in 玉泉湖北岸公园: letters before it that are too few for a word of their own belong to the name.
  private func isChance(_ region: Int, _ reach: NameScene.Reach, _ rule: Rule, _ scene: NameScene) -> Bool {
    if rule.type == .meeting || rule.type == .event, !reach.isUnbounded, scene.isOrdinal(reach.start) { return true }
    return !reach.isUnbounded && rule.type != .organisation && (1...2).contains(region - reach.start)
      && scene.isShortRegion(region)
  }

  private func wordStart(_ rule: Rule, _ from: Int, _ to: Int, _ scene: NameScene) -> Int? {
    // 全国 is a border, too: the leading word may end where the reach does.
    if let word = rule.words.first(where: { scene.ends($0, at: from) }) { return from - word.count }
    for at in from..<max(from, to) where scene.begins(rule.words, at: at) { return at }
    return nil
  }

  private func behindWord(_ rule: Rule, _ end: Int, _ scene: NameScene) -> Int? {
    var at = end
    while at > 0, end - at <= rule.maximum, NameScene.isNameUnit(scene.units[at - 1]) {
      if at < end, scene.ends(rule.words, at: at) { return at }
      if rule.notInside.contains(scene.units[at - 1]) { return nil }
      at -= 1
    }
    return at > 0 && scene.units[at - 1] == NameScene.listMark ? at : nil
  }

  private func numberStart(_ rule: Rule, _ suffix: Span, _ scene: NameScene) -> Int? {
    var at = suffix.start
    while at > 0, suffix.start - at < rule.maximum,
      isASCIIDigit(scene.units[at - 1]) || isASCIILetter(scene.units[at - 1])
    { at -= 1 }
    return suffix.start - at >= rule.minimum ? at : nil
  }

  /// The letter of G20 before 青银高速; nil where a bare number stands there (`5家重点公司`): what is counted is no name.
  private func numberedRoad(_ start: Int, _ scene: NameScene) -> Int? {
    var at = start
    while at > 0, isASCIIDigit(scene.units[at - 1]) { at -= 1 }
    return at > 0 && isASCIILetter(scene.units[at - 1]) ? at - 1 : nil
  }
}
