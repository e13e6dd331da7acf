import Testing

@testable import Tagging

@Suite("Units shared over lists")
struct QuantityListTests {
  @Test(
    "the last number's unit and multiplier hold for those before it",
    arguments: [
      ("三镇人口分别为12、15和20万人", ["12=120000.0 人", "15=150000.0 人", "20万人=200000.0 人"]),
      ("投资1.2、3.4及5.6亿元", ["1.2=120000000.0 CNY", "3.4=340000000.0 CNY", "5.6亿元=560000000.0 CNY"]),
      ("提高5、6和7个百分点", ["5=5.0 百分点", "6=6.0 百分点", "7个百分点=7.0 百分点"]),
      ("分别为十二、十五和二十万人", ["十二=120000.0 人", "十五=150000.0 人", "二十万人=200000.0 人"]),
      ("达12、15和20万", ["12=120000.0", "15=150000.0", "20万=200000.0"]),
      ("均价6000、7000和8000元/平方米", ["6000=6000.0 CNY/平方米", "7000=7000.0 CNY/平方米", "8000元/平方米=8000.0 CNY/平方米"]),
    ])
  func shared(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "a multiplier is not shared with the larger scale, nor with numbers that have their own",
    arguments: [
      ("补助500和1万元", ["500=500.0 CNY", "1万元=10000.0 CNY"]),
      ("补助5千、6千和1万元", ["5千=5000.0 CNY", "6千=6000.0 CNY", "1万元=10000.0 CNY"]),
      ("分别增长5%、6%和7%", ["5%=5.0 %", "6%=6.0 %", "7%=7.0 %"]),
    ])
  func unshared(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "nothing is shared over a comma, by the number of a point, or by counts that no word announces",
    arguments: [
      ("建设12、15，20万亩", ["20万亩=200000.0 亩"]), ("1、5万元以上的项目", ["5万元=50000.0 CNY >"]),
      ("推进5、6和7个项目", ["7个=7.0 个"]), ("住在5、6号楼", []),
    ])
  func apart(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }
}
