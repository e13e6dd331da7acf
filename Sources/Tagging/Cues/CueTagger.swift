import Records
import Rules
import Text

/// Marks the words that tell how a number is meant, and the names of known indicators.
///
/// Of words that overlap, the one that begins first and is longest wins; names of indicators and the shields of the cue
/// table take part in that, so that 增加 in 增加值 is no verb. Words that are cues only beside a number come last, from
/// right to left, so that they may stand in a row (`已达到约`).
struct CueTagger: Sendable {
  static let schemas = [CueTable.schema, IndicatorTable.schema]

  let literals: [Literal]
  /// The words that are cues only beside something, that stand before it, and behind it; their rows.
  private let before: AnchoredLiterals
  private let behind: AnchoredLiterals
  private let behindPeriods: AnchoredLiterals
  private let indicatorClass: CueClass
  /// By `RowID.value - firstRow`.
  private let kinds: [Kind]
  private let firstRow: Int32
  /// Cues of one character that stand before a period (比).
  private let periodUnits: Set<UInt16>

  private struct Kind: Sendable {
    var cue = CueClass(-1)
    var place = CueTable.Place.any
    var isShield = false
    var isNominal = false
    var isOurs = false
  }

  init(tables: TableSet) throws {
    let table = try CueTable(tables: tables)
    indicatorClass = CueClass(Int16(table.symbols["I"]?.value ?? 0))
    var literals: [Literal] = []
    var byRow: [Int32: Kind] = [:]
    var periodUnits: Set<UInt16> = []
    var before: [(text: String, tag: Int)] = []
    var behind: [(text: String, tag: Int)] = []
    var behindPeriods: [(text: String, tag: Int)] = []
    for row in tables.rows(of: "cues") {
      let symbol = table.symbols[row["class"]]
      byRow[row.rowID.value] = Kind(
        cue: CueClass(symbol.map { Int16($0.value) } ?? -1), place: CueTable.Place(rawValue: row["where"]) ?? .any,
        isShield: row["as"] == "shield",
        isNominal: row["as"] == "nominal" || row["as"] == "verbal", isOurs: true)
      if row["where"] == CueTable.Place.period.rawValue {
        periodUnits.formUnion(row.list("words").filter { $0.utf16.count == 1 }.flatMap(\.utf16))
      }
      for word in row.list("words") {
        switch byRow[row.rowID.value]?.place {
        case .any, .clause: literals.append((Array(word.utf16), row.rowID, .everywhere))
        case .after: behind.append((word, Int(row.rowID.value)))
        case .behind: behindPeriods.append((word, Int(row.rowID.value)))
        default: before.append((word, Int(row.rowID.value)))
        }
      }
    }
    let verbal = Set(tables.rows(of: "cues").filter { $0["as"] == "verbal" }.map(\.rowID))
    // 服务业比重 has a cue in it that patterns need to see; 工业增加值 has none, for its 增加 is shielded.
    let words = LiteralIndex(literals.filter { byRow[$0.row.value]?.place == .any && !verbal.contains($0.row) })
    for row in tables.rows(of: "indicators") {
      byRow[row.rowID.value] = Kind(cue: indicatorClass, isNominal: true, isOurs: true)
      for name in IndicatorTable.names(of: row) {
        let units = Array(name.utf16)
        guard units.count > 1, !Self.holdsCue(units, words, byRow) else { continue }
        literals.append((units, row.rowID, .everywhere))
      }
    }
    firstRow = byRow.keys.min() ?? 0
    var kinds = [Kind](repeating: Kind(), count: Int((byRow.keys.max() ?? -1) - firstRow + 1))
    for (row, kind) in byRow { kinds[Int(row - firstRow)] = kind }
    self.kinds = kinds
    self.periodUnits = periodUnits
    self.literals = literals
    self.before = AnchoredLiterals(.before, before.reversed())
    self.behind = AnchoredLiterals(.behind, behind.reversed())
    self.behindPeriods = AnchoredLiterals(.behind, behindPeriods.reversed())
  }

  /// Whether a name has a cue in it that no shield covers.
  private static func holdsCue(_ units: [UInt16], _ words: LiteralIndex, _ kinds: [Int32: Kind]) -> Bool {
    units.withUnsafeBufferPointer { units in
      var hits: [LiteralIndex.Hit] = []
      words.scan(units, 0..<units.count, into: &hits)
      var end: Int32 = 0
      for hit in hits.sorted(by: { $0.start != $1.start ? $0.start < $1.start : $0.end > $1.end })
      where hit.start >= end {
        if kinds[hit.row.value]?.isShield == false { return true }
        end = hit.end
      }
      return false
    }
  }

  func tag(_ input: TagInput, quantities: [Quantity], periods: [Period], entities: [Entity]) -> [Cue] {
    let taken = Borders(
      quantities: quantities, periods: periods, entities: entities, units: input.units)
    var out: [Cue] = []
    var shields: [Span] = []
    var lastEnd: Int32 = 0
    var best: LiteralIndex.Hit?
    var bestKind = Kind()
    var blocked = taken.blocked.makeCursor()
    func settle() {
      guard let hit = best else { return }
      best = nil
      lastEnd = hit.end
      if bestKind.isShield { shields.append(hit.span) }
      if !bestKind.isShield, bestKind.place == .any || isAtClauseStart(hit, input, taken) {
        out.append(Cue(span: hit.span, kind: bestKind.cue, row: hit.row))
      }
    }
    for hit in input.hits[.cues] {
      guard let kind = kind(of: hit.row) else { continue }
      if let current = best, hit.start > current.start { settle() }
      guard hit.start >= lastEnd, !blocked.overlaps(hit.span) else { continue }
      // 人均收入比2010年: here 比 compares, and 收入比 is no ratio.
      if kind.cue == indicatorClass, taken.periodStarts.contains(Int(hit.end)),
        periodUnits.contains(input.units[Int(hit.end) - 1])
      {
        continue
      }
      if kind.place == .clause, !isAtClauseStart(hit, input, taken) { continue }
      if let current = best, current.end >= hit.end { continue }
      best = hit
      bestKind = kind
    }
    settle()
    addBeside(taken, SpanSet(out.map(\.span)), SpanSet(shields), input, &out)
    return out
  }

  /// Words that are cues only where they touch a number, a period or another such cue: they are looked up there.
  private func addBeside(_ taken: Borders, _ main: SpanSet, _ shields: SpanSet, _ input: TagInput, _ out: inout [Cue]) {
    let all = 0..<input.units.count
    var found: [Cue] = []
    var numberStarts = taken.numberStarts
    var places = taken.placesTouched(input)
    var frees = main.makeCursor(fromEnd: true)
    var blocked = taken.blocked.makeCursor(fromEnd: true)
    // From right to left, since a cue that touches a number passes the touch on: 年均增长保持在6.5%.
    var passers = (out.filter { kind(of: $0.row)?.isNominal == false }.map(\.span) + taken.periods).sorted()
    var limit = input.units.count + 1
    var place = input.units.count + 1
    while let end = places.last(before: place) {
      place = end
      let touchesNumber = numberStarts.contains(end)
      while let passer = passers.last, passer.end >= end {
        if passer.end == end, touchesNumber {
          numberStarts.insert(passer.start)
          places.insert(passer.start)
        }
        passers.removeLast()
      }
      guard end <= limit else { continue }
      let touchesPeriod = taken.touchesPeriod(end, input)
      _ = before.contains(input.units, at: end, in: all) { row, length in
        let row = RowID(Int32(row))
        guard let kind = kind(of: row) else { return false }
        let touches =
          switch kind.place {
          case .number: touchesNumber
          case .period: touchesPeriod
          case .ordinal: taken.ordinalStarts.contains(end)
          case .region: taken.regionStarts.contains(end)
          default: touchesNumber || touchesPeriod
          }
        let span = Span(end - length, end)
        guard touches, !frees.overlapsBackwards(span), !shields.covers(span), !blocked.overlapsBackwards(span)
        else { return false }
        limit = span.start
        if touchesNumber {
          numberStarts.insert(span.start)
          places.insert(span.start)
        }
        if !kind.isShield { found.append(Cue(span: span, kind: kind.cue, row: row)) }
        return true
      }
    }
    var numberEnds = taken.numberEnds
    var blockedForward = taken.blocked.makeCursor()
    var freeForward = main.makeCursor()
    place = 0
    while let start = numberEnds.first(from: place) {
      place = start + 1
      guard let (row, length) = behind.longest(input.units, at: start, in: all) else { continue }
      let span = Span(start, start + length)
      guard let kind = kind(of: RowID(Int32(row))), !blockedForward.overlaps(span), !shields.covers(span),
        !freeForward.overlaps(span)
      else { continue }
      place = span.end
      numberEnds.insert(span.end)
      if !kind.isShield { found.append(Cue(span: span, kind: kind.cue, row: RowID(Int32(row)))) }
    }
    blockedForward = taken.blocked.makeCursor()
    freeForward = main.makeCursor()
    for period in taken.periods {
      // “六五”期间: the quotation mark parts nothing.
      let start = period.end < input.units.count && input.units[period.end] == 0x201D ? period.end + 1 : period.end
      guard let (row, length) = behindPeriods.longest(input.units, at: start, in: all) else { continue }
      let span = Span(start, start + length)
      guard let kind = kind(of: RowID(Int32(row))), !blockedForward.overlaps(span), !shields.covers(span),
        !freeForward.overlaps(span)
      else { continue }
      if !kind.isShield { found.append(Cue(span: span, kind: kind.cue, row: RowID(Int32(row)))) }
    }
    guard !found.isEmpty else { return }
    out += found
    out.sort { $0.span < $1.span }
  }

  @inline(__always)
  private func kind(of row: RowID) -> Kind? {
    let at = Int(row.value - firstRow)
    guard kinds.indices.contains(at), kinds[at].isOurs else { return nil }
    return kinds[at]
  }

  /// A mark, a period, a place or a body stands right before it.
  private func isAtClauseStart(_ hit: LiteralIndex.Hit, _ input: TagInput, _ taken: Borders) -> Bool {
    guard hit.start > 0, !taken.periodEnds.contains(Int(hit.start)) else { return true }
    let unit = input.units[Int(hit.start) - 1]
    return !isHan(unit) && !isASCIIDigit(unit) && !isASCIILetter(unit)
  }
}

/// Where numbers and periods begin and end, and what no cue may overlap.
private struct Borders {
  var numberStarts: PlaceSet
  var numberEnds: PlaceSet
  var periodStarts: PlaceSet
  /// Of periods, places and bodies: a clause may go on as if it began there.
  var periodEnds: PlaceSet
  var periods: [Span] = []
  var regionStarts: PlaceSet
  var ordinalStarts: PlaceSet
  var blocked: SpanSet

  /// A period begins here, or behind a quotation mark that stands here: 同“五五”时期.
  func touchesPeriod(_ at: Int, _ input: TagInput) -> Bool {
    periodStarts.contains(at) || at < input.units.count && input.units[at] == 0x201C && periodStarts.contains(at + 1)
  }

  /// Where a cue may end that touches what follows it.
  func placesTouched(_ input: TagInput) -> PlaceSet {
    var places = numberStarts
    places.formUnion(periodStarts)
    places.formUnion(regionStarts)
    places.formUnion(ordinalStarts)
    for period in periods where period.start > 0 && input.units[period.start - 1] == 0x201C {
      places.insert(period.start - 1)
    }
    return places
  }

  init(quantities: [Quantity], periods: [Period], entities: [Entity], units: UnsafeBufferPointer<UInt16>) {
    numberStarts = PlaceSet(count: units.count)
    (numberEnds, periodStarts, periodEnds) = (numberStarts, numberStarts, numberStarts)
    (regionStarts, ordinalStarts) = (numberStarts, numberStarts)
    for quantity in quantities {
      numberStarts.insert(quantity.span.start)
      // 达到 83%: a space parts nothing.
      if quantity.span.start > 0, units[quantity.span.start - 1] == 0x20 {
        numberStarts.insert(quantity.span.start - 1)
      }
      numberEnds.insert(quantity.span.end)
      if quantity.dimension == .ordinal { ordinalStarts.insert(quantity.span.start) }
    }
    self.periods = periods.map(\.span)
    for period in periods {
      periodStarts.insert(period.span.start)
      periodEnds.insert(period.span.end)
    }
    for entity in entities where entity.type == .region || entity.type == .organisation || entity.type == .facility {
      periodEnds.insert(entity.span.end)
      if entity.type == .region { regionStarts.insert(entity.span.start) }
    }
    blocked = SpanSet(
      quantities.map(\.span) + periods.map(\.span)
        + entities.filter { $0.type != .industry && $0.type != .plan }.map(\.span))
  }
}
