import Records
import Rules
import Text

/// Names that marks set off: “2345”发展思路, “中国陶都”称号, 《决议》, and numbers of documents (国发〔2021〕23号).
struct QuotedNames: Sendable {
  static let schema = TableSchema(
    kind: "quoted_names",
    columns: [
      .init("place", required: true, values: Place.allCases.map(\.rawValue)), .init("text", required: true),
      .init("type", required: true, values: EntityType.allCases.map(\.rawValue)), .init("before"),
    ])

  /// What tells the kind of a name, and where that stands.
  enum Place: String, CaseIterable, Sendable {
    /// A noun right behind the quotes, part of the name.
    case behind
    /// The end of what is quoted.
    case ending
    /// A word behind the quotes, also behind a row of quoted names, that is no part of the name.
    case cue
    /// What is quoted, whole.
    case whole
    /// The marks 《 and 》 themselves.
    case marks
    /// The word behind the number of a document.
    case number
  }

  struct Rule: Sendable {
    var row: RowID
    var type: EntityType
    var place: Place
    var words: [[UInt16]]
    /// Of an ending: words one of which must stand before the quotes.
    var before: [[UInt16]]
  }

  private let rules: [Rule]
  private let marks: Rule?
  private let number: Rule?

  static let longest = 48

  init(tables: TableSet) {
    let rules = tables.rows(of: Self.schema.kind).map { row in
      Rule(
        row: row.rowID, type: EntityType(rawValue: row["type"]) ?? .document,
        place: Place(rawValue: row["place"]) ?? .whole,
        words: row.words("text").sorted { $0.count > $1.count }, before: row.words("before"))
    }
    self.rules = rules.filter { $0.place != .marks && $0.place != .number }
    marks = rules.first { $0.place == .marks }
    number = rules.first { $0.place == .number }
  }

  /// One pass over UTF-16 units; looks closer only where a mark opens.
  func find(_ scene: inout NameScene) {
    let units = scene.units
    var at = 0
    while at < units.count {
      switch units[at] {
      case 0x3015...0xFF07: break
      case 0x201C: quote(at, &scene)
      case 0x300A: book(at, &scene)
      case 0x3014, 0x5B, 0x28, 0xFF08: documentNumber(at, &scene)
      default: break
      }
      at += 1
    }
  }

  // MARK: Quotes

  private func quote(_ open: Int, _ scene: inout NameScene) {
    guard let close = closing(0x201D, open, 0x201C, scene, Self.longest), close > open + 1 else { return }
    let inner = Span(open + 1, close)
    for rule in rules {
      switch rule.place {
      case .behind:
        guard !isSpeech(inner, scene),
          let word = rule.words.first(where: { scene.begins($0, at: close + 1) })
        else { continue }
        scene.drafts.append(EntityDraft(Span(open, close + 1 + word.count), rule.type, rule.row))
      case .ending:
        guard inner.count >= 3, inner.count <= 24, scene.ends(rule.words, at: close),
          rule.before.isEmpty || scene.ends(rule.before, at: open)
        else { continue }
        scene.drafts.append(EntityDraft(inner, rule.type, rule.row))
      case .cue:
        guard inner.count >= 3, scene.begins(rule.words, at: behindRow(close + 1, scene)) else { continue }
        scene.drafts.append(EntityDraft(inner, rule.type, rule.row))
      case .whole:
        guard rule.words.contains(where: { $0.count == inner.count && scene.begins($0, at: inner.start) }) else {
          continue
        }
        scene.drafts.append(EntityDraft(inner, rule.type, rule.row))
      case .marks, .number: continue
      }
    }
  }

  /// Past further quoted names that stand in a row, and past 等: “A”“B”等金字招牌.
  private func behindRow(_ from: Int, _ scene: NameScene) -> Int {
    var at = from
    while at < scene.units.count {
      let isSeparated = scene.units[at] == NameScene.listMark
      let open = isSeparated ? at + 1 : at
      guard open < scene.units.count, scene.units[open] == 0x201C,
        let close = closing(0x201D, open, 0x201C, scene, Self.longest)
      else { break }
      at = close + 1
    }
    return at < scene.units.count && scene.units[at] == 0x7B49 ? at + 1 : at
  }

  /// Somebody is quoted: a comma or a full stop stands inside.
  private func isSpeech(_ inner: Span, _ scene: NameScene) -> Bool {
    inner.range.contains { scene.units[$0] == 0xFF0C || scene.units[$0] == 0x3002 || scene.units[$0] == 0x2C }
  }

  private func closing(_ close: UInt16, _ open: Int, _ opening: UInt16, _ scene: NameScene, _ limit: Int) -> Int? {
    var at = open + 1
    while at < scene.units.count, at - open <= limit {
      let unit = scene.units[at]
      if unit == close { return at }
      if unit == opening || unit == 0x0A { return nil }
      at += 1
    }
    return nil
  }

  // MARK: Documents

  private func book(_ open: Int, _ scene: inout NameScene) {
    guard let marks else { return }
    var depth = 1
    var at = open + 1
    while at < scene.units.count, at - open < 120 {
      let unit = scene.units[at]
      if unit == 0x0A { return }
      if unit == 0x300A { depth += 1 }
      if unit == 0x300B { depth -= 1 }
      if depth == 0 { break }
      at += 1
    }
    guard depth == 0, at > open + 1 else { return }
    scene.drafts.append(EntityDraft(Span(open + 1, at), marks.type, marks.row))
  }

  /// 〔2021〕23号 behind the letters of who issued it.
  private func documentNumber(_ open: Int, _ scene: inout NameScene) {
    let units = scene.units
    guard let number, open + 7 < units.count, open > 0, isHan(units[open - 1]) else { return }
    for i in 1...4 where !isASCIIDigit(units[open + i]) { return }
    guard [0x3015, 0x5D, 0x29, 0xFF09].contains(units[open + 5]) else { return }
    var at = open + 6
    if at < units.count, units[at] == 0x7B2C { at += 1 }
    let first = at
    while at < units.count, isASCIIDigit(units[at]), at - first < 6 { at += 1 }
    guard at > first, let word = number.words.first(where: { scene.begins($0, at: at) }) else { return }
    var start = open
    while start > 0, open - start < 12, isHan(units[start - 1]), !scene.isBorder(start) || start == open { start -= 1 }
    scene.drafts.append(EntityDraft(Span(start, at + word.count), number.type, number.row))
  }
}
