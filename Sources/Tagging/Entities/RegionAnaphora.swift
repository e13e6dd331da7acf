import Records
import Rules
import Text

/// Finds the words that stand for a division named elsewhere: 全县, 该市, 我省, 全国.
struct RegionAnaphora: Sendable {
  static let schema = TableSchema(
    kind: "anaphora",
    columns: [
      .init("text", required: true), .init("kind"),
      .init("order", required: true, values: ["document", "mention", "country"]),
    ])

  struct Rule: Sendable {
    var row: RowID
    /// The ends of full names that it may stand for.
    var kinds: [[UInt16]]
    var order: Order
  }

  enum Order: Sendable { case document, mention, country }

  let literals: [Literal]
  private let rules: [Rule]
  /// By `RowID.value`: the place in `rules`, or -1.
  private let ruleOfRow: [Int32]

  init(tables: TableSet) {
    var literals: [Literal] = []
    var rules: [Rule] = []
    var ruleOfRow = [Int32](repeating: -1, count: tables.rows.count)
    for row in tables.rows(of: Self.schema.kind) {
      ruleOfRow[Int(row.rowID.value)] = Int32(rules.count)
      let order: Order =
        switch row["order"] {
        case "mention": .mention
        case "country": .country
        default: .document
        }
      rules.append(Rule(row: row.rowID, kinds: row.list("kind").map { Array($0.utf16) }, order: order))
      literals += row.list("text").map { (Array($0.utf16), row.rowID, .everywhere) }
    }
    self.literals = literals
    self.rules = rules
    self.ruleOfRow = ruleOfRow
  }

  func find(_ input: TagInput, _ context: RegionContext, covers: [Span]) -> [EntityDraft] {
    var entities: [EntityDraft] = []
    let mentions = context.mentions
    var before = 0
    var cover = 0
    var coverEnd = 0
    for hit in input.hits[.regionAnaphora] {
      let rule = ruleOfRow[Int(hit.row.value)]
      guard rule >= 0 else { continue }
      let start = Int(hit.start)
      while before < mentions.count, mentions[before].span.start < start { before += 1 }
      if before > 0, mentions[before - 1].span.end > start { continue }
      while cover < covers.count, covers[cover].start <= start {
        coverEnd = max(coverEnd, covers[cover].end)
        cover += 1
      }
      if Int(hit.end) <= coverEnd { continue }
      entities.append(entity(rules[Int(rule)], hit.span, context, before, input))
    }
    return entities
  }

  private func entity(
    _ rule: Rule, _ span: Span, _ context: RegionContext, _ before: Int, _ input: TagInput
  ) -> EntityDraft {
    var entity = EntityDraft(span, .region, rule.row)
    entity.isAnaphor = true
    if rule.order == .country {
      entity.name = context.country?.name ?? entity.name
      entity.level = .country
      if let row = context.country?.row { entity.rule.add(row) }
      return entity
    }
    guard let place = context.region(of: rule.kinds, before: before, mentionFirst: rule.order == .mention) else {
      return entity
    }
    entity.name = place.name
    entity.code = place.codeText
    entity.level = place.level
    entity.rule.add(place.row)
    return entity
  }
}

/// What a document says of the region that it speaks of: its own region, and the regions named before a place.
struct RegionContext {
  let names: RegionNames
  let mentions: [RegionMention]
  let year: Int?
  /// The document's region and those that it lies in, the narrowest first.
  let home: [Int]

  init(_ input: TagInput, _ mentions: [RegionMention], _ names: RegionNames) {
    self.names = names
    self.mentions = mentions
    year = input.metadata.date?.year
    // 全市 of a text on a county-level city is that city.
    let region =
      input.metadata.region.flatMap { Int32($0) }
      ?? MainRegion(mentions.lazy.map { MainRegion.Mention(code: Int($0.code), span: $0.span, isShort: $0.isShort) })
      .code(input.blocks)
      .map { Int32($0) }
    home = region.map { Self.line(of: $0, names, input.metadata.date?.year) } ?? []
  }

  /// The country of the texts: the first of the places.
  var country: RegionNames.Place? { names.places.first { $0.level == .country } }

  private static func line(of code: Int32, _ names: RegionNames, _ year: Int?) -> [Int] {
    var out: [Int] = []
    var at = code
    while at != 0, out.count < 4, let place = names.index.place(of: at, in: year) {
      out.append(place)
      at = names.index.regions[place].parent
    }
    return out
  }

  /// A region is named right before a place. By bisection.
  func mention(endingAt end: Int) -> Bool {
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.end < end { low = middle + 1 } else { high = middle }
    }
    return low < mentions.count && mentions[low].span.end == end
  }

  /// The division whose full name has one of the ends: that of the document, or the nearest before the mention at
  /// `before`, or the one that that lies in.
  func region(of kinds: [[UInt16]], before: Int, mentionFirst: Bool) -> RegionIndex.Region? {
    if mentionFirst {
      return named(kinds, before) ?? home.first { ends($0, kinds) }.map { names.index.regions[$0] }
    }
    return home.first { ends($0, kinds) }.map { names.index.regions[$0] } ?? named(kinds, before)
  }

  private func named(_ kinds: [[UInt16]], _ before: Int) -> RegionIndex.Region? {
    var at = before - 1
    while at >= 0, before - at < 200 {
      let code = mentions[at].code
      if code != 0, let place = Self.line(of: code, names, year).first(where: { ends($0, kinds) }) {
        return names.index.regions[place]
      }
      at -= 1
    }
    return nil
  }

  private func ends(_ place: Int, _ kinds: [[UInt16]]) -> Bool {
    kinds.contains { names.index.regions[place].name.utf16.suffix($0.count).elementsEqual($0) }
  }
}
