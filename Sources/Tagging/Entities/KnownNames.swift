import Records
import Rules
import Text

/// Names that a table holds whole: rivers, ministries, projects, plans that everybody knows.
struct KnownNames: Sendable {
  static let schema = TableSchema(
    kind: "entity_names",
    columns: [
      .init("text", required: true), .init("type", required: true, values: EntityType.allCases.map(\.rawValue)),
      .init("name"), .init("before"), .init("after"), .init("not_after"),
    ])

  struct Rule: Sendable {
    var row: RowID
    var type: EntityType
    /// In full; nil where the words are it.
    var name: String?
    /// What must stand before it, or behind it, one of either.
    var before: [[UInt16]]
    var after: [[UInt16]]
    var notAfter: [[UInt16]]
  }

  let literals: [Literal]
  private let rules: [Rule]
  private let ruleOfRow: [Int32]

  init(tables: TableSet) {
    var literals: [Literal] = []
    var rules: [Rule] = []
    var ruleOfRow = [Int32](repeating: -1, count: tables.rows.count)
    for row in tables.rows(of: Self.schema.kind) {
      ruleOfRow[Int(row.rowID.value)] = Int32(rules.count)
      rules.append(
        Rule(
          row: row.rowID, type: EntityType(rawValue: row["type"]) ?? .organisation, name: row.optional("name"),
          before: row.words("before"), after: row.words("after"), notAfter: row.words("not_after")))
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
      let rule = rules[Int(at)]
      if scene.begins(rule.notAfter, at: Int(hit.end)) { continue }
      if !rule.before.isEmpty || !rule.after.isEmpty {
        let isCued = scene.ends(rule.before, at: Int(hit.start)) || scene.begins(rule.after, at: Int(hit.end))
        guard isCued else { continue }
      }
      var span = hit.span
      // 长江大桥, 国家统计局太原调查队: longer names begin with it.
      if rule.type == .facility || rule.type == .organisation {
        scene.marks[span.start].insert(.anchor)
        for at in span.start + 1...span.end { scene.marks[at].remove(.border) }
      }
      if rule.type == .facility { span.end = scene.pastPart(span.end) }
      scene.drafts.append(EntityDraft(span, rule.type, rule.row, name: span == hit.span ? rule.name : nil))
    }
  }
}
