import Records
import Rules
import Text

extension SentenceResolver {
  /// What a change is measured against, and at which prices.
  func resolveBasis(_ it: inout Observation, _ at: Int, _ clause: Int) {
    guard it.measure == .growth || it.measure == .delta else { return }
    resolvePrice(&it, clause..<at)
    // Against another area, not another time.
    let over = tokens[clause..<at].last { $0.symbol == symbols.over || $0.symbol == symbols.under }
    if let over, comparedPeriod(before: at) ?? -1 < clause,
      it.roles.contains(where: { $0.name == .cue && $0.span == over.span })
    {
      return
    }
    if let basis = stated(clause..<at, &it) {
      it.basis = basis
      it.isBasisStated = true
      if basis == .annualAverage, let review = reviewTime(it) {
        it.periodStart = review.start
        it.timePeriod = Records.timePeriod(start: it.periodStart, end: it.periodEnd, granularity: nil)
      }
      return
    }
    // A comparison at the head of a list holds for all of it.
    if let compared = comparedPeriod(before: clause),
      let basis = basis(against: compared, it)
    {
      it.basis = basis
      it.basisPeriod = basis == .since ? basisText(compared) : nil
      return
    }
    guard let start = it.periodStart, let end = it.periodEnd else { return }
    let years = end.date.year - start.date.year
    it.basis = years > 1 ? .since : .yoy
  }

  private func stated(_ range: Range<Int>, _ it: inout Observation) -> Observation.Basis? {
    for at in range.reversed() {
      let token = tokens[at]
      let basis: Observation.Basis? =
        switch token.symbol {
        case symbols.yoy: .yoy
        case symbols.mom: .mom
        case symbols.qoq: .qoq
        case symbols.annual, symbols.perYear: .annualAverage
        default: nil
        }
      if let basis {
        it.roles.append(.init(.basis, token.span))
        return basis
      }
      if token.symbol == symbols.period, document.periods[Int(token.tag)].kind == .cycle {
        it.roles.append(.init(.basis, token.span))
        return .annualAverage
      }
      if token.symbol == symbols.period, previous(at) == symbols.than, let basis = self.basis(against: at, it) {
        it.roles.append(.init(.basis, token.span))
        if basis == .since { it.basisPeriod = basisText(at) }
        return basis
      }
    }
    return nil
  }

  /// The basis that a compared period makes: the stretch of the same length just before is a year or a month ago.
  private func basis(against at: Int, _ it: Observation) -> Observation.Basis? {
    let base = document.periods[Int(tokens[at].tag)]
    if base.kind == .pointInPast { return .since }
    guard let start = base.start?.date, let end = base.end?.date else {
      return base.kind == .length ? nil : .yoy
    }
    guard let mine = it.periodStart?.date, let last = it.periodEnd?.date else {
      return base.grounding == .explicit ? .since : base.granularity == .month ? .mom : .yoy
    }
    // 上年 of a text on the past year is the year before that one, whatever the document's date makes of it.
    if start == mine, end == last { return .yoy }
    if base.granularity == .day || base.kind == .lookBack { return .since }
    if start.adding(years: 1) == mine,
      end.adding(years: 1) == last || base.granularity == .year && last.dayNumber - mine.dayNumber <= 366
    {
      return .yoy
    }
    if base.granularity == .month, start.adding(months: 1) == mine { return .mom }
    if base.granularity == .quarter, start.adding(months: 3) == mine { return .qoq }
    if start.year == mine.year - 1, base.granularity == .year, last.dayNumber - mine.dayNumber <= 366 { return .yoy }
    return .since
  }

  private func basisText(_ at: Int) -> String? {
    let base = document.periods[Int(tokens[at].tag)]
    return base.timePeriod ?? base.start?.description
  }

  private func resolvePrice(_ it: inout Observation, _ range: Range<Int>) {
    for token in tokens[..<range.upperBound].suffix(12) {
      if token.symbol == symbols.constant { it.price = .constant }
      if token.symbol == symbols.current { it.price = .current }
    }
  }
}
