import Records
import Text

// 2018年以来, 2025年前, 截至10月底, 自2018年: periods with an end that is open.
extension PeriodWalk {
  /// Takes the words in front of a period and behind it into account; where reading goes on.
  ///
  /// `last`: its last piece.
  func openEnds(of found: inout GroundedPeriod, _ last: PeriodPart, isRange: Bool = false) -> Int {
    guard ![.now, .vague, .cycle, .length].contains(found.period.kind) else { return found.period.span.end }
    let front = links.inFront(text, of: found.period.span.start)
    if let front, front.link.kind == .asOf { takeAsOf(front, &found.period) }
    guard let word = linkBehind(found.period, last), take(word.link.kind, &found, last) else {
      if let front, front.link.kind == .open, !isRange {
        found.period.end = nil
        found.period.rule.add(front.link.row)
      }
      return found.period.span.end
    }
    makePlain(&found.period)
    found.period.span.end = word.end
    found.period.rule.add(word.link.row)
    return word.end
  }

  /// The word behind a period, behind the quotes of a plan too (“十三五”以来).
  private func linkBehind(_ period: Period, _ last: PeriodPart) -> PeriodLinks.Found? {
    let end = period.span.end
    if let word = links.behind(text, at: skipSpace(end)) { return word }
    guard last.unit == .era, end < text.count, Quotes.closes(text[end]) else { return nil }
    return links.behind(text, at: end + 1)
  }

  private func takeAsOf(_ front: (link: PeriodLink, start: Int), _ period: inout Period) {
    period.span.start = front.start
    if period.start?.second != nil { period.end = period.start }
    period.asOf = period.start
    period.start = nil
    period.rule.add(front.link.row)
    makePlain(&period)
  }

  /// Opens the end that a word opens; false where it opens none.
  private func take(_ kind: PeriodLink.Kind, _ found: inout GroundedPeriod, _ last: PeriodPart) -> Bool {
    switch kind {
    case .since, .toNow:
      found.period.end = nil
      if let document, let start = found.stretch?.start, start <= document, reachesToday(kind, found.period, start) {
        found.period.end = Moment(document.adding(days: 1))
        found.stretch?.end = document.adding(days: 1)
      }
    case .from: found.period.end = nil
    case .after:
      found.period.start = found.period.end
      found.period.end = nil
    case .before:
      // 年底前 is until the end of that year, 2018年前 until its start.
      if !last.isEnd { found.period.end = found.period.start }
      found.period.start = nil
    case .until: found.period.start = nil
    default: return false
    }
    return true
  }

  /// 今年以来 ends with the document's day; 2018年以来 is left open.
  private func reachesToday(_ kind: PeriodLink.Kind, _ period: Period, _ start: CalendarDate) -> Bool {
    kind == .toNow || period.grounding == .document || period.grounding == .context && start.year == document?.year
  }

  /// With an open end 年初 and 年内 are dates like others.
  private func makePlain(_ period: inout Period) {
    if period.kind == .wholeYear || period.kind == .pointInPast { period.kind = .calendar }
  }
}
