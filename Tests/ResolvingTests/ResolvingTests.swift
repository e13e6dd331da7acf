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

  @Test("a rank behind a comma is that of the last datum; of a list of ranks each has the area")
  func rankOfLast() throws {
    try expectRecords(
      .observation, in: "2022年,生产总值增长①8.1%②,增速列潍坊市第二;投资增长③9.6%④;粮食产量⑤50万吨⑥,居全省第四位。",
      [
        [1, 2]: ["rank": "2", "rank_area_name": "潍坊市"], [3, 4]: ["rank": "null"],
        [5, 6]: ["rank": "4", "rank_area_name": "山东省", "measure": "level"],
      ], region: "370700")
    try expectRecords(
      .observation, in: "2022年,生产总值增长①8.1%②,投资增长③9.6%④,增速分别居潍坊市第二位和第一位。",
      [
        [1, 2]: ["rank": "2", "rank_area_name": "潍坊市"], [3, 4]: ["rank": "1", "rank_area_name": "潍坊市"],
      ])
  }

  @Test("the group that a verb made the subject stays it for growth, and for what the same verb begins")
  func subjectGoesOn() throws {
    try expectRecords(
      .observation, in: "2022年,规模以上工业企业实现营业收入①11亿元②,增长③9%④;实现利润⑤9亿元⑥,增长⑦2%⑧;税收⑨3亿元⑩。",
      [
        [1, 2]: ["subject": "规模以上工业企业"], [3, 4]: ["subject": "规模以上工业企业"],
        [5, 6]: ["subject": "规模以上工业企业"], [7, 8]: ["subject": "规模以上工业企业"], [9, 10]: ["subject": "null"],
      ])
  }

  @Test("what is proposed for a year that has not ended is a target")
  func proposed() throws {
    try expectRecords(
      .observation, in: "县委提出,今年新建产业园区①12个②。", [[1, 2]: ["modality": "target"]], date: "2021-03-01")
    try expectRecords(
      .observation, in: "县委提出,去年新建产业园区①12个②。", [[1, 2]: ["modality": "actual"]], date: "2021-03-01")
  }

  @Test("截至 holds for the month that it ends; a year said earlier dates 上半年 in a text without a date")
  func asOf() throws {
    try expectRecords(
      .observation, in: "截至2021年6月底,企业①283家②。", [[1, 2]: ["time_period": "2021-06", "period_start": "null"]])
    try expectRecords(
      .observation, in: "2020年上半年,产值①5亿元②。\n上半年,投资③3亿元④。",
      [[1, 2]: ["time_period": "2020-S1"], [3, 4]: ["time_period": "2020-S1"]], date: nil)
  }

  @Test("areas that open the sentence are shared out over its lists")
  func openingAreas() throws {
    try expectRecords(
      .observation, in: "2020年,东盟、欧盟为前两大伙伴,进出口分别为①5亿元②和③4亿元④,分别增长⑤6%⑥和⑦7%⑧。",
      [
        [1, 2]: ["ref_area_name": "东盟"], [3, 4]: ["ref_area_name": "欧盟"], [5, 6]: ["ref_area_name": "东盟"],
        [7, 8]: ["ref_area_name": "欧盟", "indicator_name": "进出口"],
      ])
  }

  @Test("parts go on behind a semicolon where they are named alike")
  func partsBehindSemicolon() throws {
    try expectRecords(
      .observation, in: "2020年生产总值①90亿元②,其中,第一产业增加值③20亿元④;第二产业增加值⑤30亿元⑥;税收⑦5亿元⑧。",
      [
        [1, 2]: ["part_of": "null"], [3, 4]: ["part_of": "test#9-13"], [5, 6]: ["part_of": "test#9-13"],
        [7, 8]: ["part_of": "null"],
      ])
  }

  @Test("in a plan, what is to come is a target; a change over years against the year before them is since")
  func plans() throws {
    try expectRecords(
      .observation, in: "阳曲县农业发展规划\n“十三五”期间,机械化率比2015年提高①11个百分点②。到2025年,面积达到③65万亩④。",
      [[1, 2]: ["basis": "since", "modality": "actual"], [3, 4]: ["modality": "target"]])
  }

  @Test("12月 in a text of January is the month that is over; 年末 the end of the year spoken of")
  func monthsThatAreOver() throws {
    try expectRecords(
      .observation, in: "12月份,价格上涨①1.8%②。", [[1, 2]: ["time_period": "2022-12"]], date: "2023-01-10")
  }
}
