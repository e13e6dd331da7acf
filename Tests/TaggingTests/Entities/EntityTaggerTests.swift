import Records
import Testing

@testable import Tagging

@Suite("Entities in text")
struct EntityTaggerTests {
  @Test("bodies of a region have its name in full")
  func bodies() {
    #expect(Entities.named("阳曲县委、县政府", region: "140122") == ["阳曲县委→中共阳曲县委员会", "县政府→阳曲县人民政府"])
    #expect(Entities.named("太原市人大召开会议") == ["太原市人大→太原市人民代表大会"])
    #expect(Entities.named("31个社区委员会", region: "140122") == [])
  }

  @Test("an entity inside a longer one's name is not emitted")
  func longest() {
    #expect(Entities.named("推动太原恒源碳材有限公司项目") == ["太原恒源碳材有限公司"])
    #expect(Entities.named("玉泉湖北岸公园、南苑公园建成") == ["玉泉湖北岸公园", "南苑公园"])
  }

  @Test("what is counted is no name", arguments: ["新建六条铁路", "5家重点公司", "三十个大电站", "建设一批产业园区"])
  func counts(text: String) {
    #expect(Entities.of(text).isEmpty)
  }

  @Test("quotes and 《》 stay outside the span, the noun behind the quotes is in it")
  func quotes() {
    #expect(Entities.named("提出“2345”发展思路") == ["“2345”发展思路"])
    #expect(Entities.named("学习《决议》") == ["决议"])
    #expect(Entities.named("国发〔2021〕23号文件") == ["国发〔2021〕23号"])
    #expect(Entities.named("摘得“核桃之乡”“中国陶都”等金字招牌") == ["核桃之乡", "中国陶都"])
  }

  @Test("a person has the titles that stand before the name")
  func persons() {
    let found = Entities.of("太原市人大副主任、阳曲县委书记李建国表示。").first { $0.entity.type == .person }
    #expect(found?.exact == "李建国")
    #expect(found?.entity.titles == ["太原市人大副主任", "阳曲县委书记"])
    #expect(Entities.of("县委书记高度重视这项工作。").allSatisfy { $0.entity.type != .person })
  }

  @Test("lists tell the kind of unknown names")
  func lists() {
    #expect(Entities.named("重点发展电子商务、露营体验、温泉疗养等产业") == ["电子商务", "露营体验", "温泉疗养"])
    #expect(Entities.named("引进鑫达、恒远等知名企业") == ["鑫达", "恒远"])
  }

  @Test(
    "no text makes it crash",
    arguments: ["", "“", "《", "〔2021〕", "路", "县", "()路", "））路", "省委书记", "𠮷县", "国发〔2021〕", "、、等产业", "(阳曲段)"])
  func edges(text: String) {
    _ = Entities.of(text)
    _ = Entities.of(text + text)
  }
}
