import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Why a record, and why not")
struct ExplainTests {
  private func explainer(_ text: String, region: String? = nil) throws -> Explainer {
    let pipeline = try TestPipeline.shared()
    return Explainer(pipeline, pipeline.document(of: text, id: "a", date: "2021-11-15", region: region))
  }

  static let text = "2020年,清徐县全年地区生产总值增长5.1%,固定资产投资增长107.6%,增速均列全市第一。粮食产量增长2万吨。"

  @Test("An observation: its rule with the words that each element took, what was inherited from where, the rows")
  func observation() throws {
    let told = try #require(try explainer(Self.text, region: "140121").explain(at: 20))
    #expect(told.hasPrefix("observation a#19-23  5.1%\n  2020年,清徐县全年地区生产总值增长5.1%,"))
    let lines = told.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    for line in [
      "head:name* 地区生产总值", "verb:change 增长", "mid* –", "Q[rate] 5.1%",
      "period 2020-01-01/2021-01-01 from the clause «全年» 9–11 by period.clause",
      "area 清徐县 from the clause «清徐县» 6–9 by area.clause", "basis yoy implied", "rank 1.0 «第一» 45–47",
      "indicator gdp by its name 地区生产总值 «地区生产总值» 11–17",
    ] { #expect(lines.contains(line), "\(line) is not in\n\(told)") }
    #expect(told.contains("delta.verb, level.any would fit too and stand below it"))
    #expect(told.contains("growth.verb") && told.contains("relate/relations.tsv:"))
  }

  @Test("By id, whole or short; a period and an entity by theirs; nothing where nothing is")
  func ids() throws {
    let it = try explainer(Self.text)
    #expect(it.explain(id: "a#19-23") == it.explain(at: 19) && it.explain(id: "#19-23") == it.explain(at: 22))
    #expect(it.explain(id: "p0-5")?.hasPrefix("period «2020年» 0–5  2020-01-01/2021-01-01") ?? false)
    #expect(it.explain(at: 7)?.hasPrefix("entity «清徐县» 6–9  region 清徐县") ?? false)
    #expect(it.explain(id: "1-2") == nil && it.explain(at: 5) == nil && it.explain(at: 10_000) == nil)
  }

  @Test("A number of a list says which rule spoke for the list")
  func list() throws {
    let told = try #require(try explainer("2020年，粮食、棉花产量分别增长5%和6%。").explain(at: 21))
    #expect(told.contains("shared out by a list or a first level: growth.verb ("), "\(told)")
  }

  @Test("The table of what an offset or an id may name")
  func overview() throws {
    #expect(try explainer(Self.text).overview.hasPrefix("#19-23  5.1%    地区生产总值\n"))
    #expect(try explainer("甲").overview == "the text gives no observation\n")
  }

  /// Near misses, with the element that a reader names as what is lacking.
  static let nearMisses: [(rule: String, text: String, answer: String)] = [
    ("none.heading", "全县共有三所高中", "colon wants a colon; the sentence ends without it"),
    ("none.loose", "全县共有三所高中", "Q[small loose] wants loose"),
    ("share.from_to", "服务业增加值由48亿元提高到50亿元", "share wants share (占"),
    ("share.noun_from_to", "服务业收入从45万元上升到51万元", "sharenoun wants sharenoun (比重"),
    ("contribution.from_to", "消费由54.9亿元提高到58.8亿元", "contrib wants contrib (贡献率"),
    ("growth.noun_from_to", "2020年失业率由5.1%提高到6.3%", "growthnoun wants growthnoun (涨幅"),
    ("level.from_to", "2020年城镇化率提高到58.5%", "from:q wants a number before the number"),
    ("count.act_change", "新增48个停车场", "act wants act (投入"),
    ("delta.rate_points", "2020年工业增速提高到6.3%", "Q[points] wants points"),
    ("growth.fall_noun", "2020年粮价涨幅为2.1%", "verb:fallnoun wants fallnoun (降幅"),
    ("growth.noun", "2020年居民消费价格上涨3%", "growthnoun wants growthnoun"),
    ("contribution.pull", "2020年出口比重提高0.5个百分点", "pull wants pull (拉动"),
    ("growth.topic", "2020年工农业总产值增长5.5%", "comma wants a comma"),
    ("growth.verb", "2020年粮食产量增长2万吨", "Q[rate] wants rate; Q[amount stat] «2万吨» 11–14 is not"),
    ("growth.double", "到2020年居民收入增长一倍", "Q[doubling] wants doubling"),
    ("delta.over", "2020年工业增速提高5.7个百分点", "verb:(over | under) wants over (高于"),
    ("delta.verb", "2020年财政收入320亿元", "verb:change wants up (增长 增加 提高 上升 …) or down"),
    ("contribution.noun", "2020年消费率达到60%", "contrib wants contrib"),
    ("share.of", "占地面积38万平方米", "Q[percent] wants percent"),
    ("share.of_fraction", "出口为总产量的三分之一", "share wants share (占"),
    ("share.noun", "2020年能源消费增长15.9%", "sharenoun wants sharenoun"),
    ("count.noun", "全县机关干部52名", "(^ | opening | act) wants the border of the clause"),
    ("level.times_of", "2020年产量增长1.8倍", "of wants of (的"),
    ("level.time", "2020年会期5天", "timenoun wants timenoun"),
    ("level.used_for", "今年教育支出396万元", "use wants use (用于"),
    ("level.reach", "2020年粮食产量增长4925万吨", "(reach | cover) wants reach (达到"),
    ("level.do", "2020年改厕任务342项", "do wants do (完成"),
  ]

  @Test("Why not: the first element that failed is the one that a reader names", arguments: nearMisses.indices)
  func whyNot(at: Int) throws {
    let it = Self.nearMisses[at]
    let told = try explainer(it.text).whyNot(rule: it.rule, at: nil)
    #expect(told.contains("\n  " + it.answer), "\(told)")
  }

  @Test("Every negative example of the relations has an answer that names an element, a refusal or another row")
  func everyNegative() throws {
    let pipeline = try TestPipeline.shared()
    for row in pipeline.tables.rows(of: "relations") {
      for example in row.examples where !example.isPositive {
        let told = try explainer(example.text).whyNot(rule: row.id, at: nil)
        #expect(
          [" wants ", "fits, and is refused", "fits, but ", "no number"].contains { told.contains($0) },
          "\(row.id): \(told)")
      }
    }
  }

  @Test("Why not, of a rule that spoke, that another stood above, and of rows of words")
  func otherAnswers() throws {
    let it = try explainer(Self.text)
    #expect(try it.whyNot(rule: "growth.verb", at: 20).contains("«5.1%» 19–23: it spoke"))
    #expect(try it.whyNot(rule: "delta.verb", at: 20).contains("fits, but growth.verb ("))
    #expect(try it.whyNot(rule: "unit.t", at: nil).contains("it spoke: quantity «2万吨»"))
    #expect(try it.whyNot(rule: "area.clause", at: 20).contains("area: it spoke"))
    #expect(try it.whyNot(rule: "area.document", at: 20).contains("area: area.clause stands above it"))
    #expect(try it.whyNot(rule: "period.clause", at: nil).contains("period: it found none; period.sentence, which"))
    #expect(try it.whyNot(rule: "unit.km", at: nil).contains("none of its words ("))
    #expect(try it.whyNot(rule: "growth.verb", at: 0).contains("there is no number at this place"))
    #expect(throws: InputError.self) { try it.whyNot(rule: "growth.vreb", at: nil) }
  }
}
