import Testing

@testable import Tagging

@Test(
  "A date in any written form is one period",
  arguments: [
    ("2021年10月25日", "2021-10-25/2021-10-26"), ("2021-10-25", "2021-10-25/2021-10-26"),
    ("2021/10/25", "2021-10-25/2021-10-26"), ("2021.10.25", "2021-10-25/2021-10-26"),
    ("20211025", "2021-10-25/2021-10-26"), ("二〇二一年十月一日", "2021-10-01/2021-10-02"),
    ("15年3月2日", "2015-03-02/2015-03-03"), ("06年", "2006-01-01/2007-01-01"), ("九八年", "1998-01-01/1999-01-01"),
    ("2009 年", "2009-01-01/2010-01-01"), ("民国三十八年", "1949-01-01/1950-01-01"),
    ("1999年7月下旬", "1999-07-21/1999-08-01"), ("2021年的第一周", "2021-01-04/2021-01-11"),
    ("2021年前三季度", "2021-01-01/2021-10-01"), ("上世纪90年代", "1990-01-01/2000-01-01"),
    ("二十世纪末", "2000-01-01/2001-01-01"), ("第六个五年计划", "1981-01-01/1986-01-01"),
    ("2019年6月28日下午3:00", "2019-06-28T15:00:00/2019-06-28T15:01:00"), ("兩年之後", "2023-01-01/2024-01-01"),
  ])
func dates(text: String, dates: String) {
  #expect(PeriodFixture.read(text) == ["\(text) \(dates)"])
}

@Test("A day that the calendar does not have has no dates")
func noSuchDay() {
  #expect(PeriodFixture.read("2021年2月29日") == ["2021年2月29日 ~/~"])
  #expect(PeriodFixture.read("2021-13-45").isEmpty)
}

@Test("Two digits are a year where they can be nothing else, or a month follows")
func shortYears() {
  #expect(PeriodFixture.read("15年") == ["15年 ~/~"])
  #expect(PeriodFixture.read("08年奥运会") == ["08年 2008-01-01/2009-01-01"])
  #expect(PeriodFixture.read("1991—95年") == ["1991—95年 1991-01-01/1996-01-01"])
}

@Test(
  "What only looks like a period is none",
  arguments: [
    "李国庆说", "三五成群", "第三年", "平均每年", "一日之计", "电话400-2021-1025", "2021.10.25.3", "30日元",
    "首次月球探测", "不同年龄", "五年来华", "“一年初见成效、两年形成特色”", "关键的一年", "五年级", "几十年", "2021家", "二十四五岁",
  ])
func noPeriod(text: String) {
  #expect(PeriodFixture.read(text) == [])
}

@Test("The name of a plan with two characters needs quotes or its noun")
func planNames() {
  #expect(PeriodFixture.read("“十五”期间") == ["十五 2001-01-01/2006-01-01"])
  #expect(PeriodFixture.read("增加十五个").isEmpty)
  #expect(PeriodFixture.read("“十三五”末") == ["“十三五”末 2020-01-01/2021-01-01"])
}

@Test("The first character of the next word is not taken for an end of the period")
func nextWord() {
  #expect(PeriodFixture.read("今年内蒙古") == ["今年 2021-01-01/2022-01-01"])
  #expect(PeriodFixture.read("2020年中央财政") == ["2020年 2020-01-01/2021-01-01"])
  #expect(PeriodFixture.read("2020年初级中学") == ["2020年 2020-01-01/2021-01-01"])
  #expect(PeriodFixture.read("将近三年") == ["三年 ~/~"])
}
