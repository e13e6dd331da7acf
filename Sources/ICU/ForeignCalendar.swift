import CICU
import Synchronization

/// Calendars by which religious festivals are named, beside the Chinese one.
public enum ForeignCalendar: String, CaseIterable, Sendable {
  /// Months from Tishri (1) on; Adar is 7 in every year, Nisan 8, Elul 13.
  case hebrew
  /// Months from Muharram (1) on, as the tables of Umm al-Qura have them; elsewhere a day may begin a day later.
  case islamic = "islamic-umalqura"

  /// The first such day in a Gregorian year; nil where there is none.
  public func gregorian(year: Int, month: Int, day: Int) -> (year: Int, month: Int, day: Int)? {
    guard (1...9998).contains(year), (1...13).contains(month), (1...30).contains(day) else { return nil }
    return Self.calendars.withLock { calendars in
      if calendars[self] == nil { calendars[self] = OpenForeignCalendar(rawValue) }
      guard let pointer = calendars[self]?.pointer else { return nil }
      var millis = 0.0
      guard zb_calendar_find(pointer, Int32(year), Int32(month), Int32(day), &millis) != 0 else { return nil }
      return civil(day: Int((millis / 86_400_000).rounded(.down)))
    }
  }

  private static let calendars = Mutex<[ForeignCalendar: OpenForeignCalendar]>([:])
}

/// An ICU calendar that is closed with its last reference. Used behind a lock only.
private final class OpenForeignCalendar: @unchecked Sendable {
  let pointer: OpaquePointer

  init?(_ name: String) {
    var status: Int32 = 0
    guard let pointer = zb_calendar_open(name, &status) else { return nil }
    self.pointer = pointer
  }

  deinit { zb_calendar_close(pointer) }
}
