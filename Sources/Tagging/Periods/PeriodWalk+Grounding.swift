import Records
import Text

// From the words of a chain to a period with dates.
extension PeriodWalk {
  /// The period of one chain.
  func ground(_ chain: PeriodChain) -> GroundedPeriod {
    var grounder = PeriodGrounder(parts: reader.parts, document: document, context: context)
    grounder.longContext = longContext
    var period = describe(chain)
    if period.kind == .festival, let word = atHand(chain) {
      grounder.isAtHand = true
      if word.kind == .during { period.rule.add(word.row) }
    }
    let isDated = period.kind != .length && period.kind != .cycle
    let stretch = isDated ? grounder.stretch(of: chain.links) : nil
    period.grounding = stretch == nil ? .none : grounder.grounding
    period.take(stretch)
    return GroundedPeriod(period: period, stretch: stretch)
  }

  /// The word behind a festival that tells of it as at hand.
  private func atHand(_ chain: PeriodChain) -> PeriodLink? {
    let end = chain.end < text.count && Quotes.closes(text[chain.end]) ? chain.end + 1 : chain.end
    guard let word = links.behind(text, at: end) else { return nil }
    return word.link.kind == .during || word.link.kind == .after ? word.link : nil
  }

  /// What the words of a chain say, dates apart.
  func describe(_ chain: PeriodChain) -> Period {
    var rule = RuleTrail()
    for link in chain.links { rule.add(reader.parts[link.part].row) }
    let first = reader.first(of: chain)
    let last = reader.last(of: chain)
    var kind = first.kind == .cycle ? .cycle : last.kind
    if kind == .wholeYear, chain.links.count > 1 { kind = .calendar }
    var period = Period(span: Span(chain.start, chain.end), grounding: .none, kind: kind, rule: rule)
    period.granularity = last.unit.granularity
    if first.unit.isLength { period.duration = PeriodLength.duration(of: chain.links, reader.parts) }
    period.isOfYearSpokenOf = first.sets.contains { $0.base == .context && $0.field == .year && $0.constant == 0 }
    if first.kind == .cycle { period.recurrence = PeriodLength.recurrence(of: chain.links[0], reader.parts) }
    return period
  }
}

extension Period {
  /// Takes over the dates of a stretch.
  mutating func take(_ stretch: Stretch?) {
    guard let stretch else { return }
    start = stretch.firstMoment
    end = stretch.isOpen ? nil : stretch.lastMoment
    if granularity == .year, stretch.start.adding(months: 12) < stretch.end { granularity = .multiYear }
  }
}
