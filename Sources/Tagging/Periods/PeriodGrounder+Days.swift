import Records

// Times of day, named days, and the same period of another year.
extension PeriodGrounder {
  // MARK: Times of day

  func setHours(
    _ low: PeriodPart.Assignment, _ high: PeriodPart.Assignment?, _ numbers: PeriodTrie.Numbers, _ state: inout Stretch?
  ) -> Bool {
    guard var day = state else { return false }
    day.unit = .part
    day.startSecond = low.constant * 3600
    day.endSecond = (high?.constant ?? low.constant + 1) * 3600
    state = day
    return true
  }

  func setClock(_ part: PeriodPart, _ numbers: PeriodTrie.Numbers, _ state: inout Stretch?) -> Bool {
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
  mutating func day(of festival: Festival, in state: Stretch?) -> CalendarDate? {
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

  /// A month of the Chinese calendar or a day of it, in the year that is named, spoken of, or the document's.
  mutating func lunar(_ part: PeriodPart, _ numbers: PeriodTrie.Numbers, in state: Stretch?) -> Stretch? {
    func value(_ field: PeriodPart.Field) -> Int? {
      part.sets.first { $0.field == field }.map { set in
        set.constant + (set.slot.map { set.factor * Int(numbers.values[$0]) } ?? 0)
      }
    }
    guard let month = value(.month) else { return nil }
    let year: Int
    if let state {
      year = state.start.year
    } else if let context {
      usedContext = true
      year = context.start.year
    } else if let document {
      usedDocument = true
      year = document.year
    } else {
      return nil
    }
    if let day = value(.day) {
      return Festival.lunar(month: month, day: day).date(in: year).map { Stretch($0, $0.adding(days: 1), .day) }
    }
    let next =
      month == 12
      ? Festival.lunar(month: 1, day: 1).date(in: year + 1)
      : Festival.lunar(month: month + 1, day: 1).date(in: year)
    guard let first = Festival.lunar(month: month, day: 1).date(in: year), let next else { return nil }
    return Stretch(first, next, .month)
  }

  mutating func samePeriod(in state: Stretch?) -> Stretch? {
    guard let context, context.unit > .year || state == nil else { return state }
    usedContext = true
    guard let state else { return context }
    return context.shifted(years: state.start.year - context.lastDay.year)
  }
}
