import Records

/// The Sunday that the moveable feasts of the churches are counted from.
enum Easter {
  /// In the Gregorian calendar. The West by the algorithm that J.-M. Oudin gave to the Explanatory Supplement to the
  /// Astronomical Almanac; the East by Meeus's for the Julian calendar, whose dates are taken over by the day.
  static func sunday(in year: Int, isEastern: Bool) -> CalendarDate {
    isEastern ? eastern(year) : western(year)
  }

  private static func western(_ year: Int) -> CalendarDate {
    let century = year / 100
    let golden = year % 19
    let shift = (century - 17) / 25
    var moon = (century - century / 4 - (century - shift) / 3 + 19 * golden + 15) % 30
    moon -= (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11))
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
    let days = moon - weekday
    let month = 3 + (days + 40) / 44
    return CalendarDate(year, month, days + 28 - 31 * (month / 4))
  }

  private static func eastern(_ year: Int) -> CalendarDate {
    let (a, b, c) = (year % 4, year % 7, year % 19)
    let moon = (19 * c + 15) % 30
    let weekday = (2 * a + 4 * b - moon + 34) % 7
    let days = moon + weekday + 114
    let julian = CalendarDate(year, days / 31, days % 31 + 1)
    return julian.adding(days: year / 100 - year / 400 - 2)
  }
}
