import Records
import Text

/// One document's walk: reads chains, joins them, grounds them, and remembers which period the text speaks of.
struct PeriodWalk {
  let reader: PeriodReader
  let links: PeriodLinks
  let text: UnsafeBufferPointer<UInt16>
  let blocks: [Block]
  var document: CalendarDate?

  private var periods: [Period] = []
  /// The nearest earlier period of the calendar in this paragraph, or else in the heading above.
  private var context: Stretch?
  private var headingContext: Stretch?
  private var headingLevel = 0
  /// The nearest earlier stretch of several years in this paragraph.
  private var longContext: Stretch?
  /// The end of a 截至目前 that stands just before.
  private var upToNow: (end: Int, row: RowID)?
  private var block = -1
  private var blockEnd = 0

  init(reader: PeriodReader, links: PeriodLinks, input: TagInput) {
    self.reader = reader
    self.links = links
    text = input.units
    blocks = input.blocks
    document = input.metadata.date
  }

  mutating func run() -> [Period] {
    if document == nil { document = dateline() }
    var at = 0
    let count = text.count
    while at < count {
      guard let chain = reader.chain(text, at: at, limit: count) else {
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
      while at < block.span.end {
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
    context = headingContext
    longContext = nil
  }

  // MARK: One period

  /// Reads what stands around a chain, and keeps the period; where reading goes on.
  private mutating func read(_ chain: PeriodChain) -> Int {
    guard let last = chain.links.last, !reader.parts[last.part].isStop else { return chain.resume }
    if let end = readRange(chain) { return end }
    var period = plain(chain)
    var stretch = period.stretch
    reachToNow(&period.period, &stretch)
    let end = close(&period.period, &stretch, part: reader.parts[last.part])
    keep(period.period, stretch, of: chain)
    let part = reader.parts[last.part]
    upToNow = part.isUpToNow ? (period.period.span.end, part.row) : nil
    return max(end, chain.resume)
  }

  /// 截至目前,本年度: the current year as far as it has gone.
  private func reachToNow(_ period: inout Period, _ stretch: inout Stretch?) {
    guard let upToNow, period.span.start - upToNow.end <= 2, period.grounding == .document, let document,
      let current = stretch, current.start <= document, document < current.end
    else { return }
    stretch?.end = document.adding(days: 1)
    period.end = Moment(document.adding(days: 1))
    period.rule.add(upToNow.row)
  }

  /// A period of one chain, and its stretch.
  private func plain(_ chain: PeriodChain) -> (period: Period, stretch: Stretch?) {
    var grounder = PeriodGrounder(parts: reader.parts, document: document, context: context)
    grounder.longContext = longContext
    var description = describe(chain)
    if description.kind == .festival, let word = atHand(chain) {
      grounder.isAtHand = true
      if word.kind == .during { description.rule.add(word.row) }
    }
    let isDated = description.kind != .length && description.kind != .cycle
    let stretch = isDated ? grounder.stretch(of: chain.links) : nil
    var period = description
    period.grounding = stretch == nil ? .none : grounder.grounding
    set(stretch, on: &period)
    return (period, stretch)
  }

  /// The word behind a festival that tells of it as at hand.
  private func atHand(_ chain: PeriodChain) -> PeriodLink? {
    let end = chain.end < text.count && Quotes.closes(text[chain.end]) ? chain.end + 1 : chain.end
    guard let word = links.behind(text, at: end, limit: text.count) else { return nil }
    return word.link.kind == .during || word.link.kind == .after ? word.link : nil
  }

  private func set(_ stretch: Stretch?, on period: inout Period) {
    guard let stretch else { return }
    period.start = stretch.firstMoment
    period.end = stretch.isOpen ? nil : stretch.lastMoment
    if period.granularity == .year, stretch.start.adding(months: 12) < stretch.end { period.granularity = .multiYear }
  }

  /// What the words of a chain say, dates apart.
  private func describe(_ chain: PeriodChain) -> Period {
    var rule = RuleTrail()
    for link in chain.links { rule.add(reader.parts[link.part].row) }
    let first = reader.parts[chain.links[0].part]
    let last = reader.parts[chain.links[chain.links.count - 1].part]
    var kind = first.kind == .cycle ? .cycle : last.kind
    if kind == .wholeYear, chain.links.count > 1 { kind = .calendar }
    var period = Period(span: Span(chain.start, chain.end), grounding: .none, kind: kind, rule: rule)
    period.granularity = last.unit.granularity
    if first.unit.isLength { period.duration = PeriodLength.duration(of: chain.links, reader.parts) }
    period.isOfYearSpokenOf = first.sets.contains { $0.base == .context && $0.field == .year && $0.constant == 0 }
    if first.kind == .cycle { period.recurrence = PeriodLength.recurrence(of: chain.links[0], reader.parts) }
    return period
  }

  // MARK: Ranges

  /// 2016年至2018年, 3月5日至8日: one period, from the start of the first to the end of the second.
  private mutating func readRange(_ chain: PeriodChain) -> Int? {
    let first = plain(chain)
    guard first.period.kind == .calendar || first.period.kind == .festival || first.period.kind == .cycle,
      let behind = links.behind(text, at: skipSpace(chain.end), limit: text.count),
      behind.link.kind == .range || behind.link.kind == .between,
      let second = reader.chain(text, at: skipSpace(behind.resume), limit: text.count, isContinued: true),
      let last = second.links.last, second.start >= behind.resume
    else { return nil }
    let kind = describe(second).kind
    guard !reader.parts[last.part].isStop, kind == .calendar || kind == .festival || kind == .now else { return nil }
    var end = second.end
    var within: PeriodLink?
    if let word = links.behind(text, at: end, limit: text.count), word.link.kind == .within {
      within = word.link
      if behind.link.kind == .between { end = word.spanEnd }
    }
    if behind.link.kind == .between, within == nil { return nil }

    var grounder = PeriodGrounder(
      parts: reader.parts, document: document, context: context, opening: first.stretch)
    let closing = grounder.stretch(of: second.links)
    var period = first.period
    period.span.end = end
    period.rule.add(behind.link.row)
    if let within { period.rule.add(within.row) }
    period.rule.add(describe(second).rule)
    if period.kind == .cycle {
      keep(period, nil, of: chain)
      return end
    }
    period.kind = .calendar
    guard let opening = first.stretch, let closing else {
      // With nothing to ground it the range still is one: two halves that stand in one unit.
      guard first.stretch == nil, closing == nil else { return nil }
      keep(period, nil, of: chain)
      return end
    }
    guard var joined = opening.joined(to: closing) else { return nil }
    joined.unit = max(opening.unit, closing.unit)
    period.granularity = joined.unit.granularity
    set(joined, on: &period)
    var stretch: Stretch? = joined
    let closed = close(&period, &stretch, part: reader.parts[last.part], isRange: true)
    keep(period, stretch, of: chain)
    return max(end, closed)
  }

  // MARK: Open ends

  /// Takes 以来, 以前 and 截至 into a period; where it ends then.
  private func close(_ period: inout Period, _ stretch: inout Stretch?, part: PeriodPart, isRange: Bool = false) -> Int {
    let isOpenEnded = openStart(&period) && !isRange
    guard period.kind != .now, period.kind != .vague, period.kind != .cycle, period.kind != .length,
      let word = linkBehind(period, part)
    else { return isOpenEnded ? leaveOpen(&period) : period.span.end }
    switch word.link.kind {
    case .since, .toNow:
      period.end = nil
      if let document, let start = stretch?.start, start <= document,
        period.grounding == .document || word.link.kind == .toNow
          || period.grounding == .context && start.year == document.year
      {
        period.end = Moment(document.adding(days: 1))
        stretch?.end = document.adding(days: 1)
      }
    case .from: period.end = nil
    case .after:
      period.start = period.end
      period.end = nil
    case .before:
      if !part.isEnd { period.end = period.start }
      period.start = nil
    case .until: period.start = nil
    default: return isOpenEnded ? leaveOpen(&period) : period.span.end
    }
    if period.kind == .wholeYear || period.kind == .pointInPast { period.kind = .calendar }
    period.span.end = word.spanEnd
    period.rule.add(word.link.row)
    return word.resume
  }

  /// The word behind a period, behind the quotes of a plan too (“十三五”以来).
  private func linkBehind(_ period: Period, _ part: PeriodPart) -> (link: PeriodLink, spanEnd: Int, resume: Int)? {
    let end = period.span.end
    if let word = links.behind(text, at: skipSpace(end), limit: text.count) { return word }
    guard part.unit == .era, end < text.count, Quotes.closes(text[end]) else { return nil }
    return links.behind(text, at: end + 1, limit: text.count)
  }

  /// Takes 截至 into the span; true where a word in front (自) leaves the end open.
  private func openStart(_ period: inout Period) -> Bool {
    guard period.kind != .length, period.kind != .cycle, period.kind != .vague, period.kind != .now,
      let front = links.inFront(text, of: period.span.start)
    else { return false }
    if front.link.kind == .open { return true }
    guard front.link.kind == .asOf else { return false }
    period.span.start = front.start
    if period.start?.second != nil { period.end = period.start }
    period.start = nil
    period.rule.add(front.link.row)
    if period.kind == .wholeYear || period.kind == .pointInPast { period.kind = .calendar }
    return false
  }

  /// 自2018年: from its start on, for nothing closed it.
  private func leaveOpen(_ period: inout Period) -> Int {
    period.end = nil
    if let front = links.inFront(text, of: period.span.start) { period.rule.add(front.link.row) }
    return period.span.end
  }

  private func skipSpace(_ at: Int) -> Int {
    at + 1 < text.count && text[at] == 0x20 && text[at + 1] != 0x20 ? at + 1 : at
  }

  // MARK: What the text speaks of

  private mutating func keep(_ period: Period, _ stretch: Stretch?, of chain: PeriodChain) {
    var period = period
    // Quotes stand outside, or both inside: “十三五”末.
    if period.span.start > 0, Quotes.opens(text[period.span.start - 1]),
      text[period.span.start..<period.span.end].contains(where: { Quotes.closes($0) })
    {
      period.span.start -= 1
    }
    periods.append(period)
    guard let stretch else { return }
    if stretch.start.adding(years: 2) <= stretch.end, !stretch.isOpen { longContext = stretch }
    guard canBeSpokenOf(period, of: chain) else { return }
    context = stretch
    if block >= 0, block < blocks.count, blocks[block].kind == .heading, headingContext == nil {
      headingContext = stretch
      headingLevel = blocks[block].level
    }
  }
}

extension PeriodWalk {
  /// Whether what follows may take its year from this period: not where it is what another one is compared with, nor
  /// where it is open, nor where it was itself counted from the one before (上年).
  private func canBeSpokenOf(_ period: Period, of chain: PeriodChain) -> Bool {
    let isAsOf = period.span.start < chain.start
    guard period.kind == .calendar || period.kind == .festival, period.end != nil, period.start != nil || isAsOf,
      links.inFront(text, of: period.span.start)?.link.kind != .comparison,
      links.behind(text, at: period.span.end, limit: text.count)?.link.kind != .compared
    else { return false }
    return !chain.links.contains { link in
      reader.parts[link.part].sets.contains { $0.base == .context && $0.constant != 0 }
    }
  }
}

/// The quotation marks that the name of a plan stands in.
private enum Quotes {
  static func opens(_ unit: UInt16) -> Bool { unit == 0x201C || unit == 0x22 || unit == 0x300C }
  static func closes(_ unit: UInt16) -> Bool { unit == 0x201D || unit == 0x22 || unit == 0x300D }
}

extension Stretch {
  var firstMoment: Moment {
    guard let startSecond else { return Moment(start) }
    return startSecond < 86_400 ? Moment(start, second: startSecond) : Moment(start.adding(days: 1), second: startSecond - 86_400)
  }

  var lastMoment: Moment {
    guard let endSecond else { return Moment(end) }
    return endSecond < 86_400 ? Moment(lastDay, second: endSecond) : Moment(end, second: endSecond - 86_400)
  }

  /// From the start of this one to the end of another; nil where that one ends before.
  func joined(to other: Stretch) -> Stretch? {
    guard start <= other.start, start < other.end else { return nil }
    var out = self
    out.end = other.end
    out.endSecond = other.endSecond
    if out.startSecond != nil, out.endSecond == nil { out.startSecond = nil }
    return out
  }
}
