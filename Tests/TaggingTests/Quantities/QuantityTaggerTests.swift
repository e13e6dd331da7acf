import Records
import Testing
import Text

@testable import Tagging

@Suite("Quantities")
struct QuantityTaggerTests {
  @Test(
    "a number with its unit, folded to the key of the unit",
    arguments: [
      ("耕地面积43.68万亩。", ["43.68万亩=436800.0 亩"]), ("面积609平方公里", ["609平方公里=609.0 平方千米"]),
      ("常住人口36万,其中农业人口25万", ["36万=360000.0", "25万=250000.0"]), ("辖4镇5乡1个街道", ["4镇=4.0 镇", "5乡=5.0 乡", "1个=1.0 个"]),
      ("新增52名教师", ["52名=52.0 人"]), ("均价8000元/平方米", ["8000元/平方米=8000.0 CNY/平方米"]),
      ("能耗0.5吨标准煤/万元", ["0.5吨标准煤/万元=0.5 吨标准煤/万元"]), ("装机50千瓦", ["50千瓦=50.0 千瓦"]),
      ("发电量三千亿度", ["三千亿度=300000000000.0 千瓦时"]),
      ("最高气温38度", ["38度=38.0 摄氏度"]), ("共36万人口", ["36万=360000.0"]), ("流量10.06‰", ["10.06‰=10.06 ‰"]),
    ])
  func units(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "money, its parts and its names",
    arguments: [
      ("开销123元1角1分", ["123元1角1分=123.11 CNY"]), ("约4.287亿美元", ["4.287亿美元=428700000.0 USD ~"]),
      ("新台币 177.1 亿元", ["177.1 亿元=17710000000.0 TWD"]), ("三万元欧元", ["三万元欧元=30000.0 EUR"]),
      ("两个亿卢布", ["两个亿卢布=200000000.0 RUB"]),
      ("4人民币5美元", ["4人民币=4.0 CNY", "5美元=5.0 USD"]), ("定价$5起", ["$5=5.0 USD"]),
    ])
  func money(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "per cent, fractions, 成, 折 and doubling",
    arguments: [
      ("增长百分之四到五", ["百分之四到五=4.0..5.0 %"]), ("千分之二点四", ["千分之二点四=2.4 ‰"]), ("占三分之一", ["三分之一=0.333333333333"]),
      ("近三成", ["三成=30.0 % <"]), ("打八折", ["八折=8.0 折"]), ("一又四分之一", ["一又四分之一=1.25"]), ("工农业总产值翻两番", ["翻两番=3.0 倍"]),
      ("超过1/2的人", ["1/2=0.5 >"]), ("提高0.98个百分点", ["0.98个百分点=0.98 百分点"]), ("下调25个基点", ["25个基点=25.0 基点"]),
    ])
  func ratios(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "ranges share unit and multiplier",
    arguments: [
      ("提高3—5个百分点", ["3—5个百分点=3.0..5.0 百分点"]), ("10至15万人", ["10至15万人=100000.0..150000.0 人"]),
      ("6.5%-7%左右", ["6.5%-7%=6.5..7.0 % ~"]), ("500至1万元", ["500至1万元=500.0..10000.0 CNY"]),
      ("1万(含)-5万元", ["1万(含)-5万元=10000.0..50000.0 CNY"]),
      ("一千到两千万元", ["一千到两千万元=10000000.0..20000000.0 CNY"]), ("两升到三升", ["两升到三升=2.0..3.0 升"]),
      ("三、四个月", ["三、四个月=3.0..4.0 个月"]),
      ("位于20和30之间", ["20和30=20.0..30.0"]), ("处三年以上七年以下有期徒刑", ["三年以上七年=3.0..7.0 年"]),
      ("由5%到8%", ["5%=5.0 %", "8%=8.0 %"]),
      ("零下20至10度", ["零下20至10度=-20.0..-10.0 摄氏度"]), ("电话010-66551234", []), ("日期3-4-5号楼", []),
    ])
  func ranges(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "words around open a number and stay outside; 余 and 多 are inside",
    arguments: [
      ("突破500万平方米", ["500万平方米=5000000.0 平方米 >"]), ("500余家企业", ["500余家=500.0 家 > [500.0–600.0]"]),
      ("不低于5%", ["5%=5.0 % >="]), ("不超过3%", ["3%=3.0 % <="]), ("12万公里以上", ["12万公里=120000.0 千米 >"]),
      ("3%以内", ["3%=3.0 % <="]),
      ("经过5年", ["5年=5.0 年"]), ("节约5%", ["5%=5.0 %"]), ("惠及上亿人", ["上亿人=100000000.0 人 >="]),
      ("十来个", ["十来个=10.0 个 > [10.0–20.0]"]),
      ("两年多", ["两年多=2.0 年 > [2.0–3.0]"]), ("两年半", ["两年半=2.5 年"]), ("一个半月", ["一个半月=1.5 个月"]),
      ("达到90%以上", ["90%=90.0 % >="]),
    ])
  func comparators(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "ranks are quantities, names with 第 are none",
    arguments: [
      ("综合考核位列全市第一", ["第一=1.0"]), ("总量居全国第5位", ["第5=5.0"]), ("倒数第二", ["倒数第二=-2.0"]), ("进入前三强", ["前三=3.0"]),
      ("发展第三产业", []), ("第一，要抓好落实", []), ("项目是第一支撑", []), ("稳居榜首", ["榜首=1.0"]), ("在第十和第十五之间", ["第十和第十五=10.0..15.0"]),
    ])
  func ranks(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "a negative number",
    arguments: [("增速为-2.41‰", ["-2.41‰=-2.41 ‰"]), ("负的百分之六十", ["负的百分之六十=-60.0 %"]), ("零下5℃", ["零下5℃=-5.0 摄氏度"])])
  func negative(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "words, codes, slogans and names with numerals are none",
    arguments: [
      "进一步深化改革", "开展“354590”专项改革", "形成“6+2”布局", "聚焦“1234”发展思路", "实现“六个突破”", "强化“三基”建设", "307国道改线",
      "万科、保利", "万亩供港蔬菜基地", "千万吨级炼油厂", "服务业的两个方面", "打造一批企业", "低碳零碳园区", "PM2.5浓度", "G307线", "5G基站",
      "千方百计扩大就业", "这两个指标", "纪念5·12", "https://a.cn/q=30%25%2020%", "咬定“一年初见成效、两年形成特色”战略", "(二)", "相互参股", "半导体产业",
    ])
  func none(text: String) {
    #expect(QuantityFixture.read(text) == [])
  }

  @Test(
    "a numeral that stands alone counts",
    arguments: [("零", "零=0.0"), ("一点一", "一点一=1.1"), ("十", "十=10.0"), ("3000000", "3000000=3000000.0")])
  func alone(text: String, expected: String) {
    #expect(QuantityFixture.read(text) == [expected])
  }

  @Test("no number inside a period counts, but one in a length of time does")
  func periods() {
    let source = SourceText("2021年增长5%,用时三年")
    var year = Period(span: Span(0, 5), grounding: .explicit, kind: .calendar, rule: RuleTrail())
    let length = Period(span: Span(11, 13), grounding: .none, kind: .length, rule: RuleTrail())
    year.granularity = .year
    let found = QuantityFixture.tag(source, periods: [year, length]).map { QuantityFixture.describe($0, source) }
    #expect(found == ["5%=5.0 %", "三年=3.0 年"])
  }

  @Test("亩 converts by an exact fraction, at twelve digits")
  func conversion() throws {
    let source = SourceText("1亩和300公里")
    let found = QuantityFixture.tag(source, periods: [])
    #expect(found.first?.siValue == "666.666666667")
    #expect(found.first?.siUnit == "平方米")
    #expect(found.last?.siValue == "300000.0")
  }

  @Test("no text of numerals and marks makes it crash", arguments: 0..<40)
  func random(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let letters = Array("0123456789.,，一二三十百千万亿兆零〇两半几数多余来点分之又第前上下—-至到、%元角分个年月亩/每度(（）)“”/ \u{20000}")
    for _ in 0..<60 {
      var text = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int(state >> 33) % letters.count])
      }
      let source = SourceText(text)
      for quantity in QuantityFixture.tag(source, periods: []) {
        #expect(quantity.span.start < quantity.span.end && quantity.span.end <= source.count)
        #expect(quantity.span.contains(quantity.numberSpan))
      }
    }
  }
}
