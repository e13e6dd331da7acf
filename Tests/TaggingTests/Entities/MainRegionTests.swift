import Testing
import Zhibiao
import ZhibiaoTesting

@Suite("The place that a document is about")
struct MainRegionTests {
  private func region(_ text: String) throws -> String? {
    try TestPipeline.shared().document(of: text, date: "2021-11-15").metadata.region
  }

  @Test("a county that the title or the first paragraph names, with the places above it and in it")
  func county() throws {
    #expect(try region("太原市阳曲县位于山西省中部。阳曲县产小米5万吨。") == "140122")
    #expect(try region("阳曲县上半年经济运行平稳\n上半年，阳曲县生产总值50亿元，太原市其他县增长5%。") == "140122")
  }

  @Test("none of two side by side, none that is mentioned in passing")
  func none() throws {
    #expect(try region("阳曲县产小米5万吨，岳西县产茶叶3万吨。阳曲县与岳西县结对。") == nil)
    #expect(try region("会议强调，要学习阳曲县经验。") == nil)
  }

  @Test("it gives observations their area")
  func area() throws {
    try expectRecords(
      .observation, in: "太原市阳曲县位于山西省中部。阳曲县产小米。\n2020年，投资增长①5%②。",
      [[1, 2]: ["ref_area": "140122", "ref_area_from": "document"]])
  }

  @Test("names: 中共 before a party body, a character beyond the BMP, 公司 behind a comma")
  func names() throws {
    try expectRecords(
      .entity, in: "①中共阳曲县委组织部②选派干部。", [[1, 2]: ["name": "中共阳曲县委员会组织部", "type": "organisation"]])
    try expectRecords(.entity, in: "①𠮷田镇②种植茶叶。", [[1, 2]: ["type": "region", "level": "township"]])
    try expectRecords(
      .observation, in: "浙江海川科技股份有限公司发布年报。2020年，公司营业收入①12亿元②。",
      [[1, 2]: ["subject": "浙江海川科技股份有限公司"]])
  }

  @Test("who tells of a figure is not what it is about; 多 behind 成 bounds")
  func speakers() throws {
    try expectRecords(
      .observation, in: "阳曲县统计局公布,2020年投资增长①5%②。", [[1, 2]: ["subject": "null"]])
    try expectRecords(
      .quantity, in: "占①一成多②。", [[1, 2]: ["min": "10", "max": "20", "comparator": ">"]])
  }
}
