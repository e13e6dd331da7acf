import Pipeline
import Records
import Testing
import Text
import ZhibiaoTesting

@Suite("Tables of pages")
struct TableTests {
  func read(_ table: String, caption: String = "", title: String = "某年指标") throws -> Document {
    var document = Document(id: "t")
    document.mediaType = .html
    document.metadata.region = "140100"
    document.bytes = Array(
      "<html><body><div><h1>\(title)</h1>\(caption)<table>\(table)</table></div></body></html>".utf8)
    try TestPipeline.shared().process(&document)
    return document
  }

  /// `area indicator measure value unit period`, a line for each figure.
  func figures(_ table: String, caption: String = "", title: String = "某年指标") throws -> [String] {
    try read(table, caption: caption, title: title).observations.map { it in
      [
        it.refAreaName ?? "-", it.indicatorName ?? "-", it.measure.rawValue, it.value.map { "\($0)" } ?? "-",
        it.unit ?? "-", it.timePeriod ?? "-",
      ].joined(separator: " ")
    }
  }

  func row(_ cells: String...) -> String { "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>" }

  @Test("rows name indicators, columns periods")
  func indicatorsByPeriods() throws {
    let table = row("指标", "2019年", "2020年") + row("粮食产量（万吨）", "30.5", "31.0") + row("年末常住人口（万人）", "446.2", "530.4")
    #expect(
      try figures(table) == [
        "太原市 粮食产量 level 305000.0 吨 2019", "太原市 粮食产量 level 310000.0 吨 2020",
        "太原市 常住人口 level 4462000.0 人 2019", "太原市 常住人口 level 5304000.0 人 2020",
      ])
  }

  @Test("rows name periods, also as bare years, columns indicators")
  func periodsByIndicators() throws {
    let table = row("年份", "GDP（亿元）", "增速(%)") + row("2019", "4028.51", "6.6") + row("2020年", "4153.25", "2.6")
    #expect(
      try figures(table) == [
        "太原市 GDP level 402851000000.0 CNY 2019", "太原市 GDP growth 6.6 % 2019",
        "太原市 GDP level 415325000000.0 CNY 2020", "太原市 GDP growth 2.6 % 2020",
      ])
  }

  @Test("rows name areas; the caption says what, when and in which unit")
  func areas() throws {
    let table = row("地区", "2021年1—6月", "同比增长(%)") + row("小店区", "563.1", "12.4") + row("清徐县", "99.8", "-3.1")
    let caption = "<p>固定资产投资</p><p>单位：亿元</p>"
    #expect(
      try figures(table, caption: caption) == [
        "小店区 固定资产投资 level 56310000000.0 CNY 2021-S1", "小店区 固定资产投资 growth 12.4 % 2021-S1",
        "清徐县 固定资产投资 level 9980000000.0 CNY 2021-S1", "清徐县 固定资产投资 growth -3.1 % 2021-S1",
      ])
  }

  @Test("two halves of a table side by side")
  func halves() throws {
    let table = row("指标", "数值", "指标", "数值") + row("粮食产量（吨）", "5", "水果产量（吨）", "7")
    #expect(try figures(table) == ["太原市 粮食产量 level 5.0 吨 -", "太原市 水果产量 level 7.0 吨 -"])
  }

  @Test("headers over several rows, with spans")
  func spans() throws {
    let table =
      "<tr><th rowspan=2>产品</th><th colspan=2>2021年</th></tr><tr><th>产量（万吨）</th><th>比2020年增长（%）</th></tr>"
      + row("水泥", "12.5", "3.0") + "<tr><td rowspan=2>钢材</td><td>7</td><td>1.0</td></tr><tr><td>8</td><td></td></tr>"
    #expect(
      try figures(table) == [
        "太原市 水泥产量 level 125000.0 吨 2021", "太原市 水泥 growth 3.0 % 2021", "太原市 钢材产量 level 70000.0 吨 2021",
        "太原市 钢材 growth 1.0 % 2021", "太原市 钢材产量 level 80000.0 吨 2021",
      ])
  }

  @Test("targets, changes in points, ranks and shares by their headers")
  func measures() throws {
    let table =
      row("指标", "2022年目标", "比重(%)", "位次", "比上年增减（百分点）") + row("城镇化率（%）", "75", "30", "2", "0.8")
    let document = try read(table)
    #expect(document.observations.map(\.measure) == [.level, .share, .rank, .delta])
    #expect(document.observations.map(\.modality) == [.target, .actual, .actual, .actual])
    #expect(document.observations.map(\.unit) == ["%", "%", nil, "百分点"])
  }

  @Test("其中 makes parts of a whole")
  func parts() throws {
    let table =
      row("指标", "2021年（亿元）") + row("工业总产值", "10") + row("其中：轻工业产值", "4") + row("# 重工业产值", "6") + row("税收", "2")
    let document = try read(table)
    #expect(document.observations.map(\.partOf) == [nil, 0, 0, nil])
  }

  @Test("the figures lie where they stand, and say by which rows")
  func spansOfFigures() throws {
    let document = try read(row("指标", "2021年（亿元）") + row("工业总产值", " 1,234.5 "))
    let figure = try #require(document.observations.first)
    #expect(document.text.string(figure.span) == "1,234.5")
    #expect(figure.roles.map { document.text.string($0.span) } == ["1,234.5", "工业总产值", "2021年"])
  }

  @Test("a table that says nothing of its numbers gives none; one for layout is text")
  func silent() throws {
    #expect(try figures(row("1", "2") + row("3", "4")).isEmpty)
    let prose = "2021年太原市粮食产量31万吨，比上年增长2.5%。"
    #expect(try read("<tr><td>栏目</td><td><p>\(prose)</p><p>\(prose)</p></td></tr>").observations.count == 4)
  }

  @Test("spans that lie are no danger")
  func hostile() throws {
    let cell = "<td colspan=1000 rowspan=65534>1</td>"
    let rows = String(repeating: "<tr>\(cell)<td>a</td>\(cell)</tr>", count: 300)
    #expect(try read(rows).blocks.count <= 1000)
    let wide = "<tr>" + String(repeating: "<td>甲（亿元）</td>", count: 600) + "</tr>"
    let figures = "<tr>" + String(repeating: "<td>5</td>", count: 600) + "</tr>"
    _ = try read(wide + String(repeating: figures, count: 20))
  }
}
