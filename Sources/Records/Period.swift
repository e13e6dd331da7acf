import Text

/// A day of the Gregorian calendar, as year, month and day.
public struct CalendarDate: Hashable, Comparable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int

  public init(_ year: Int, _ month: Int = 1, _ day: Int = 1) {
    self.year = year
    self.month = month
    self.day = day
  }

  public static func < (a: Self, b: Self) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// Days since 1970-01-01, by counting in eras of 400 years.
  public var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public init(dayNumber: Int) {
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp + (mp < 10 ? 3 : -9)
    self.init(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
  }

  public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// The same day some months on; where that month is shorter, its last day.
  public func adding(months: Int) -> CalendarDate {
    let total = year * 12 + (month - 1) + months
    let y = total >= 0 ? total / 12 : (total - 11) / 12
    let m = total - y * 12 + 1
    return CalendarDate(y, m, Swift.min(day, Self.days(inMonth: m, of: y)))
  }

  public func adding(years: Int) -> CalendarDate { adding(months: years * 12) }

  /// 1 is Monday, 7 is Sunday.
  public var weekday: Int { (dayNumber + 3) % 7 < 0 ? (dayNumber + 3) % 7 + 8 : (dayNumber + 3) % 7 + 1 }

  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  public var isValid: Bool {
    (1...12).contains(month) && day >= 1 && day <= Self.days(inMonth: month, of: year)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `2021-10-25`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  private func padded(_ n: Int, _ width: Int) -> String {
    let digits = String(n)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }

  /// Reads `2021-10-25`, also with a time behind it, which is left off.
  public init?(_ text: some StringProtocol) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2]) else { return nil }
    self.init(y, m, d)
    guard isValid else { return nil }
  }
}

/// A day, and a time of it where the text gives one.
public struct Moment: Hashable, Comparable, Sendable {
  public var date: CalendarDate
  /// Seconds since midnight.
  public var second: Int?

  public init(_ date: CalendarDate, second: Int? = nil) {
    self.date = date
    self.second = second
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.date, a.second ?? 0) < (b.date, b.second ?? 0)
  }
}

/// A stretch of time that a text names. End exclusive. See `period/1`.
public struct Period: Sendable {
  public var span: Span
  /// Nil where it is open or vague.
  public var start: Moment?
  /// Exclusive; nil where it is open or vague.
  public var end: Moment?
  /// The beginning of what 截至 names the end of: figures as of the end of June hold for June. Not emitted.
  public var asOf: Moment?
  public var granularity: Granularity?
  /// ISO 8601, such as `P3Y`, of a length of time.
  public var duration: String?
  /// ISO 8601, such as `P1Y` for 每年.
  public var recurrence: String?
  public var grounding: Grounding
  public var kind: Kind
  /// It names no year of its own but means the one that the text speaks of (`年末`, `全年`).
  public var isOfYearSpokenOf = false
  public var rule: RuleTrail

  public enum Granularity: String, Sendable, CaseIterable {
    case day, week, month, quarter, half, year
    case multiYear = "multi-year"
  }

  /// What fixed the dates.
  public enum Grounding: String, Sendable, CaseIterable { case explicit, context, document, none }

  /// How the words name the time: what relating asks of a period.
  public enum Kind: UInt8, Sendable {
    /// A year, month, quarter, range or day.
    case calendar
    /// A plan or the like that has a name (`十四五`).
    case plan
    /// 目前, 现有, 截至目前: now, as far as the text says.
    case now
    /// A vague stretch (`近年来`).
    case vague
    /// A length of time and nothing else (`三年`, `5天`).
    case length
    /// 每年, 每月: a cycle and nothing else.
    case cycle
    /// A point in the past that a change is counted from (`上年末`, `年初`).
    case pointInPast
    /// The whole of the year spoken of (`全年`).
    case wholeYear
    /// A stretch of years that ends with the document or the last year (`五年来`, `近三年`).
    case lookBack
    /// A holiday or festival, a term of the solar year.
    case festival
    /// A time of day with no day.
    case clock
  }

  public init(span: Span, grounding: Grounding, kind: Kind, rule: RuleTrail) {
    self.span = span
    self.grounding = grounding
    self.kind = kind
    self.rule = rule
  }
}
