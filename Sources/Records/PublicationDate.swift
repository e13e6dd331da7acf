/// Reads the date of a document as pages, headers and exports write it, into ISO 8601.
public enum PublicationDate {
  /// A date in a text, with the stretch that it takes.
  public struct Found: Sendable, Equatable {
    /// `2021-11-15`, or `2021-11-15T09:30:00` where a time stands behind it, with its zone where it has one.
    public var iso: String
    /// In units of what was read.
    public var range: Range<Int>
  }

  /// The ISO form of a text that is a date and nothing else: `2021-11-15`, `2021/11/15 09:30`, `2021年11月15日`,
  /// `2021-11-15T09:30:00+08:00`, `20211115`. A time in UTC is that of a machine: it becomes that of China, which has one
  /// zone, so that the day is the one that readers saw.
  public static func iso(_ text: String) -> String? {
    let units = Array(text.utf16)
    if let found = units.withUnsafeBufferPointer({ find($0, in: 0..<units.count) }) { return found.iso }
    // Eight digits and no more.
    guard units.count == 8, let number = Int(text) else { return nil }
    let date = CalendarDate(number / 10000, number / 100 % 100, number % 100)
    return date.isValid && (1900...2200).contains(date.year) ? date.description : nil
  }

  /// The first full date in a stretch; behind a label such as 发布时间 also with two digits for the year (`18-03-08`).
  /// One pass over UTF-16 units.
  public static func find(
    _ units: UnsafeBufferPointer<UInt16>, in range: Range<Int>, isLabelled: Bool = false
  ) -> Found? {
    var at = range.lowerBound
    while at < range.upperBound {
      let isBorder = at == range.lowerBound || !isDigit(units[at - 1])
      if isBorder, isDigit(units[at]), let found = read(units, at, range.upperBound, isLabelled) { return found }
      at += 1
    }
    return nil
  }

  /// A date that begins at a place.
  private static func read(_ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ limit: Int, _ isLabelled: Bool)
    -> Found?
  {
    var at = start
    let written = number(units, &at, limit, 4...4) ?? (isLabelled ? number(units, &at, limit, 2...2) : nil)
    guard let written else { return nil }
    // Pages are younger than 1995.
    let year = written >= 100 ? written : written + (written < 95 ? 2000 : 1900)
    guard (1900...2200).contains(year) else { return nil }
    guard let mark = one(units, &at, limit, of: [0x2D, 0x2F, 0x2E, 0x5E74]) else { return nil }
    guard let month = number(units, &at, limit, 1...2) else { return nil }
    guard one(units, &at, limit, of: mark == 0x5E74 ? [0x6708] : [mark]) != nil else { return nil }
    guard let day = number(units, &at, limit, 1...2) else { return nil }
    if mark == 0x5E74, one(units, &at, limit, of: [0x65E5, 0x53F7]) == nil { return nil }
    let date = CalendarDate(year, month, day)
    guard date.isValid else { return nil }
    var end = at
    guard let time = time(units, &at, limit) else { return Found(iso: date.description, range: start..<end) }
    let offset = zone(units, &at, limit)
    end = at
    return Found(iso: iso(date, time, offset), range: start..<end)
  }

  private static func iso(_ date: CalendarDate, _ time: (hour: Int, minute: Int, second: Int), _ offset: Int?) -> String
  {
    let two = { (n: Int) in n < 10 ? "0\(n)" : "\(n)" }
    var (date, hour, zone) = (date, time.hour, "")
    if let offset {
      let shift = offset == 0 ? 8 : 0
      hour += shift
      if hour >= 24 { (date, hour) = (date.adding(days: 1), hour - 24) }
      let minutes = abs(offset) + shift * 60
      zone = "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }
    return "\(date.description)T\(two(hour)):\(two(time.minute)):\(two(time.second))\(zone)"
  }

  /// `Z`, `+08:00` or `+0800` right behind a time, in minutes; a fraction of the second is passed over.
  private static func zone(_ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, _ limit: Int) -> Int? {
    var here = at
    if here < limit, units[here] == 0x2E {
      here += 1
      while here < limit, isDigit(units[here]) { here += 1 }
    }
    if here < limit, units[here] == 0x5A {
      at = here + 1
      return 0
    }
    guard here < limit, units[here] == 0x2B || units[here] == 0x2D else { return nil }
    let sign = units[here] == 0x2B ? 1 : -1
    here += 1
    guard let hours = number(units, &here, limit, 2...2), hours <= 14 else { return nil }
    _ = one(units, &here, limit, of: [0x3A])
    guard let minutes = number(units, &here, limit, 2...2), minutes < 60 else { return nil }
    at = here
    return sign * (hours * 60 + minutes)
  }

  /// `09:30`, `T09:30:00`, behind a date.
  private static func time(_ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, _ limit: Int)
    -> (hour: Int, minute: Int, second: Int)?
  {
    var here = at
    while here < limit, units[here] == 0x20 || units[here] == 0x54 || units[here] == 0x2D || units[here] == 0xA0 {
      here += 1
    }
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
    return (hour, minute, second)
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
