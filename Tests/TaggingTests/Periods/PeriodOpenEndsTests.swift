import Testing

@testable import Tagging

@Test(
  "以来, 以前 and 截至 are in the span and open an end; 自 and 到 are outside",
  arguments: [
    ("2018年以来", "2018年以来 2018-01-01/~"), ("今年以来", "今年以来 2021-01-01/2021-11-16"),
    ("2017年6月至今", "2017年6月至今 2017-06-01/2021-11-16"), ("自从2018年", "2018年 2018-01-01/~"),
    ("自5月1日起", "5月1日起 2021-05-01/~"), ("2019年8月1日之后", "2019年8月1日之后 2019-08-02/~"),
    ("2018年以前", "2018年以前 ~/2018-01-01"), ("2010年1月4日或之前", "2010年1月4日或之前 ~/2010-01-05"),
    ("明年底前", "明年底前 ~/2023-01-01"), ("截至2021年底", "截至2021年底 ~/2022-01-01"),
    ("到2025年", "2025年 2025-01-01/2026-01-01"), ("“十三五”以来", "“十三五”以来 2016-01-01/~"),
    ("改革开放以来", "改革开放以来 1978-12-18/~"), ("来自2018年", "2018年 2018-01-01/2019-01-01"),
  ])
func openEnds(text: String, period: String) {
  #expect(PeriodFixture.read(text) == [period])
}

@Test("前 and 后 that begin another word open nothing", arguments: ["今年前往", "去年后来", "2020年前期", "2020年后续"])
func otherWords(text: String) {
  #expect(PeriodFixture.read(text).allSatisfy { $0.hasSuffix("-01-01") && !$0.contains("~") })
}

@Test("截至目前,本年度 is the current year as far as it has gone")
func upToNow() {
  #expect(PeriodFixture.read("截至目前,本年度").last == "本年度 2021-01-01/2021-11-16")
}
