import Records
import Testing

@testable import Tagging

@Suite("Easter")
struct EasterTests {
  @Test(
    "Sundays that were kept, in the West and in the East",
    arguments: [
      (2000, "2000-04-23", "2000-04-30"), (2008, "2008-03-23", "2008-04-27"), (2011, "2011-04-24", "2011-04-24"),
      (2013, "2013-03-31", "2013-05-05"), (2021, "2021-04-04", "2021-05-02"), (2024, "2024-03-31", "2024-05-05"),
      (2038, "2038-04-25", "2038-04-25"), (1961, "1961-04-02", "1961-04-09"),
    ])
  func known(_ year: Int, _ west: String, _ east: String) {
    #expect(Easter.sunday(in: year, isEastern: false).description == west)
    #expect(Easter.sunday(in: year, isEastern: true).description == east)
  }

  @Test("always a Sunday")
  func sundays() {
    for year in 1583...2500 {
      #expect(Easter.sunday(in: year, isEastern: false).weekday == 7)
      #expect(Easter.sunday(in: year, isEastern: true).weekday == 7)
    }
  }
}
