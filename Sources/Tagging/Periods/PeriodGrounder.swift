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
  private var rangeStart: Int?

  private(set) var usedDocument = false
  private(set) var usedContext = false

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
        state = Stretch(found, found.adding(days: 1), .day)
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
    let step = out.unit >= .day && opening.unit >= .day && opening.start.day > out.start.day
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
    case .year: return whole(.year, year(value, isShort: value < 100 && (set.slot == PeriodPattern.Slot.year || set.slot == PeriodPattern.Slot.lastYear)))
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

  private func whole(_ unit: CalendarUnit, _ index: Int) -> Stretch {
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

  // MARK: Years

  /// Two digits are of this century up to ten years from now, else of the last one.
  private func year(_ value: Int, isShort: Bool) -> Int {
    guard isShort else { return value }
    let now = document?.year ?? 2025
    let century = now - now % 100
    if let from = rangeStart ?? opening?.start.year, from % 100 <= value { return from - from % 100 + value }
    return century + value <= now + 10 ? century + value : century - 100 + value
  }

  private mutating func decade(_ value: Int, _ state: Stretch?) -> Stretch {
    if let state { return whole(.decade, state.start.year / 10 + value / 10) }
    return whole(.decade, (value >= 30 ? 1900 : 2000) / 10 + value / 10)
  }

  private func yearWithin(_ value: Int, _ state: Stretch?) -> Stretch? {
    guard let state else { return nil }
    return whole(.year, value < 0 ? state.lastDay.year + value + 1 : state.start.year + value - 1)
  }

  /// The year that a month or a quarter belongs to.
  private mutating func baseYear(_ state: Stretch?) -> Int? {
    if let state { return state.start.year }
    if let opening {
      usedContext = true
      return opening.start.year
    }
    if let context {
      usedContext = true
      return context.lastDay.year
    }
    guard let document else { return nil }
    usedDocument = true
    return document.year
  }

  // MARK: Months, weeks, days

  private mutating func month(_ value: Int, _ state: Stretch?) -> Stretch? {
    if value < 0, let state {
      let last = CalendarUnit.month.index(of: state.lastDay)
      return whole(.month, last + value + 1)
    }
    if let state, state.unit == .half || state.unit == .quarter, value <= 6 {
      return whole(.month, CalendarUnit.month.index(of: state.start) + value - 1)
    }
    return baseYear(state).map { whole(.month, $0 * 12 + value - 1) }
  }

  /// The first day of the month that a day belongs to.
  private mutating func baseMonth(_ state: Stretch?) -> CalendarDate? {
    if let state { return CalendarDate(state.start.year, state.start.month) }
    if let opening {
      usedContext = true
      return CalendarDate(opening.start.year, opening.start.month)
    }
    if let context, context.unit >= .month, context.unit <= .clock {
      usedContext = true
      return CalendarDate(context.start.year, context.start.month)
    }
    guard let document else { return nil }
    usedDocument = true
    return CalendarDate(document.year, document.month)
  }

  private mutating func tenday(_ value: Int, _ state: Stretch?) -> Stretch? {
    guard let month = baseMonth(state) else { return nil }
    let start = month.adding(days: (value - 1) * 10)
    return Stretch(start, value == 3 ? month.adding(months: 1) : start.adding(days: 10), .tenday)
  }

  /// Weeks begin on Monday; the first of a year or month is the one of its first Monday.
  private mutating func week(_ value: Int, _ state: Stretch?) -> Stretch? {
    guard let base = state ?? baseYear(nil).map({ whole(.year, $0) }) else { return nil }
    if value < 0 {
      let last = CalendarUnit.week.index(of: base.lastDay)
      return whole(.week, last + value + 1)
    }
    let first = base.start.adding(days: (8 - base.start.weekday) % 7)
    return whole(.week, CalendarUnit.week.index(of: first) + value - 1)
  }

  private mutating func day(_ value: Int, _ state: Stretch?) -> Stretch? {
    if value < 0, let state {
      let start = state.end.adding(days: value)
      return Stretch(start, start.adding(days: 1), .day)
    }
    guard let month = baseMonth(state) else { return nil }
    if let date = valid(month, value) { return Stretch(date, date.adding(days: 1), .day) }
    // A day that this month does not have: of the month before, or of the last leap year where only the year was open.
    guard usedDocument || usedContext, state == nil || month.month == 2 else { return nil }
    for step in 1...8 {
      let other = state == nil ? month.adding(months: step) : month.adding(years: -step)
      if let date = valid(other, value) { return Stretch(date, date.adding(days: 1), .day) }
    }
    return nil
  }

  private func valid(_ month: CalendarDate, _ day: Int) -> CalendarDate? {
    let date = CalendarDate(month.year, month.month, day)
    return date.isValid ? date : nil
  }

  private mutating func weekday(_ value: Int, _ state: Stretch?) -> Stretch? {
    if let state, state.unit >= .day { return state }
    if let state, state.unit == .week {
      return whole(.day, state.start.dayNumber + value - 1)
    }
    guard let document else { return nil }
    usedDocument = true
    return whole(.day, CalendarUnit.week.firstDay(CalendarUnit.week.index(of: document)).dayNumber + value - 1)
  }

  // MARK: Times of day

  private func setHours(
    _ low: PeriodPart.Assignment, _ high: PeriodPart.Assignment?, _ numbers: PeriodTrie.Numbers, _ state: inout Stretch?
  ) -> Bool {
    guard var day = state else { return false }
    day.unit = .part
    day.startSecond = low.constant * 3600
    day.endSecond = (high?.constant ?? low.constant + 1) * 3600
    state = day
    return true
  }

  private func setClock(_ part: PeriodPart, _ numbers: PeriodTrie.Numbers, _ state: inout Stretch?) -> Bool {
    guard var day = state else { return true }
    var hour = max(0, Int(numbers.values[PeriodPattern.Slot.hour]))
    let minute = Int(numbers.values[PeriodPattern.Slot.minute])
    let second = Int(numbers.values[PeriodPattern.Slot.second])
    if day.unit == .part, let from = day.startSecond, from >= 11 * 3600, hour < 12, from >= 12 * 3600 || hour < 6 {
      hour += 12
    }
    let start = hour * 3600 + max(0, minute) * 60 + part.halves * 30 * 60 + max(0, second)
    day.unit = .clock
    day.startSecond = start
    day.endSecond = start + (second >= 0 ? 1 : 60)
    state = day
    return true
  }

  // MARK: Named days and the same period

  /// In the year that is named; else the next one, seen from the period spoken of or from the document; where the text
  /// tells of it as of something at hand (春节期间), the last one too.
  private mutating func day(of festival: Festival, in state: Stretch?) -> CalendarDate? {
    if let state { return festival.date(in: state.start.year) }
    if let from = opening?.start ?? context?.start {
      usedContext = true
      return next(festival, from: from)
    }
    guard let document else { return nil }
    usedDocument = true
    guard isAtHand else { return next(festival, from: document) }
    // News tells of the last one, unless the next is near.
    guard let coming = next(festival, from: document) else { return nil }
    if coming.dayNumber - document.dayNumber <= 31 { return coming }
    return festival.date(in: coming.year - 1)
  }

  private func next(_ festival: Festival, from date: CalendarDate) -> CalendarDate? {
    guard let found = festival.date(in: date.year) else { return nil }
    return found < date ? festival.date(in: date.year + 1) : found
  }

  private mutating func samePeriod(in state: Stretch?) -> Stretch? {
    guard let context, context.unit > .year || state == nil else { return state }
    usedContext = true
    guard let state else { return context }
    return context.shifted(years: state.start.year - context.lastDay.year)
  }
}
