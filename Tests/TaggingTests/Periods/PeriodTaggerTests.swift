import Testing

@testable import Tagging

@Test(
  "A date in any written form is one period",
  arguments: [
    ("2021年10月25日", "2021-10-25/2021-10-26"), ("2021-10-25", "2021-10-25/2021-10-26"),
    ("二〇二一年十月一日", "2021-10-01/2021-10-02"), ("06年", "2006-01-01/2007-01-01"),
    ("2021年1—10月份", "2021-01-01/2021-11-01"), ("3月5日至8日", "2021-03-05/2021-03-09"),
    ("前三季度", "2021-01-01/2021-10-01"), ("2003—2007年", "2003-01-01/2008-01-01"),
    ("去年", "2020-01-01/2021-01-01"), ("五年来", "2016-01-01/2021-01-01"), ("今年以来", "2021-01-01/2021-11-16"),
    ("2018年以来", "2018-01-01/~"), ("明年底前", "~/2023-01-01"), ("截至2021年底", "~/2022-01-01"),
    ("第六个五年计划", "1981-01-01/1986-01-01"), ("上世纪90年代", "1990-01-01/2000-01-01"),
  ])
func onePeriod(text: String, dates: String) {
  #expect(PeriodFixture.read(text) == ["\(text) \(dates)"])
}

@Test(
  "What only looks like a period is none",
  arguments: ["3.5年5", "李国庆说", "三五成群", "第三年", "平均每年", "一日之计", "电话400-2021-1025", "2021.10.25.3", "30日元"])
func noPeriod(text: String) {
  #expect(PeriodFixture.read(text).filter { !$0.hasSuffix("~/~") } == [])
}

@Test("全年 and a bare month take the year that the text speaks of, else the document's")
func context() {
  #expect(PeriodFixture.read("2020年,清徐县全年增长") == ["2020年 2020-01-01/2021-01-01", "全年 2020-01-01/2021-01-01"])
  #expect(PeriodFixture.read("2019年1月至5月,其中3月") == ["2019年1月至5月 2019-01-01/2019-06-01", "3月 2019-03-01/2019-04-01"])
  #expect(PeriodFixture.read("全年增长") == ["全年 2021-01-01/2022-01-01"])
  #expect(PeriodFixture.read("全年增长", date: nil) == ["全年 ~/~"])
}

@Test("上年同期 is the stretch spoken of, a year earlier")
func samePeriod() {
  #expect(PeriodFixture.read("2021年1—10月,比上年同期增长").last == "上年同期 2020-01-01/2020-11-01")
}
