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
  func mark(_ scene: inout NameScene, _ hits: Hits, _ periods: [Period]) {
    for period in periods where [.calendar, .wholeYear, .lookBack, .now].contains(period.kind) {
      scene.marks[min(period.span.end, scene.units.count)].insert(.border)
    }
    let mentions = scene.context.mentions
    var mention = 0
    var coverEnd = 0
    var at = hits.startIndex
    while at < hits.endIndex {
      let start = hits[at].start
      var next = at
      while mention < mentions.count, mentions[mention].span.start <= Int(start) {
        coverEnd = max(coverEnd, mentions[mention].span.end)
        mention += 1
      }
      // What covers a word may begin where it does: all that begin here are seen first.
      while next < hits.endIndex, hits[next].start == start {
        if classes[Int(hits[next].row.value)] == 2 { coverEnd = max(coverEnd, Int(hits[next].end)) }
        next += 1
      }
      for hit in hits[at..<next] where classes[Int(hit.row.value)] == 1 {
        let isRegion = coverEnd == Int(hit.end) && scene.regionAt[Int(start)] >= 0
        guard isRegion || Int(hit.end) > coverEnd else { continue }
        scene.marks[Int(hit.end)].remove(.weak)
        scene.marks[Int(hit.end)].formUnion(hit.end - start == 1 ? [.border, .weak] : .border)
        if isRegion { scene.regionAt[Int(start)] = -1 }
      }
      at = next
    }
  }
}
