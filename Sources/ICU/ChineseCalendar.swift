import CICU
import Synchronization

/// The lunar calendar of China: Gregorian dates of the days that festivals are named by.
///
/// Shared by all: one ICU calendar behind a lock, since dates of festivals are rare in a text.
public struct ChineseCalendar: Sendable {
  public typealias GregorianDay = (year: Int, month: Int, day: Int)

  public init() {}

  /// The Gregorian date of a day of the lunar year that begins in Gregorian `year`; nil where it has no such day
  /// (a thirtieth of a short month, a leap month that is not there).
  public func gregorian(year: Int, lunarMonth: Int, lunarDay: Int, isLeap: Bool = false) -> GregorianDay? {
    guard (1...9999).contains(year), (1...12).contains(lunarMonth), (1...30).contains(lunarDay) else { return nil }
    return Self.calendar.withLock { calendar in
      if calendar == nil { calendar = try? OpenCalendar() }
      guard let calendar else { return nil }
      var millis = 0.0
      let found = zb_calendar_day(
        calendar.pointer, Int32(year), Int32(lunarMonth), isLeap ? 1 : 0, Int32(lunarDay), &millis)
      guard found != 0 else { return nil }
      return civil(day: Int((millis / 86_400_000).rounded(.down)))
    }
  }

  /// The first day of the lunar year that begins in Gregorian `year`.
  public func newYear(of year: Int) -> GregorianDay? { gregorian(year: year, lunarMonth: 1, lunarDay: 1) }

  /// The last day of the lunar year that ends in Gregorian `year`, the day before its new year.
  public func newYearsEve(of year: Int) -> GregorianDay? {
    newYear(of: year).map { civil(day: dayNumber($0) - 1) }
  }

  private static let calendar = Mutex<OpenCalendar?>(nil)
}

/// An ICU calendar that is closed with its last reference. Used behind a lock only.
private final class OpenCalendar: @unchecked Sendable {
  let pointer: OpaquePointer

  init() throws(ICUError) {
    var status: Int32 = 0
    guard let pointer = zb_calendar_open("chinese", &status) else {
      throw ICUError(service: "Chinese calendar", status: status)
    }
    self.pointer = pointer
  }

  deinit { zb_calendar_close(pointer) }
}
