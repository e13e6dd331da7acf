import Records

/// A stretch of the calendar with the unit that it was named in. The end is exclusive.
struct Stretch {
  var start: CalendarDate
  var end: CalendarDate
  var unit: PeriodUnit
  /// Seconds of the first and the last day, where a time of day is given.
  var startSecond: Int?
  var endSecond: Int?
  /// It has no end that is known: 改革开放以来.
  var isOpen = false

  init(_ start: CalendarDate, _ end: CalendarDate, _ unit: PeriodUnit) {
    self.start = start
    self.end = end
    self.unit = unit
  }

  var lastDay: CalendarDate { end.adding(days: -1) }

  func shifted(years: Int) -> Stretch {
    var out = self
    out.start = start.adding(years: years)
    // An end on the first of a month stays there: the last day of February is not moved with it.
    out.end = end.adding(years: years)
    return out
  }
}

extension Stretch {
  // A time of day may reach midnight and beyond: 24时.

  var firstMoment: Moment {
    guard let startSecond else { return Moment(start) }
    if startSecond < 86_400 { return Moment(start, second: startSecond) }
    return Moment(start.adding(days: 1), second: startSecond - 86_400)
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

/// Units of the calendar that follow one another without gaps, each with a number: so that a stretch some units ago is
/// a subtraction.
enum CalendarUnit {
  case century, decade, year, half, quarter, month, week, day

  var months: Int {
    switch self {
    case .century: 1200
    case .decade: 120
    case .year: 12
    case .half: 6
    case .quarter: 3
    case .month: 1
    case .week, .day: 0
    }
  }

  var unit: PeriodUnit {
    switch self {
    case .century: .century
    case .decade: .decade
    case .year: .year
    case .half: .half
    case .quarter: .quarter
    case .month: .month
    case .week: .week
    case .day: .day
    }
  }

  /// The number of the unit that a day lies in.
  func index(of date: CalendarDate) -> Int {
    switch self {
    case .day: date.dayNumber
    case .week: floorDivide(date.dayNumber + 3, 7)
    default: floorDivide(date.year * 12 + date.month - 1, months)
    }
  }

  /// The first day of the unit with a number.
  func firstDay(_ index: Int) -> CalendarDate {
    switch self {
    case .day: CalendarDate(dayNumber: index)
    case .week: CalendarDate(dayNumber: index * 7 - 3)
    default: CalendarDate(0, 1, 1).adding(months: index * months)
    }
  }

  private func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : (a - b + 1) / b }
}
