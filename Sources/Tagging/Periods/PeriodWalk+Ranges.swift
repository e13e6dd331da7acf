import Records
import Text

// 2016年至2018年, 3月5日至8日, 下午3时至5时: one period, from the start of the first to the end of the second.
extension PeriodWalk {
  /// The range that a chain opens, and where reading goes on; nil where it opens none.
  func range(from chain: PeriodChain, _ first: GroundedPeriod) -> (found: GroundedPeriod, end: Int)? {
    guard [.calendar, .festival, .cycle].contains(first.period.kind),
      let word = links.behind(text, at: skipSpace(chain.end)), word.link.kind == .range || word.link.kind == .between,
      let second = closing(chain, at: skipSpace(word.end))
    else { return nil }
    var period = first.period
    period.span.end = second.end
    period.rule.add(word.link.row)
    let within = links.behind(text, at: second.end).flatMap { $0.link.kind == .within ? $0 : nil }
    if word.link.kind == .between {
      // 三月和九月 are two, 三月和九月之间 is one.
      guard let within else { return nil }
      period.span.end = within.end
      period.rule.add(within.link.row)
    }
    period.rule.add(describe(second).rule)
    guard period.kind != .cycle else { return (GroundedPeriod(period: period), period.span.end) }
    period.kind = .calendar
    return dated(period, first.stretch, second)
  }

  /// The chain that closes a range: one of its own, or one that goes on below a piece of the first.
  private func closing(_ first: PeriodChain, at: Int) -> PeriodChain? {
    let second =
      reader.chain(text, at: at, limit: text.count, isContinued: true)
      ?? reader.chain(text, at: at, limit: text.count, completing: first)
    guard let second, second.start >= at, !reader.last(of: second).isStop else { return nil }
    return [.calendar, .festival, .now].contains(describe(second).kind) ? second : nil
  }

  private func dated(
    _ period: Period, _ opening: Stretch?, _ second: PeriodChain
  ) -> (found: GroundedPeriod, end: Int)? {
    var grounder = PeriodGrounder(parts: reader.parts, document: document, context: context, opening: opening)
    let closing = grounder.stretch(of: second.links)
    guard let opening, let closing else {
      // With nothing to ground it the range still is one.
      guard opening == nil, closing == nil else { return nil }
      return (GroundedPeriod(period: period), period.span.end)
    }
    guard var joined = opening.joined(to: closing) else { return nil }
    joined.unit = max(opening.unit, closing.unit)
    var found = GroundedPeriod(period: period, stretch: joined)
    found.period.granularity = joined.unit.granularity
    found.period.take(joined)
    let end = openEnds(of: &found, reader.last(of: second), isRange: true)
    return (found, max(end, period.span.end))
  }

  /// Behind a single space, if one stands there.
  func skipSpace(_ at: Int) -> Int {
    at + 1 < text.count && text[at] == 0x20 && text[at + 1] != 0x20 ? at + 1 : at
  }
}
