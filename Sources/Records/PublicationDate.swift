/// Reads the date of a document as pages, headers and exports write it, into ISO 8601.
public enum PublicationDate {
  /// A date in a text, with the stretch that it takes.
  public struct Found: Sendable, Equatable {
    /// `2021-11-15`, or `2021-11-15T09:30:00` where a time stands behind it.
    public var iso: String
    /// In units of what was read.
    public var range: Range<Int>
  }

  /// The ISO form of a text that is a date and nothing else: `2021-11-15`, `2021/11/15 09:30`, `2021年11月15日`,
  /// `2021-11-15T09:30:00+08:00` (the zone is left off: a date is that of its place), `20211115`.
  public static func iso(_ text: String) -> String? {
    let units = Array(text.utf16)
    if let found = units.withUnsafeBufferPointer({ find($0, in: 0..<units.count) }) { return found.iso }
    // Eight digits and no more.
    guard units.count == 8, let number = Int(text) else { return nil }
    let date = CalendarDate(number / 10000, number / 100 % 100, number % 100)
    return date.isValid && (1900...2200).contains(date.year) ? date.description : nil
  }

  /// The first full date in a stretch. One pass over UTF-16 units.
  public static func find(_ units: UnsafeBufferPointer<UInt16>, in range: Range<Int>) -> Found? {
    var at = range.lowerBound
    while at < range.upperBound {
      let isBorder = at == range.lowerBound || !isDigit(units[at - 1])
      if isBorder, isDigit(units[at]), let found = read(units, at, range.upperBound) { return found }
      at += 1
    }
    return nil
  }

  /// A date that begins at a place.
  private static func read(_ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ limit: Int) -> Found? {
    var at = start
    guard let year = number(units, &at, limit, 4...4), (1900...2200).contains(year) else { return nil }
    guard let mark = one(units, &at, limit, of: [0x2D, 0x2F, 0x2E, 0x5E74]) else { return nil }
    guard let month = number(units, &at, limit, 1...2) else { return nil }
    guard one(units, &at, limit, of: mark == 0x5E74 ? [0x6708] : [mark]) != nil else { return nil }
    guard let day = number(units, &at, limit, 1...2) else { return nil }
    if mark == 0x5E74, one(units, &at, limit, of: [0x65E5, 0x53F7]) == nil { return nil }
    let date = CalendarDate(year, month, day)
    guard date.isValid else { return nil }
    var end = at
    let time = time(units, &at, limit)
    if time != nil { end = at }
    return Found(iso: date.description + (time.map { "T\($0)" } ?? ""), range: start..<end)
  }

  /// `09:30`, `T09:30:00+08:00`, behind a date.
  private static func time(_ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, _ limit: Int) -> String? {
    var here = at
    while here < limit, units[here] == 0x20 || units[here] == 0x54 || units[here] == 0x2D { here += 1 }
    guard let hour = number(units, &here, limit, 1...2), hour < 24,
      one(units, &here, limit, of: [0x3A, 0xFF1A]) != nil,
      let minute = number(units, &here, limit, 2...2), minute < 60
    else { return nil }
    var second = 0
    var behind = here
    if one(units, &behind, limit, of: [0x3A, 0xFF1A]) != nil, let read = number(units, &behind, limit, 2...2), read < 60
    {
      second = read
      here = behind
    }
    at = here
    let two = { (n: Int) in n < 10 ? "0\(n)" : "\(n)" }
    return "\(two(hour)):\(two(minute)):\(two(second))"
  }

  private static func number(
    _ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, _ limit: Int, _ width: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var here = at
    while here < limit, isDigit(units[here]), here - at < width.upperBound {
      value = value * 10 + Int(units[here] - 0x30)
      here += 1
    }
    guard width.contains(here - at) else { return nil }
    at = here
    return value
  }

  private static func one(
    _ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, _ limit: Int, of marks: [UInt16]
  ) -> UInt16? {
    guard at < limit, marks.contains(units[at]) else { return nil }
    at += 1
    return units[at - 1]
  }

  private static func isDigit(_ unit: UInt16) -> Bool { unit &- 0x30 < 10 }
}
