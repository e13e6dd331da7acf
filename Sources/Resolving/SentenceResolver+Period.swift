import Records
import Rules
import Text

extension SentenceResolver {
  /// The period that an observation holds for: its own words, then the nearest before it in the order of the table.
  func resolvePeriod(_ it: inout Observation, _ at: Int, _ clause: Int) {
    for origin in resolver.tables.periods {
      guard let found = time(origin.finder, at, clause, it) else { continue }
      it.rule.add(origin.row)
      it.timeFrom = origin.from
      set(found, on: &it, at, clause)
      return
    }
  }

  private func time(
    _ finder: ResolvingTables.Finder, _ at: Int, _ clause: Int, _ it: Observation
  ) -> DocumentContext.Time? {
    switch finder {
    case .clause: return time(in: clause..<at, it)
    case .sentence: return time(in: 0..<clause, it, isOwn: false)
    case .paragraph: return context.period
    case .section, .document:
      return resolver.tables.says("timeless", it.indicatorName ?? "") ? nil : context.section
    }
  }

  /// The nearest period to the left that is not the base of a comparison.
  private func time(in range: Range<Int>, _ it: Observation, isOwn: Bool = true) -> DocumentContext.Time? {
    for at in range.reversed() where tokens[at].symbol == symbols.period {
      let period = document.periods[Int(tokens[at].tag)]
      if period.kind == .length || period.kind == .cycle || period.kind == .clock { continue }
      if isBase(at) { continue }
      // 从1978年到1985年八年间: the length repeats what the range before it says.
      if period.kind == .lookBack, at > 0, tokens[at - 1].symbol == symbols.period, !isBase(at - 1) { continue }
      // 近年 in the course of a sentence says nothing of what comes after it.
      if period.kind == .vague, !isOwn, at > 1 { continue }
      if period.isOfYearSpokenOf, period.granularity == .year, !hasYear(before: at),
        let section = context.genre == nil ? (period.grounding == .document ? context.year : nil) : context.section
      {
        return .init(
          start: section.start, end: section.end, granularity: section.granularity, kind: section.kind,
          span: period.span)
      }
      if period.start == nil, period.end == nil, period.kind != .now, period.kind != .vague { continue }
      return .init(
        start: period.start, end: period.end, asOf: period.asOf, granularity: period.granularity, kind: period.kind,
        span: period.span)
    }
    return nil
  }

  /// The sentence names a year itself before a token.
  private func hasYear(before at: Int) -> Bool {
    tokens[..<at].contains { token in
      token.symbol == symbols.period && document.periods[Int(token.tag)].grounding == .explicit
    }
  }

  /// The period is what something is compared with (`比上年`), or the time of a first level (`由1980年的…`).
  func isBase(_ at: Int) -> Bool {
    if previous(at) == symbols.than { return true }
    // 增幅高于去年,其中…: nothing of that year follows.
    if previous(at) == symbols.over || previous(at) == symbols.under {
      return at + 1 == tokens.count || isBorder(at + 1)
    }
    let next = at + 1 < tokens.count ? tokens[at + 1].symbol : nil
    if next == symbols.of, at + 2 < tokens.count, tokens[at + 2].symbol == symbols.quantity { return true }
    return previous(at) == symbols.from && at + 1 < tokens.count && tokens[at + 1].symbol == symbols.quantity
  }

  /// An average over years that only names the last of them is that of the review: 1987年达到…,平均每年增长….
  func reviewTime(_ it: Observation) -> DocumentContext.Time? {
    guard let review = context.review, let end = it.periodEnd, end == review.end, it.periodStart != review.start else {
      return nil
    }
    return review
  }

  private func set(_ time: DocumentContext.Time, on it: inout Observation, _ at: Int, _ clause: Int) {
    if let span = time.span { it.roles.append(.init(.period, span)) }
    var (start, end) = (time.start, time.end)
    if time.kind == .now {
      it.timeFrom = .implied
      start = context.date.map { Moment($0) }
      end = context.date.map { Moment($0.adding(days: 1)) }
    }
    if it.isFromLevel {
      (start, end) = baseTime(time, at, clause) ?? (start, end)
    } else if it.measure == .level || it.measure == .share || hasFromBefore(at, clause), let first = start,
      let last = end,
      isSeveralYears(first, last), holdsForLastYear(it, time, at, clause)
    {
      start = Moment(CalendarDate(last.date.year - 1))
    }
    it.periodStart = start
    it.periodEnd = end
    let isWhole = start == time.start && end == time.end
    it.timePeriod = Records.timePeriod(
      start: start ?? (isWhole ? time.asOf : nil), end: end, granularity: isWhole ? time.granularity : nil)
  }

  private func isSeveralYears(_ start: Moment, _ end: Moment) -> Bool {
    start.date.month == 1 && start.date.day == 1 && end.date.month == 1 && end.date.day == 1
      && end.date.year - start.date.year > 1
  }

  /// A stock that a review of several years reached, and the second of two levels.
  private func holdsForLastYear(_ it: Observation, _ time: DocumentContext.Time, _ at: Int, _ clause: Int) -> Bool {
    if hasFromBefore(at, clause) { return !hasComparedPeriod(at) }
    guard time.kind == .lookBack || time.kind == .plan else { return false }
    // A thing that is counted behind the number was done over the years.
    if let name = it.roles.first(where: { $0.name == .indicator }), name.span.start > it.span.start { return false }
    let name = it.indicatorName ?? ""
    if resolver.tables.says("flow", name) { return false }
    if it.unit == "%" || resolver.tables.says("stock", name) { return true }
    return time.kind == .lookBack && (previous(at) == symbols.reach || previous(at) == symbols.cover)
  }

  private func hasFromBefore(_ at: Int, _ clause: Int) -> Bool {
    tokens[clause..<at].contains { $0.symbol == symbols.from }
      && tokens[clause..<at].contains { $0.symbol == symbols.quantity }
  }

  private func hasComparedPeriod(_ at: Int) -> Bool { comparedPeriod(before: at) != nil }

  /// The period behind 比 or 同 nearest before a token.
  func comparedPeriod(before at: Int) -> Int? {
    tokens[..<at].indices.last { tokens[$0].symbol == symbols.period && previous($0) == symbols.than }
  }

  /// When the first of two levels held: its own period, the one that is compared with, the first year of a range, the year
  /// before a review or a year.
  private func baseTime(_ time: DocumentContext.Time, _ at: Int, _ clause: Int) -> (Moment?, Moment?)? {
    let own = tokens[clause..<at].indices.last {
      tokens[$0].symbol == symbols.period && isBase($0) && previous($0) != symbols.than
    }
    if let own, document.periods[Int(tokens[own].tag)].start != nil {
      let period = document.periods[Int(tokens[own].tag)]
      // 上年 of a text on the past year is the year before it.
      if period.start == time.start, period.end == time.end, let start = time.start, let end = time.end {
        return (Moment(start.date.adding(years: -1)), Moment(end.date.adding(years: -1)))
      }
      return (period.start, period.end)
    }
    if let base = comparedPeriod(before: at) {
      let period = document.periods[Int(tokens[base].tag)]
      if period.start != nil { return (period.start, period.end) }
    }
    guard let start = time.start, let end = time.end else { return nil }
    if isSeveralYears(start, end), time.kind == .calendar {
      return (start, Moment(CalendarDate(start.date.year + 1)))
    }
    return (Moment(CalendarDate(start.date.year - 1)), Moment(CalendarDate(start.date.year)))
  }
}
