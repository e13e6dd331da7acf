import Records

// What a number of a piece stands for, within the larger piece in front of it or what takes its place.
extension PeriodGrounder {
  // MARK: Years

  /// Two digits are of this century up to ten years from now, else of the last one.
  func year(_ value: Int, isShort: Bool) -> Int {
    guard isShort else { return value }
    let now = document?.year ?? 2025
    let century = now - now % 100
    if let from = rangeStart ?? opening?.start.year, from % 100 <= value { return from - from % 100 + value }
    return century + value <= now + 10 ? century + value : century - 100 + value
  }

  mutating func decade(_ value: Int, _ state: Stretch?) -> Stretch {
    if let state { return whole(.decade, state.start.year / 10 + value / 10) }
    return whole(.decade, (value >= 30 ? 1900 : 2000) / 10 + value / 10)
  }

  func yearWithin(_ value: Int, _ state: Stretch?) -> Stretch? {
    guard let state else { return nil }
    return whole(.year, value < 0 ? state.lastDay.year + value + 1 : state.start.year + value - 1)
  }

  /// The year that a month or a quarter belongs to.
  mutating func baseYear(_ state: Stretch?) -> Int? {
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

  mutating func month(_ value: Int, _ state: Stretch?) -> Stretch? {
    if value < 0, let state {
      let last = CalendarUnit.month.index(of: state.lastDay)
      return whole(.month, last + value + 1)
    }
    if let state, state.unit == .half || state.unit == .quarter, value <= 6 {
      return whole(.month, CalendarUnit.month.index(of: state.start) + value - 1)
    }
    let year = baseYear(state)
    // 12月 in a text of January is the one that is over.
    if state == nil, let document, year == document.year, usedDocument, value - document.month >= 9 {
      return whole(.month, (document.year - 1) * 12 + value - 1)
    }
    return year.map { whole(.month, $0 * 12 + value - 1) }
  }

  /// The first day of the month that a day belongs to.
  mutating func baseMonth(_ state: Stretch?) -> CalendarDate? {
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

  mutating func tenday(_ value: Int, _ state: Stretch?) -> Stretch? {
    guard let month = baseMonth(state) else { return nil }
    let start = month.adding(days: (value - 1) * 10)
    return Stretch(start, value == 3 ? month.adding(months: 1) : start.adding(days: 10), .tenday)
  }

  /// Weeks begin on Monday; the first of a year or month is the one of its first Monday.
  mutating func week(_ value: Int, _ state: Stretch?) -> Stretch? {
    guard let base = state ?? baseYear(nil).map({ whole(.year, $0) }) else { return nil }
    if value < 0 {
      let last = CalendarUnit.week.index(of: base.lastDay)
      return whole(.week, last + value + 1)
    }
    let first = base.start.adding(days: (8 - base.start.weekday) % 7)
    return whole(.week, CalendarUnit.week.index(of: first) + value - 1)
  }

  mutating func day(_ value: Int, _ state: Stretch?) -> Stretch? {
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

  func valid(_ month: CalendarDate, _ day: Int) -> CalendarDate? {
    let date = CalendarDate(month.year, month.month, day)
    return date.isValid ? date : nil
  }

  mutating func weekday(_ value: Int, _ state: Stretch?) -> Stretch? {
    if let state, state.unit >= .day { return state }
    if let state, state.unit == .week {
      return whole(.day, state.start.dayNumber + value - 1)
    }
    guard let document else { return nil }
    usedDocument = true
    return whole(.day, CalendarUnit.week.firstDay(CalendarUnit.week.index(of: document)).dayNumber + value - 1)
  }
}
