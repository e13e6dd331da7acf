/// The SDMX form of a stretch of time: `2021`, `2021-S1`, `2021-Q3`, `2021-10`, `2021-W05`, `2021-10-25`; where it is no
/// such unit, ISO 8601 start and duration: `2021-01-01/P10M`.
///
/// What decides is the stretch, not how it was worded, so that 一季度 and 1—3月 join to the same rows; only a week has to
/// be called one. Nil where an end is open: SDMX has no form for that.
public func timePeriod(start: Moment?, end: Moment?, granularity: Period.Granularity?) -> String? {
  guard let start, let end, start < end else { return nil }
  guard start.second == nil, end.second == nil else {
    return "\(start)/\(isoDuration(from: start, to: end))"
  }
  let (first, after) = (start.date, end.date)
  if first.adding(days: 1) == after { return first.description }
  if granularity == .week, first.weekday == 1, first.adding(days: 7) == after {
    let week = first.isoWeek
    return "\(padded(week.year, 4))-W\(padded(week.number, 2))"
  }
  if first.day == 1, after.day == 1 {
    let months = (after.year - first.year) * 12 + after.month - first.month
    let year = padded(first.year, 4)
    switch months {
    case 12 where first.month == 1: return year
    case 6 where first.month % 6 == 1: return "\(year)-S\(first.month / 6 + 1)"
    case 3 where first.month % 3 == 1: return "\(year)-Q\(first.month / 3 + 1)"
    case 1: return "\(year)-\(padded(first.month, 2))"
    default: break
    }
  }
  return "\(first)/\(isoDuration(from: start, to: end))"
}

/// The ISO 8601 duration between two moments, in the largest unit that fits: `P5Y`, `P10M`, `P8D`, `PT1H30M`.
public func isoDuration(from start: Moment, to end: Moment) -> String {
  let seconds = (end.date.dayNumber - start.date.dayNumber) * 86_400 + (end.second ?? 0) - (start.second ?? 0)
  if seconds % 86_400 == 0 {
    let months = (end.date.year - start.date.year) * 12 + end.date.month - start.date.month
    if months > 0, start.date.day == end.date.day {
      return months % 12 == 0 ? "P\(months / 12)Y" : "P\(months)M"
    }
    return "P\(seconds / 86_400)D"
  }
  let (days, rest) = (seconds / 86_400, seconds % 86_400)
  let clock = [(rest / 3600, "H"), (rest / 60 % 60, "M"), (rest % 60, "S")]
  let time = clock.map { $0.0 == 0 ? "" : "\($0.0)\($0.1)" }.joined()
  return "P\(days == 0 ? "" : "\(days)D")T\(time)"
}

extension Moment: CustomStringConvertible {
  /// ISO 8601: `2021-10-25`, or `2021-10-25T15:00:00` where there is a time of day.
  public var description: String {
    guard let second else { return date.description }
    return "\(date)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }
}

extension CalendarDate {
  /// The week of ISO 8601, with the year that it belongs to: the year of its Thursday.
  public var isoWeek: (year: Int, number: Int) {
    let thursday = adding(days: 4 - weekday)
    let firstDay = CalendarDate(thursday.year)
    return (thursday.year, (thursday.dayNumber - firstDay.dayNumber) / 7 + 1)
  }
}

extension Period {
  /// The SDMX form of its dates; nil where it has none, or an open end.
  public var timePeriod: String? { Records.timePeriod(start: start, end: end, granularity: granularity) }
}

private func padded(_ n: Int, _ width: Int) -> String {
  let digits = String(n)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
