import Records
import Rules
import Text

/// Finds the words that stand for a body or a place named before: 开发区, 该公司, 园区.
///
/// Only where the word opens a clause or one of `cue` stands before it: elsewhere it speaks of such things in general.
struct NameAnaphora: Sendable {
  static let schema = TableSchema(
    kind: "name_anaphora",
    columns: [
      .init("text", required: true), .init("endings", required: true), .init("cue"), .init("not_after"),
    ])

  struct Rule: Sendable {
    var row: RowID
    /// The ends of names that it may stand for.
    var endings: [[UInt16]]
    var cue: [[UInt16]]
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
          row: row.rowID, endings: row.words("endings"), cue: row.words("cue"), notAfter: row.words("not_after")))
      literals += row.words("text").map { ($0, row.rowID, .everywhere) }
    }
    self.literals = literals
    self.rules = rules
    self.ruleOfRow = ruleOfRow
  }

  /// Adds the words that stand for one of the names, which are settled and in text order.
  func add(to drafts: inout [EntityDraft], _ scene: NameScene, _ hits: Hits) {
    var found: [EntityDraft] = []
    var next = 0
    for hit in hits {
      let at = ruleOfRow[Int(hit.row.value)]
      guard at >= 0 else { continue }
      let rule = rules[Int(at)]
      while next < drafts.count, drafts[next].span.end <= Int(hit.start) { next += 1 }
      if next < drafts.count, drafts[next].span.start < Int(hit.end) { continue }
      if let last = found.last, last.span.end > Int(hit.start) { continue }
      guard !scene.begins(rule.notAfter, at: Int(hit.end)), opens(Int(hit.start), rule, scene),
        let named = drafts[..<next].last(where: { isMeant($0, by: rule, scene) })
      else { continue }
      var draft = EntityDraft(hit.span, named.type, rule.row, name: named.name ?? scene.text(named.span))
      draft.isAnaphor = true
      draft.rule.add(named.rule)
      found.append(draft)
    }
    guard !found.isEmpty else { return }
    drafts = (drafts + found).sorted { $0.span < $1.span }
  }

  private func isMeant(_ draft: EntityDraft, by rule: Rule, _ scene: NameScene) -> Bool {
    guard draft.type == .organisation || draft.type == .facility else { return false }
    return scene.ends(rule.endings, at: draft.span.end)
  }

  /// The start of a clause or a line, or a word that points back.
  private func opens(_ at: Int, _ rule: Rule, _ scene: NameScene) -> Bool {
    guard at > 0 else { return true }
    switch scene.units[at - 1] {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x3B, 0x0A, 0x20, 0xFF0C, 0x2C: return true
    default: return scene.ends(rule.cue, at: at) || scene.begins(rule.cue, at: at)
    }
  }
}
