import Testing
import Zhibiao
import ZhibiaoTesting

@Suite("What an observation inherits")
struct ResolvingTests {
  @Test("a rank over a list stands on every growth before it")
  func rankOverList() throws {
    try expectRecords(
      .observation, in: "2020年,清徐县生产总值增长①5.1%②,投资增长③9.2%④,增速均列全市第一。",
      [
        [1, 2]: ["rank": "1", "rank_area": "140100", "rank_area_name": "太原市", "ref_area": "140121"],
        [3, 4]: ["rank": "1", "rank_area": "140100", "time_from": "sentence", "time_period": "2020"],
      ], region: "140121")
  }

  @Test("其中 makes a part of the level before it")
  func part() throws {
    try expectRecords(
      .observation, in: "全县常住人口①36万②,其中农业人口③25万④。",
      [[1, 2]: ["part_of": "null"], [3, 4]: ["part_of": "test#6-9"]], region: "140121")
  }

  @Test("of two levels each is a part of the whole of its own time, also in the sentence before")
  func partsOfTwoLevels() throws {
    try expectRecords(
      .observation, in: "2020年产值达到①90亿元②,比2019年的③70亿元④增加⑤20亿元⑥。其中,工业产值由⑦50亿元⑧增加到⑨60亿元⑩。",
      [
        [1, 2]: ["part_of": "null"], [3, 4]: ["part_of": "null"], [5, 6]: ["part_of": "null"],
        [7, 8]: ["part_of": "test#21-25"], [9, 10]: ["part_of": "test#9-13"],
      ])
  }

  @Test("a colon behind 其中 holds a list of parts together")
  func listedParts() throws {
    try expectRecords(
      .observation, in: "2020年财政支出①90亿元②,其中:教育支出③20亿元④;卫生支出⑤10亿元⑥。",
      [[1, 2]: ["part_of": "null"], [3, 4]: ["part_of": "test#9-13"], [5, 6]: ["part_of": "test#9-13"]])
  }

  @Test("比 with a year makes the basis: the year before is yoy, another one since")
  func basis() throws {
    try expectRecords(
      .observation, in: "2020年,产量比2019年增长①5%②,比2015年增长③20%④,环比增长⑤1%⑥,2016年至2020年年均增长⑦6%⑧。",
      [
        [1, 2]: ["basis": "yoy", "basis_stated": "true"], [3, 4]: ["basis": "since", "basis_period": "2015"],
        [5, 6]: ["basis": "mom"], [7, 8]: ["basis": "annual_average"],
      ])
  }

  @Test("a change with no period and no word has no basis")
  func noBasis() throws {
    try expectRecords(.observation, in: "检查费下降①10%②。", [[1, 2]: ["basis": "null", "time_period": "null"]])
  }

  @Test("以上 includes the number in a target, not in a fact")
  func inclusive() throws {
    try expectRecords(
      .observation, in: "2020年新增就业①1200万人②以上。", [[1, 2]: ["comparator": ">", "modality": "actual"]])
    try expectRecords(
      .observation, in: "预期目标是新增就业①1200万人②以上。", [[1, 2]: ["comparator": ">=", "modality": "target"]])
  }

  @Test("目前 is the day of the document")
  func now() throws {
    try expectRecords(
      .observation, in: "目前,全县共有企业①283家②。",
      [[1, 2]: ["period_start": "2021-11-15", "period_end": "2021-11-16", "time_from": "implied"]], region: "140121")
  }

  @Test("without a date nothing relative is dated")
  func undated() throws {
    try expectRecords(
      .observation, in: "今年粮食产量①50万吨②。", [[1, 2]: ["period_start": "null"]], date: nil)
  }

  @Test("a modality holds for the list behind it")
  func modality() throws {
    try expectRecords(
      .observation, in: "2022年主要预期目标是:生产总值增长①6%②;新增就业③3000人④。",
      [[1, 2]: ["modality": "target"], [3, 4]: ["modality": "target", "time_period": "2022"]])
  }

  @Test("the area is the region in front of the name, else the document's")
  func area() throws {
    try expectRecords(
      .observation, in: "2020年,太原市财政收入①300亿元②。粮食产量③50万吨④。",
      [
        [1, 2]: ["ref_area": "140100", "indicator_name": "财政收入", "ref_area_from": "clause"],
        [3, 4]: ["ref_area": "140100", "ref_area_from": "paragraph"],
      ], region: "140121")
  }
}
