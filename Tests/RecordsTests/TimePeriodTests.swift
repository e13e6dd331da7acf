import Records
import Testing

@Test(
  "A stretch of time is written in SDMX form where there is one",
  arguments: [
    ("2021-01-01", "2022-01-01", "2021"), ("2021-07-01", "2022-01-01", "2021-S2"),
    ("2021-07-01", "2021-10-01", "2021-Q3"),
    ("2021-10-01", "2021-11-01", "2021-10"), ("2021-10-25", "2021-10-26", "2021-10-25"),
    ("2021-01-01", "2021-11-01", "2021-01-01/P10M"), ("2016-01-01", "2021-01-01", "2016-01-01/P5Y"),
    ("2021-02-28", "2021-03-03", "2021-02-28/P3D"), ("2021-07-01", "2022-07-01", "2021-07-01/P1Y"),
  ])
func sdmxForm(start: String, end: String, form: String) {
  let (a, b) = (CalendarDate(start), CalendarDate(end))
  #expect(timePeriod(start: a.map { Moment($0) }, end: b.map { Moment($0) }, granularity: nil) == form)
}

@Test("Only what is called a week is one")
func week() {
  let (a, b) = (Moment(CalendarDate(2021, 2, 1)), Moment(CalendarDate(2021, 2, 8)))
  #expect(timePeriod(start: a, end: b, granularity: .week) == "2021-W05")
  #expect(timePeriod(start: a, end: b, granularity: .day) == "2021-02-01/P7D")
}

@Test("An open end has no SDMX form")
func openEnd() {
  #expect(timePeriod(start: Moment(CalendarDate(2018)), end: nil, granularity: .year) == nil)
  #expect(timePeriod(start: nil, end: nil, granularity: nil) == nil)
}

@Test("A moment with a time of day is a date-time")
func timeOfDay() {
  let start = Moment(CalendarDate(2019, 6, 28), second: 15 * 3600)
  let end = Moment(CalendarDate(2019, 6, 28), second: 15 * 3600 + 60)
  #expect(start.description == "2019-06-28T15:00:00")
  #expect(timePeriod(start: start, end: end, granularity: .day) == "2019-06-28T15:00:00/PT1M")
}

@Test("The weeks around New Year belong to the year of their Thursday")
func isoWeeks() {
  #expect(CalendarDate(2021, 1, 3).isoWeek == (2020, 53))
  #expect(CalendarDate(2024, 12, 30).isoWeek == (2025, 1))
}
