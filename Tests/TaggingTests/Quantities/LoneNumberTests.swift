import Testing

@testable import Tagging

@Suite("Numbers that are all that a sentence says")
struct LoneNumberTests {
  @Test(
    "spaces between the characters",
    arguments: [
      ("三千 八百 九十六 万 四千 九百 六十五", ["三千 八百 九十六 万 四千 九百 六十五=38964965.0"]), ("两千 四 百 五", ["两千 四 百 五=2450.0"]),
      ("百 分之 一百二十点五", ["百 分之 一百二十点五=120.5 %"]), ("二分 之一", ["二分 之一=0.5"]),
      ("四点 五个百分点", ["四点 五个百分点=4.5 百分点"]),
    ])
  func spaced(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test("columns and headings stay apart", arguments: ["一 二 三 四", "2022 11 23", "第一 百强县增多"])
  func apart(text: String) {
    #expect(QuantityFixture.read(text).allSatisfy { !$0.contains(" 二") && !$0.contains("第一 百") })
  }

  @Test(
    "calculators' notation",
    arguments: [
      (".5", [".5=0.5"]), ("12.32e+14", ["12.32e+14=1232000000000000.0"]), ("-12e-1", ["-12e-1=-1.2"]),
      ("-1e1", ["-1e1=-10.0"]), ("编号2e5的设备", []),
    ])
  func notation(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }

  @Test(
    "the last digit of an amount counts the next part of money",
    arguments: [
      ("九块九", ["九块九=9.9 CNY"]), ("两块九毛九", ["两块九毛九=2.99 CNY"]), ("两毛五", ["两毛五=0.25 CNY"]),
      ("两块九毛九RMB", ["两块九毛九RMB=2.99 CNY"]), ("每秒4英尺", ["每秒4英尺=4.0 英尺每秒"]),
      ("12k个百分点", ["12k个百分点=12000.0 百分点"]), ("一分半钟", ["一分半钟=1.5 分钟"]), ("4K电视", []),
    ])
  func money(text: String, expected: [String]) {
    #expect(QuantityFixture.read(text) == expected)
  }
}
