import Records
import Text

/// A period as it is read, with the stretch of the calendar that it names.
struct GroundedPeriod {
  var period: Period
  /// Nil where nothing grounds it.
  var stretch: Stretch?
}

/// One document's walk: reads chains, joins them, grounds them, and remembers which period the text speaks of.
struct PeriodWalk {
  let reader: PeriodReader
  let links: PeriodLinks
  let text: UnsafeBufferPointer<UInt16>
  let blocks: [Block]
  /// The document's date.
  private(set) var document: CalendarDate?

  /// The nearest earlier period of the calendar in this paragraph, or else in the heading above.
  private(set) var context: Stretch?
  /// The nearest earlier stretch of several years in this paragraph.
  private(set) var longContext: Stretch?
  private var headingContext: Stretch?
  /// The last period that the text dates itself, where the document has no date: its year holds on.
  private var datedContext: Stretch?
  private var headingLevel = 0
  /// The end of a 截至目前 that stands just before, and its row.
  private var upToNow: (end: Int, row: RowID)?
  private var periods: [Period] = []
  private var block = -1
  private var blockEnd = 0

  init(reader: PeriodReader, links: PeriodLinks, input: TagInput) {
    self.reader = reader
    self.links = links
    text = input.units
    blocks = input.blocks
    document = input.metadata.date
  }

  /// All periods, in text order. One pass over UTF-16 units.
  mutating func run() -> [Period] {
    if document == nil { document = dateline() }
    var places = PeriodStarts.Places(reader.trie.starts, text)
    var at = places.next(from: 0)
    while at < text.count {
      defer { at = places.next(from: at) }
      guard let chain = reader.chain(text, at: at, limit: text.count) else {
        at += 1
        continue
      }
      enterBlock(at)
      at = max(at + 1, read(chain))
    }
    return periods
  }

  // MARK: Where the walk is

  /// The first full date of a line that gives the day of publication.
  private func dateline() -> CalendarDate? {
    for block in blocks where block.kind == .dateline || block.kind == .sourceLine {
      var at = block.span.start
      while at < min(block.span.end, text.count) {
        defer { at += 1 }
        guard let chain = reader.chain(text, at: at, limit: block.span.end) else { continue }
        var grounder = PeriodGrounder(parts: reader.parts, document: nil, context: nil)
        if let found = grounder.stretch(of: chain.links), found.unit >= .day { return found.start }
      }
    }
    return nil
  }

  private mutating func enterBlock(_ at: Int) {
    guard at >= blockEnd else { return }
    while block + 1 < blocks.count, blockEnd <= at {
      block += 1
      blockEnd = blocks[block].span.end
      // A heading below the one that named a year leaves it.
      if blocks[block].kind == .heading, blocks[block].level <= headingLevel { headingContext = nil }
    }
    if blockEnd <= at { blockEnd = text.count }
    // The headers of a table speak for its rows and columns, not for one another.
    context = headingContext ?? (isInTable ? nil : datedContext)
    longContext = nil
  }

  private var isInTable: Bool { block >= 0 && block < blocks.count && blocks[block].kind == .tableCell }

  // MARK: One period

  /// Reads what stands around a chain, and keeps the period; where reading goes on.
  private mutating func read(_ chain: PeriodChain) -> Int {
    let last = reader.last(of: chain)
    guard !last.isStop else { return chain.end }
    var found = ground(chain)
    if let range = range(from: chain, found) {
      keep(range.found, of: chain)
      return max(range.end, chain.end)
    }
    reachToNow(&found)
    let end = openEnds(of: &found, last)
    keep(found, of: chain)
    upToNow = last.isUpToNow ? (found.period.span.end, last.row) : nil
    return max(end, chain.end)
  }

  /// 截至目前,本年度: the current year as far as it has gone.
  private func reachToNow(_ found: inout GroundedPeriod) {
    guard let upToNow, found.period.span.start - upToNow.end <= 2, found.period.grounding == .document, let document,
      let current = found.stretch, current.start <= document, document < current.end
    else { return }
    found.stretch?.end = document.adding(days: 1)
    found.period.end = Moment(document.adding(days: 1))
    found.period.rule.add(upToNow.row)
  }

  // MARK: What the text speaks of

  private mutating func keep(_ found: GroundedPeriod, of chain: PeriodChain) {
    var period = found.period
    // Quotes stand outside, or both inside: “十三五”末.
    if period.span.start > 0, Quotes.opens(text[period.span.start - 1]),
      text[period.span.start..<period.span.end].contains(where: { Quotes.closes($0) })
    {
      period.span.start -= 1
    }
    periods.append(period)
    guard let stretch = found.stretch else { return }
    if stretch.start.adding(years: 2) <= stretch.end, !stretch.isOpen { longContext = stretch }
    guard canBeSpokenOf(period, of: chain) else { return }
    context = stretch
    if document == nil, period.grounding == .explicit, !isInTable { datedContext = stretch }
    if block >= 0, block < blocks.count, blocks[block].kind == .heading, headingContext == nil {
      headingContext = stretch
      headingLevel = blocks[block].level
    }
  }

  /// Whether what follows may take its year from this period: not where it is what another one is compared with, nor
  /// where it is open, nor where it was itself counted from the one before (上年).
  private func canBeSpokenOf(_ period: Period, of chain: PeriodChain) -> Bool {
    let isAsOf = period.span.start < chain.start
    guard period.kind == .calendar || period.kind == .festival, period.end != nil, period.start != nil || isAsOf,
      links.inFront(text, of: period.span.start)?.link.kind != .comparison,
      links.behind(text, at: period.span.end)?.link.kind != .compared
    else { return false }
    return !chain.links.contains { link in
      reader.parts[link.part].sets.contains { $0.base == .context && $0.constant != 0 }
    }
  }
}

/// The quotation marks that the name of a plan stands in.
enum Quotes {
  static func opens(_ unit: UInt16) -> Bool { unit == 0x201C || unit == 0x22 || unit == 0x300C }
  static func closes(_ unit: UInt16) -> Bool { unit == 0x201D || unit == 0x22 || unit == 0x300D }
}
