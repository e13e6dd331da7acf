import Records
import Rules
import Text

/// The bodies that a division has: 阳曲县委, 太原市人大, 县政府 (of the division that the text speaks of).
///
/// A row gives the ending and the full name with `{}` for the division; the word for the kind of division stands before
/// it, as the last letter of the full name or behind the short one.
struct RegionBodies: Sendable {
  static let schema = TableSchema(
    kind: "bodies",
    columns: [
      .init("text", required: true), .init("kinds", required: true), .init("name", required: true), .init("not_before"),
      .init("not_after"),
    ])

  struct Rule: Sendable {
    var row: RowID
    var before: String
    /// The same, in code units.
    var prefix: [UInt16]
    var after: String
    var notBefore: [[UInt16]]
    var notAfter: [[UInt16]]
    var kinds: [UInt16: [[UInt16]]]
  }

  let literals: [Literal]
  private let rules: [Rule]
  private let ruleOfRow: [Int32]

  init(tables: TableSet) throws(Diagnostic) {
    var literals: [Literal] = []
    var rules: [Rule] = []
    var ruleOfRow = [Int32](repeating: -1, count: tables.rows.count)
    for row in tables.rows(of: Self.schema.kind) {
      guard let mark = row["name"].firstIndex(of: "{"), let end = row["name"].firstIndex(of: "}") else {
        throw row.fault("name", "the name does not say where the division stands", mend: "write {} there")
      }
      ruleOfRow[Int(row.rowID.value)] = Int32(rules.count)
      var kinds: [UInt16: [[UInt16]]] = [:]
      for kind in row.words("kinds") {
        guard let last = kind.last else { continue }
        kinds[last, default: []].append(kind)
      }
      rules.append(
        Rule(
          row: row.rowID, before: String(row["name"][..<mark]), prefix: Array(row["name"][..<mark].utf16),
          after: String(row["name"][row["name"].index(after: end)...]), notBefore: row.words("not_before"),
          notAfter: row.words("not_after"), kinds: kinds))
      for kind in kinds.keys {
        literals += row.words("text").map { ([kind] + $0, row.rowID, .everywhere) }
      }
    }
    self.literals = literals
    self.rules = rules
    self.ruleOfRow = ruleOfRow
  }

  func find(_ scene: inout NameScene, _ hits: Hits) {
    let mentions = scene.context.mentions
    var before = 0
    for hit in hits {
      let at = ruleOfRow[Int(hit.row.value)]
      guard at >= 0 else { continue }
      let start = Int(hit.start)
      while before < mentions.count, mentions[before].span.end <= start + 1 { before += 1 }
      let rule = rules[Int(at)]
      if scene.begins(rule.notAfter, at: Int(hit.end)) { continue }
      if let draft = draft(rule, hit.span, before, scene) { scene.drafts.append(draft) }
    }
  }

  private func draft(_ rule: Rule, _ span: Span, _ before: Int, _ scene: NameScene) -> EntityDraft? {
    let context = scene.context
    if before > 0 {
      let mention = context.mentions[before - 1]
      let isWhole = mention.span.end == span.start + 1
      if isWhole || mention.span.end == span.start, !mention.name.isEmpty {
        // 中共旬阳市委: the word before the division belongs to the name.
        let start =
          !rule.prefix.isEmpty && scene.ends([rule.prefix], at: mention.span.start)
          ? mention.span.start - rule.prefix.count : mention.span.start
        return EntityDraft(
          Span(start, span.end), .organisation, rule.row, name: rule.before + mention.name + rule.after)
      }
    }
    if scene.ends(rule.notBefore, at: span.start) { return nil }
    guard let kinds = rule.kinds[scene.units[span.start]],
      let region = context.region(of: kinds, before: before, mentionFirst: false)
    else { return nil }
    return EntityDraft(span, .organisation, rule.row, name: rule.before + region.name + rule.after)
  }
}
