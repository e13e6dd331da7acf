import Records

/// Finds the dates of a chain: what its words say, and for what they leave open the text around or the document's date.
struct PeriodGrounder {
  let parts: [PeriodPart]
  /// The document's date.
  let document: CalendarDate?
  /// The nearest earlier period of the calendar that the text speaks of.
  let context: Stretch?
  /// The first half of a range whose second half is read.
  let opening: Stretch?

  /// A festival is told of as at hand.
  var isAtHand = false
  /// The nearest earlier stretch of several years: 五年累计 are its years where it has as many.
  var longContext: Stretch?

  /// The first year of the range whose second year is read (1991—95年).
  var rangeStart: Int?

  var usedDocument = false
  var usedContext = false

  init(parts: [PeriodPart], document: CalendarDate?, context: Stretch?, opening: Stretch? = nil) {
    self.parts = parts
    self.document = document
    self.context = context
    self.opening = opening
  }

  var grounding: Period.Grounding { usedContext ? .context : usedDocument ? .document : .explicit }

  /// The stretch that a chain names; nil where nothing grounds it, or it is no day of the calendar.
  mutating func stretch(of links: [PeriodChain.Link]) -> Stretch? {
    var state: Stretch?
    for link in links {
      let part = parts[link.part]
      if let fixed = part.fixed {
        var named = Stretch(fixed.start, fixed.end ?? fixed.start.adding(days: 1), part.unit)
        named.isOpen = fixed.end == nil
        state = named
      } else if let festival = part.festival {
        guard let found = day(of: festival, in: state) else { return nil }
        state = Stretch(found, found.adding(days: part.festivalDays), .day)
      } else if part.isLunar {
        guard let found = lunar(part, link.numbers, in: state) else { return nil }
        state = found
        continue
      } else if part.isSamePeriod {
        guard let found = samePeriod(in: state) else { return nil }
        state = found
      }
      if part.kind == .lookBack, let known = sameLength(part, link.numbers) {
        usedContext = true
        return known
      }
      guard apply(part, link.numbers, to: &state) else { return nil }
    }
    guard var out = state, (1...9998).contains(out.start.year), (1...9999).contains(out.end.year) else { return nil }
    advance(&out)
    return out.start < out.end || out.startSecond != nil ? out : nil
  }

  /// A second half that took its year or month from the first, and would lie before it, belongs to the next one (8月至2月).
  private func advance(_ out: inout Stretch) {
    guard let opening, usedContext, out.start < opening.start else { return }
    let step =
      out.unit >= .day && opening.unit >= .day && opening.start.day > out.start.day
        && out.start.month == opening.start.month ? 1 : 12
    out.start = out.start.adding(months: step)
    out.end = out.end.adding(months: step)
  }

  private func sameLength(_ part: PeriodPart, _ numbers: PeriodTrie.Numbers) -> Stretch? {
    guard part.isTotal, let longContext else { return nil }
    let years = Int(numbers.values[PeriodPattern.Slot.count])
    return longContext.start.adding(years: years) == longContext.end ? longContext : nil
  }

  // MARK: One piece

  private mutating func apply(
    _ part: PeriodPart, _ numbers: PeriodTrie.Numbers, to state: inout Stretch?
  ) -> Bool {
    let outer = state
    for set in part.sets where !set.isUpperEnd {
      guard narrow(set, part, numbers, &state) else { return false }
    }
    if part.sets.contains(where: { $0.isUpperEnd && $0.field != .hour }) {
      guard let first = state else { return false }
      rangeStart = first.start.year
      defer { rangeStart = nil }
      guard let last = upperEnd(part, numbers, outer) else { return false }
      var joined = first
      joined.end = last.end
      // 11月至2月 ends in the next year.
      let isYearOpen = !part.sets.contains { $0.field == .year }
      if joined.end <= joined.start, isYearOpen, last.unit >= .quarter { joined.end = joined.end.adding(years: 1) }
      joined.unit = max(first.unit, last.unit)
      guard joined.start < joined.end else { return false }
      state = joined
    }
    if part.unit == .clock { return setClock(part, numbers, &state) }
    return true
  }

  /// The last unit of a range within one piece: what its second numbers say, the larger units as the first ones have them.
  private mutating func upperEnd(
    _ part: PeriodPart, _ numbers: PeriodTrie.Numbers, _ outer: Stretch?
  ) -> Stretch? {
    var state = outer
    let first = part.sets.first { $0.isUpperEnd }?.field.order ?? 0
    for set in part.sets where set.isUpperEnd || set.field.order < first {
      guard narrow(set, part, numbers, &state) else { return nil }
    }
    return state
  }

  private mutating func narrow(
    _ set: PeriodPart.Assignment, _ part: PeriodPart, _ numbers: PeriodTrie.Numbers, _ state: inout Stretch?
  ) -> Bool {
    if set.field == .hour {
      return setHours(set, part.sets.first { $0.field == .hour && $0.isUpperEnd }, numbers, &state)
    }
    guard let found = bounds(set, numbers, state) else { return false }
    state = found
    return true
  }

  /// The stretch of one assignment.
  private mutating func bounds(
    _ set: PeriodPart.Assignment, _ numbers: PeriodTrie.Numbers, _ state: Stretch?
  ) -> Stretch? {
    var value = set.constant
    if let slot = set.slot { value += set.factor * Int(numbers.values[slot]) }
    if set.base != .number { return relative(set, value, state) }
    switch set.field {
    case .century: return whole(.century, value - 1)
    case .decade: return decade(value, state)
    case .year:
      return whole(
        .year,
        year(
          value,
          isShort: value < 100 && (set.slot == PeriodPattern.Slot.year || set.slot == PeriodPattern.Slot.lastYear)))
    case .yearWithin: return yearWithin(value, state)
    case .half: return baseYear(state).map { whole(.half, $0 * 2 + value - 1) }
    case .quarter: return baseYear(state).map { whole(.quarter, $0 * 4 + value - 1) }
    case .month: return month(value, state)
    case .tenday: return tenday(value, state)
    case .week: return week(value, state)
    case .day: return day(value, state)
    case .weekday: return weekday(value, state)
    case .hour: return nil
    }
  }

  func whole(_ unit: CalendarUnit, _ index: Int) -> Stretch {
    Stretch(unit.firstDay(index), unit.firstDay(index + 1), unit.unit)
  }

  /// Counted from the document's date or from the period spoken of; within a larger stretch, its own such unit (去年本月).
  private mutating func relative(_ set: PeriodPart.Assignment, _ value: Int, _ state: Stretch?) -> Stretch? {
    // 去年全年 is the year that it stands behind.
    if let state, set.base == .context, set.field == .year { return state }
    guard let unit = Self.unit(of: set.field), let anchor = anchor(set, unit) else { return nil }
    var out = whole(unit, unit.index(of: anchor) + value)
    if let state, unit != .year, unit != .century { out = out.shifted(years: state.start.year - out.start.year) }
    return out
  }

  private mutating func anchor(_ set: PeriodPart.Assignment, _ unit: CalendarUnit) -> CalendarDate? {
    if set.base == .context {
      if let opening, opening.unit <= unit.unit || unit == .year {
        usedContext = true
        return opening.lastDay
      }
      if let context, unit == .year || context.unit >= unit.unit {
        usedContext = true
        return context.lastDay
      }
    }
    guard let document else { return nil }
    usedDocument = true
    return set.base == .coming && document.month > 6 ? document.adding(years: 1) : document
  }

  private static func unit(of field: PeriodPart.Field) -> CalendarUnit? {
    switch field {
    case .century: .century
    case .decade: .decade
    case .year: .year
    case .half: .half
    case .quarter: .quarter
    case .month: .month
    case .week: .week
    case .day: .day
    case .yearWithin, .tenday, .weekday, .hour: nil
    }
  }
}
