import Records
import Testing

@testable import Tagging

@Test("全年 and a bare month take the year that the text speaks of, else the document's")
func context() {
  #expect(PeriodFixture.read("2020年,清徐县全年增长") == ["2020年 2020-01-01/2021-01-01", "全年 2020-01-01/2021-01-01"])
  #expect(PeriodFixture.read("2019年1月至5月,其中3月").last == "3月 2019-03-01/2019-04-01")
  #expect(PeriodFixture.read("全年增长") == ["全年 2021-01-01/2022-01-01"])
}

@Test("With no document date what is relative stays undated")
func noDocumentDate() {
  #expect(PeriodFixture.read("去年全年", date: nil) == ["去年全年 ~/~"])
  #expect(PeriodFixture.tag("去年", date: nil).map(\.0.granularity) == [.year])
}

@Test("What a figure is compared with is not what the text speaks of")
func comparison() {
  #expect(PeriodFixture.read("2020年比2015年增长,全年").last == "全年 2020-01-01/2021-01-01")
  #expect(PeriodFixture.read("2020年是2010年的2.2倍,全年").last == "全年 2020-01-01/2021-01-01")
}

@Test("上年 is counted from the year spoken of, 去年 from the document's date")
func yearBefore() {
  #expect(PeriodFixture.read("2019年比上年").last == "上年 2018-01-01/2019-01-01")
  #expect(PeriodFixture.read("2019年比去年").last == "去年 2020-01-01/2021-01-01")
  #expect(PeriodFixture.read("2021年1—10月,比上年同期").last == "上年同期 2020-01-01/2020-11-01")
}

@Test("A look back covers whole years before the document's; a total takes the years named before")
func lookBack() {
  #expect(PeriodFixture.read("五年来", date: "2018-03-05") == ["五年来 2013-01-01/2018-01-01"])
  #expect(PeriodFixture.read("过去一年", date: "2018-03-05") == ["过去一年 2017-01-01/2018-01-01"])
  #expect(PeriodFixture.read("今后五年", date: "2018-03-05") == ["今后五年 2018-01-01/2023-01-01"])
  #expect(PeriodFixture.read("2019-2021年,三年累计").last == "三年 2019-01-01/2022-01-01")
}

@Test("A festival is the next one, the last one where it is told of")
func festivals() {
  #expect(PeriodFixture.read("元旦", date: "2013-02-12") == ["元旦 2014-01-01/2014-01-02"])
  #expect(PeriodFixture.read("国庆黄金周") == ["国庆 2021-10-01/2021-10-02"])
  #expect(PeriodFixture.read("2019年的清明节") == ["2019年的清明节 2019-04-05/2019-04-06"])
  #expect(PeriodFixture.read("明年母亲节", date: "2020-01-01") == ["明年母亲节 2021-05-09/2021-05-10"])
}

@Test(
  "The kind says how the words name the time",
  arguments: [
    ("去年", Period.Kind.calendar), ("“十四五”", .plan), ("目前", .now), ("近年来", .vague), ("三年", .length), ("每年", .cycle),
    ("比上年末", .pointInPast), ("全年", .wholeYear), ("近三年", .lookBack), ("中秋节", .festival),
  ])
func kinds(text: String, kind: Period.Kind) {
  #expect(PeriodFixture.tag(text).map(\.0.kind) == [kind])
}
