import ICU
import Testing

@Suite("Calendar of festivals")
struct CalendarTests {
  let calendar = ChineseCalendar()

  @Test(
    "lunar new years",
    arguments: [
      (1900, 1, 31), (1949, 1, 29), (1985, 2, 20), (2000, 2, 5), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12),
      (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2033, 1, 31),
    ])
  func newYears(_ date: (Int, Int, Int)) throws {
    let day = try #require(calendar.newYear(of: date.0))
    #expect(day == date)
  }

  @Test("festivals by lunar month and day; 除夕 is the day before the new year")
  func festivals() {
    #expect(calendar.gregorian(year: 2021, lunarMonth: 8, lunarDay: 15).map { $0 == (2021, 9, 21) } == true)
    #expect(calendar.gregorian(year: 2020, lunarMonth: 5, lunarDay: 5).map { $0 == (2020, 6, 25) } == true)
    #expect(calendar.gregorian(year: 2020, lunarMonth: 12, lunarDay: 8).map { $0 == (2021, 1, 20) } == true)
    #expect(calendar.newYearsEve(of: 2022).map { $0 == (2022, 1, 31) } == true)
  }

  @Test("a day that is not there gives none")
  func absent() {
    #expect(calendar.gregorian(year: 2021, lunarMonth: 12, lunarDay: 30) == nil)
    #expect(calendar.gregorian(year: 2021, lunarMonth: 4, lunarDay: 1, isLeap: true) == nil)
    #expect(calendar.gregorian(year: 2020, lunarMonth: 4, lunarDay: 1, isLeap: true) != nil)
    #expect(calendar.gregorian(year: 2021, lunarMonth: 13, lunarDay: 1) == nil)
    #expect(calendar.gregorian(year: .max, lunarMonth: 1, lunarDay: 1) == nil)
  }

  @Test(
    "solar terms",
    arguments: [
      (315, 2021, 2, 3), (315, 2020, 2, 4), (0, 2021, 3, 20), (15, 2021, 4, 4), (15, 2020, 4, 4), (15, 2023, 4, 5),
      (90, 2021, 6, 21), (180, 2021, 9, 23), (270, 2021, 12, 21), (270, 2020, 12, 21), (270, 2022, 12, 22),
      (285, 2022, 1, 5), (300, 2021, 1, 20), (225, 2021, 11, 7), (315, 1985, 2, 4), (15, 1978, 4, 5),
    ])
  func terms(_ term: (Int, Int, Int, Int)) throws {
    let day = try #require(SolarTerms.day(year: term.1, longitude: term.0))
    #expect(day == (term.1, term.2, term.3))
  }

  @Test("words and sentences end where ICU says")
  func breaks() throws {
    let text = Array("清徐县位于山西省。全县国土609平方公里。".utf16)
    var sentences: [Int32] = []
    var words: [Int32] = []
    let sentenceBreaker = try SentenceBreaker()
    let wordBreaker = try WordBreaker()
    text.withUnsafeBufferPointer {
      sentenceBreaker.boundaries(of: $0, into: &sentences)
      wordBreaker.boundaries(of: $0, into: &words)
      wordBreaker.boundaries(of: UnsafeBufferPointer(rebasing: $0[0..<0]), into: &words)
    }
    #expect(sentences == [9, Int32(text.count)])
    #expect(words.last == Int32(text.count))
    #expect(words.count < text.count)
    #expect(!icuVersion.isEmpty)
  }
}

@Suite("Calendars of religions")
struct ForeignCalendarTests {
  @Test(
    "days that almanacs give",
    arguments: [
      (ForeignCalendar.islamic, 2013, 12, 10, "2013-10-15"), (.islamic, 2021, 10, 1, "2021-05-13"),
      (.hebrew, 2018, 8, 15, "2018-03-31"), (.hebrew, 2021, 1, 1, "2021-09-07"), (.hebrew, 2018, 3, 25, "2018-12-03"),
    ])
  func known(_ calendar: ForeignCalendar, _ year: Int, _ month: Int, _ day: Int, _ date: String) throws {
    let found = try #require(calendar.gregorian(year: year, month: month, day: day))
    #expect(String(format: "%04d-%02d-%02d", found.year, found.month, found.day) == date)
  }

  @Test("what no calendar has gives nothing", arguments: ForeignCalendar.allCases)
  func none(_ calendar: ForeignCalendar) {
    #expect(calendar.gregorian(year: 0, month: 1, day: 1) == nil)
    #expect(calendar.gregorian(year: 2021, month: 14, day: 1) == nil)
    #expect(calendar.gregorian(year: 2021, month: 1, day: 31) == nil)
  }
}
