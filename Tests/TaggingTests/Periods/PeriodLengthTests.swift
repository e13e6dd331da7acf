import Testing

@testable import Tagging

@Test(
  "A length of time is a duration",
  arguments: [
    ("三年", "P3Y"), ("两年半", "P2.5Y"), ("一个半月", "P1.5M"), ("8天20小时", "P8DT20H"), ("两年零三个月", "P2Y3M"),
    ("半小时", "PT0.5H"), ("0.5小时", "PT0.5H"), ("一点五零小时", "PT1.5H"), ("三个季度", "P9M"), ("4周年", "P4Y"),
    ("15个工作日", "P15D"), ("廿七个月", "P27M"),
  ])
func lengths(text: String, duration: String) {
  #expect(PeriodFixture.tag(text).map(\.0.duration) == [duration])
}

@Test(
  "A cycle is a recurrence, with the part of it that is meant in the span",
  arguments: [("每年", "P1Y"), ("每月4号", "P1M"), ("每年9月到11月", "P1Y"), ("每两年", "P2Y"), ("每10分钟", "PT10M")])
func cycles(text: String, recurrence: String) {
  let found = PeriodFixture.tag(text)
  #expect(found.map(\.0.recurrence) == [recurrence])
  #expect(found.map { $0.1.string($0.0.span) } == [text])
}
