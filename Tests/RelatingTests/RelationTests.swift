import Testing
import Zhibiao
import ZhibiaoTesting

@Suite("What a number says")
struct RelationTests {
  @Test("a level, and the bare growth behind it")
  func levelThenGrowth() throws {
    try expectRecords(
      .observation, in: "2020年,地区生产总值达到①100亿元②,增长③5%④。",
      [
        [1, 2]: ["measure": "level", "indicator": "gdp", "value": "10000000000", "unit": "CNY"],
        [3, 4]: ["measure": "growth", "indicator_name": "地区生产总值", "value": "5"],
      ])
  }

  @Test("由A提高到B is two levels")
  func fromTo() throws {
    try expectRecords(
      .observation, in: "2020年,城镇化率由①52.6%②提高到③58.5%④。",
      [
        [1, 2]: ["measure": "level", "period_start": "2019-01-01", "indicator_name": "城镇化率"],
        [3, 4]: ["measure": "level", "period_start": "2020-01-01", "indicator_name": "城镇化率"],
      ])
  }

  @Test("a fall is negative, and a rate that falls by points is a delta")
  func signs() throws {
    try expectRecords(
      .observation, in: "2020年,煤炭消费量下降①4.1%②,煤炭消费比重下降③2.3个百分点④。",
      [
        [1, 2]: ["measure": "growth", "value": "-4.1", "basis": "yoy", "basis_stated": "false"],
        [3, 4]: ["measure": "delta", "value": "-2.3", "unit": "百分点", "indicator_name": "煤炭消费比重"],
      ])
  }

  @Test("分别 gives each number its own name")
  func each() throws {
    try expectRecords(
      .observation, in: "2020年,原煤、焦炭和生铁产量分别增长①5%②、③6%④和⑤7%⑥。",
      [
        [1, 2]: ["indicator_name": "原煤产量", "value": "5"],
        [3, 4]: ["indicator_name": "焦炭产量", "value": "6"],
        [5, 6]: ["indicator_name": "生铁产量", "value": "7"],
      ])
  }

  @Test("what only the last of a list says holds for all of it")
  func sharedTails() throws {
    try expectRecords(
      .observation, in: "2020年,第一、二、三产业增加值分别增长①5%②、③6%④和⑤7%⑥。",
      [
        [1, 2]: ["indicator_name": "第一产业增加值"], [3, 4]: ["indicator_name": "第二产业增加值"],
        [5, 6]: ["indicator_name": "第三产业增加值", "value": "7"],
      ])
    try expectRecords(
      .observation, in: "2020年,东头村、西上村农户分别为①126户②和③98户④。",
      [[1, 2]: ["indicator_name": "东头村农户"], [3, 4]: ["indicator_name": "西上村农户"]])
  }

  @Test("每斤 belongs to the unit, in a list to all of it")
  func perUnit() throws {
    try expectRecords(
      .observation, in: "2020年,早籼稻、粳稻最低收购价每斤分别提高①3分钱②和③1毛钱④。",
      [
        [1, 2]: ["indicator_name": "早籼稻最低收购价", "unit": "CNY/斤"],
        [3, 4]: ["indicator_name": "粳稻最低收购价", "unit": "CNY/斤", "measure": "delta"],
      ])
  }

  @Test("a number that a row silences says which row that was")
  func silenced() throws {
    try expectRecords(
      .quantity, in: "充分利用①两种②资源。", [[1, 2]: ["rule": "number.chinese+unit.zhong+none.loose"]])
    try expectRecords(.observation, in: "充分利用两种资源。", [:])
  }

  @Test("a space, a note or 期间 parts no cue from what it stands beside")
  func nearCues() throws {
    try expectRecords(
      .observation, in: "2020年就业率达到 ①83%②,比“十二五”期间提高③2%④。",
      [[1, 2]: ["indicator_name": "就业率"], [3, 4]: ["measure": "growth", "basis": "since", "indicator_name": "就业率"]])
  }

  @Test("完成投资 keeps its verb; companies have no output for a suffix")
  func keptVerbs() throws {
    try expectRecords(
      .observation, in: "2020年项目累计完成投资①97亿元②,鲜头产量③42万吨④,有加工企业⑤38家⑥。",
      [
        [1, 2]: ["indicator_name": "完成投资"], [3, 4]: ["indicator_name": "鲜头产量"],
        [5, 6]: ["indicator_name": "加工企业"],
      ])
  }

  @Test("人均 before a number without a name goes before the name it inherits; 增收 is no part of who is counted")
  func perHead() throws {
    try expectRecords(
      .observation, in: "2020年,集体总收入①6亿元②,村均③349万元④,带动⑤36万⑥农民人均增收⑦8600元⑧。",
      [
        [1, 2]: ["indicator_name": "集体总收入"], [3, 4]: ["indicator_name": "村均集体总收入"],
        [5, 6]: ["indicator_name": "农民"], [7, 8]: ["indicator_name": "农民人均增收"],
      ])
  }

  @Test("the noun behind 的 and a count names it, and ends where its verb begins")
  func nounBehindOf() throws {
    try expectRecords(
      .observation, in: "2020年,剩余的①551万②农村贫困人口全部脱贫,③1亿④农业转移人口在城镇落户,产值从不到⑤7亿元⑥增加到超过⑦10亿元⑧。",
      [
        [1, 2]: ["indicator_name": "农村贫困人口"], [3, 4]: ["indicator_name": "农业转移人口"],
        [5, 6]: ["time_period": "2019", "indicator_name": "产值"], [7, 8]: ["time_period": "2020", "comparator": ">"],
      ])
  }

  @Test("numbers without names take those of the levels before them")
  func namesBefore() throws {
    try expectRecords(
      .observation, in: "2020年,城镇居民收入①3万元②,农村居民收入③1万元④,分别增长⑤8%⑥和⑦9%⑧。",
      [
        [1, 2]: ["measure": "level"], [3, 4]: ["measure": "level"],
        [5, 6]: ["measure": "growth", "indicator_name": "城镇居民收入"],
        [7, 8]: ["measure": "growth", "indicator_name": "农村居民收入"],
      ])
  }

  @Test("siblings of a list take the statistic, or the verb, that the first one named")
  func siblings() throws {
    try expectRecords(
      .observation, in: "2020年棉纱产量①286万吨②;纸③520万吨④。",
      [[1, 2]: ["indicator_name": "棉纱产量"], [3, 4]: ["indicator_name": "纸产量"]])
    try expectRecords(
      .observation, in: "2020年淘汰落后的水泥产能①15万吨②、炼铁产能③3万吨④。",
      [[1, 2]: ["indicator_name": "淘汰落后的水泥产能"], [3, 4]: ["indicator_name": "淘汰落后的炼铁产能"]])
  }

  @Test("what a count counts may stand behind it")
  func nounBehind() throws {
    try expectRecords(
      .observation, in: "县里选派①52名②机关干部,到③46个④村任职。",
      [[1, 2]: ["indicator_name": "机关干部", "unit": "人"], [3, 4]: ["indicator_name": "村任职", "unit": "个"]])
  }

  @Test("a unit may be the thing itself")
  func unitNoun() throws {
    try expectRecords(
      .observation, in: "全县辖①4镇②③5乡④。",
      [[1, 2]: ["indicator_name": "镇", "value": "4"], [3, 4]: ["indicator_name": "乡", "value": "5"]],
      region: "140121")
  }

  @Test("占 is a share, named for the part")
  func share() throws {
    try expectRecords(
      .observation, in: "2020年,服务业增加值占地区生产总值的①50.3%②。",
      [[1, 2]: ["measure": "share", "indicator_name": "服务业增加值"]])
  }

  @Test("a verb between a group and a thing makes the group the subject")
  func subject() throws {
    try expectRecords(
      .observation, in: "2020年,规模以上工业企业实现利润①46亿元②。",
      [[1, 2]: ["subject": "规模以上工业企业", "indicator_name": "利润"]])
  }
}
