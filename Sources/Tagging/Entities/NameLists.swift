import Records
import Rules
import Text

/// Names that a list tells the kind of: 电子商务、现代物流等产业; 万科、保利、金科等知名房企.
struct NameLists: Sendable {
  static let schema = TableSchema(
    kind: "name_lists",
    columns: [
      .init("text", required: true), .init("type", required: true, values: EntityType.allCases.map(\.rawValue)),
      .init("max"), .init("not_item"), .init("not_end"), .init("not_between"),
    ])

  struct Rule: Sendable {
    var row: RowID
    var type: EntityType
    var maximum: Int
    var notItem: Set<[UInt16]>
    var notEnd: [[UInt16]]
    /// Letters that do not qualify the noun: 等企业为主的产业集群, 等标准和产业政策.
    var notBetween: Set<UInt16>
  }

  let literals: [Literal]
  private let rules: [Rule]
  private let ruleOfRow: [Int32]

  /// 等
  private static let andSoOn: UInt16 = 0x7B49

  init(tables: TableSet) {
    var literals: [Literal] = []
    var rules: [Rule] = []
    var ruleOfRow = [Int32](repeating: -1, count: tables.rows.count)
    for row in tables.rows(of: Self.schema.kind) {
      ruleOfRow[Int(row.rowID.value)] = Int32(rules.count)
      rules.append(
        Rule(
          row: row.rowID, type: EntityType(rawValue: row["type"]) ?? .industry, maximum: Int(row["max"]) ?? 8,
          notItem: Set(row.words("not_item")), notEnd: row.words("not_end"),
          notBetween: Set(row.words("not_between").compactMap(\.first))))
      literals += row.words("text").map { ($0, row.rowID, .everywhere) }
    }
    self.literals = literals
    self.rules = rules
    self.ruleOfRow = ruleOfRow
  }

  func find(_ scene: inout NameScene, _ hits: Hits) {
    for hit in hits {
      let at = ruleOfRow[Int(hit.row.value)]
      guard at >= 0 else { continue }
      list(rules[Int(at)], Int(hit.start), &scene)
    }
  }

  /// Goes left from the noun over what qualifies it to 等, then over the items.
  private func list(_ rule: Rule, _ noun: Int, _ scene: inout NameScene) {
    let units = scene.units
    var end = noun
    while end > 0, noun - end < 8, units[end - 1] != Self.andSoOn {
      guard isHan(units[end - 1]), !rule.notBetween.contains(units[end - 1]) else { return }
      end -= 1
    }
    guard end > 1, units[end - 1] == Self.andSoOn else { return }
    end -= 1
    var items: [Span] = []
    while end > 0, items.count < 20 {
      let reach = scene.reach(from: end, limit: rule.maximum)
      if reach.isUnbounded { break }
      let span = Span(reach.start, end)
      guard span.count >= 2, !rule.notItem.contains(Array(units[span.range])), !scene.ends(rule.notEnd, at: end)
      else { break }
      items.append(span)
      guard reach.start > 0, units[reach.start - 1] == NameScene.listMark else { break }
      end = reach.start - 1
    }
    guard items.count >= 2 else { return }
    // Unknown places count beside known ones only: 大连、石臼所等港口.
    if rule.type == .region, !items.contains(where: { isRegion($0, scene) }) { return }
    for span in items { scene.drafts.append(EntityDraft(span, rule.type, rule.row)) }
  }

  private func isRegion(_ span: Span, _ scene: NameScene) -> Bool {
    let mention = scene.regionAt[span.start]
    return mention >= 0 && scene.context.mentions[Int(mention)].span == span
  }
}
