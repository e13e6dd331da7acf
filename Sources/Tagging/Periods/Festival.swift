import ICU
import Records
import Rules

/// How the day of a holiday, festival or solar term is found in a year.
enum Festival: Sendable {
  /// A day of the Gregorian calendar.
  case solar(month: Int, day: Int)
  /// A day of the Chinese calendar in the year that begins in this one.
  case lunar(month: Int, day: Int)
  /// The day before the Chinese year begins.
  case lunarEve
  /// The nth such weekday of a month; 1 is Monday.
  case weekday(month: Int, nth: Int, weekday: Int)
  /// The day on which the sun reaches a longitude, in degrees.
  case term(longitude: Int)

  /// A day of the Hebrew or the Islamic calendar: the first in the year.
  case foreign(ForeignCalendar, month: Int, day: Int)
  /// So many days after Easter, of the churches of the West or of the East.
  case easter(isEastern: Bool, days: Int)

  static let columns: [TableSchema.Column] = [
    .init("pattern", required: true),
    .init("calendar", required: true, values: calendars),
    .init("month"), .init("day"), .init("nth"), .init("weekday"), .init("longitude"), .init("after"), .init("days"),
  ]

  private static let calendars = [
    "solar", "lunar", "lunar_eve", "weekday", "term", "hebrew", "islamic", "easter", "eastern_easter",
  ]

  init(_ row: Row) throws(Diagnostic) {
    let month = try row.integer("month") ?? 1
    let day = try row.integer("day") ?? 1
    switch row["calendar"] {
    case "lunar": self = .lunar(month: month, day: day)
    case "lunar_eve": self = .lunarEve
    case "weekday":
      self = .weekday(month: month, nth: try row.integer("nth") ?? 1, weekday: try row.integer("weekday") ?? 7)
    case "hebrew": self = .foreign(.hebrew, month: month, day: day)
    case "islamic": self = .foreign(.islamic, month: month, day: day)
    case "easter", "eastern_easter":
      self = .easter(isEastern: row["calendar"] == "eastern_easter", days: try row.integer("after") ?? 0)
    case "term": self = .term(longitude: try row.integer("longitude") ?? 0)
    default: self = .solar(month: month, day: day)
    }
  }

  /// The day in a year; nil where the calendar does not reach that far.
  func date(in year: Int) -> CalendarDate? {
    switch self {
    case .solar(let month, let day): return CalendarDate(year, month, day)
    case .lunar(let month, let day):
      return ChineseCalendar().gregorian(year: year, lunarMonth: month, lunarDay: day)
        .map { CalendarDate($0.year, $0.month, $0.day) }
    case .lunarEve: return ChineseCalendar().newYearsEve(of: year).map { CalendarDate($0.year, $0.month, $0.day) }
    case .weekday(let month, let nth, let weekday):
      let first = CalendarDate(year, month, 1)
      return first.adding(days: (weekday - first.weekday + 7) % 7 + (nth - 1) * 7)
    case .foreign(let calendar, let month, let day):
      return calendar.gregorian(year: year, month: month, day: day).map { CalendarDate($0.year, $0.month, $0.day) }
    case .easter(let isEastern, let days): return Easter.sunday(in: year, isEastern: isEastern).adding(days: days)
    case .term(let longitude):
      return SolarTerms.day(year: year, longitude: longitude).map { CalendarDate($0.year, $0.month, $0.day) }
    }
  }
}
