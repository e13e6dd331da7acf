import Records
import Rules
import Text

/// The words that no name reaches over (particles, verbs), and those that look like them inside a name.
struct NameBorders: Sendable {
  static let schema = TableSchema(
    kind: "name_borders",
    columns: [
      .init("class", required: true, values: ["border", "cover", "numeral", "measure"]), .init("text", required: true),
    ])

  let literals: [Literal]
  /// Chinese numerals, and what is counted by them: `六条`, `十大` begin no name.
  let numerals: Set<UInt16>
  let measures: Set<UInt16>
  /// By `RowID.value`: 1 is a border, 2 covers one.
  private let classes: [UInt8]

  init(tables: TableSet) {
    var classes = [UInt8](repeating: 0, count: tables.rows.count)
    var literals: [Literal] = []
    var numerals: Set<UInt16> = []
    var measures: Set<UInt16> = []
    for row in tables.rows(of: Self.schema.kind) {
      switch row["class"] {
      case "numeral": numerals.formUnion(row.words("text").compactMap(\.first))
      case "measure": measures.formUnion(row.words("text").compactMap(\.first))
      default: break
      }
      guard row["class"] == "border" || row["class"] == "cover" else { continue }
      classes[Int(row.rowID.value)] = row["class"] == "cover" ? 2 : 1
      literals += row.words("text").map { ($0, row.rowID, .everywhere) }
    }
    self.classes = classes
    self.literals = literals
    self.numerals = numerals
    self.measures = measures
  }

  /// It begins with a number and what is counted by it.
  func isCount(_ span: Span, _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    var at = span.start
    while at < span.end, numerals.contains(units[at]) { at += 1 }
    return at > span.start && at < span.end && measures.contains(units[at])
  }

  /// Marks where border words and dates end. A border inside a longer word, or inside a region's name, is none;
  /// one that is a region's word itself (我国) begins no name.
  func mark(_ scene: inout NameScene, _ hits: [LiteralIndex.Hit], _ periods: [Period]) {
    for period in periods where [.calendar, .wholeYear, .lookBack, .now].contains(period.kind) {
      scene.isBorder[min(period.span.end, scene.units.count)] = true
    }
    let mentions = scene.context.mentions
    var mention = 0
    var coverEnd = 0
    var pending: [(start: Int32, end: Int32)] = []
    // Hits come by start, the shorter first: what covers a hit may come right behind it.
    func settle(_ scene: inout NameScene) {
      for hit in pending {
        let isRegion = scene.regionAt[Int(hit.start)] >= 0 && coverEnd == Int(hit.end)
        guard isRegion || Int(hit.end) > coverEnd else { continue }
        scene.isBorder[Int(hit.end)] = true
        scene.isWeakBorder[Int(hit.end)] = hit.end - hit.start == 1
        if isRegion { scene.regionAt[Int(hit.start)] = -1 }
      }
      pending.removeAll(keepingCapacity: true)
    }
    for hit in hits {
      let kind = classes[Int(hit.row.value)]
      guard kind != 0 else { continue }
      if let first = pending.first, first.start != hit.start { settle(&scene) }
      while mention < mentions.count, mentions[mention].span.start <= Int(hit.start) {
        coverEnd = max(coverEnd, mentions[mention].span.end)
        mention += 1
      }
      if kind == 2 {
        coverEnd = max(coverEnd, Int(hit.end))
      } else {
        pending.append((hit.start, hit.end))
      }
    }
    settle(&scene)
  }
}
