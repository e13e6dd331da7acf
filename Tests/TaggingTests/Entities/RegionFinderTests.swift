import Testing

@testable import Tagging

@Suite("Regions in text")
struct RegionFinderTests {
  @Test("a chain is one region, the last")
  func chains() {
    #expect(Entities.named("湖南省长沙市") == ["湖南省长沙市→长沙市(430100)"])
    #expect(Entities.named("太原市阳曲县") == ["太原市阳曲县→阳曲县(140122)"])
    #expect(Entities.named("新疆巴音郭楞") == ["新疆巴音郭楞→巴音郭楞蒙古自治州(652800)"])
    #expect(Entities.named("北京上海") == ["北京→北京市(110000)", "上海→上海市(310000)"])
  }

  @Test("a short name of a county needs evidence")
  func shortNames() {
    #expect(Entities.named("阳曲很好") == [])
    #expect(Entities.named("阳曲很好", region: "140122") == ["阳曲→阳曲县(140122)"])
    #expect(Entities.named("阳曲县在山西。阳曲很好").last == "阳曲→阳曲县(140122)")
    #expect(Entities.named("上海、黄埔、湛江").count == 3)
  }

  @Test(
    "words that look like a name are none",
    arguments: ["维护世界和平", "人民安康", "欢迎各位来宾", "建成县城道路", "朝阳产业", "健全市场体系", "平衡水平", "广大同胞", "中小企业"])
  func words(text: String) {
    #expect(Entities.of(text).filter { $0.entity.type == .region }.isEmpty)
  }

  @Test("what surrounds it settles which of several it is")
  func ambiguous() {
    #expect(Entities.named("北京市的朝阳区").last == "朝阳区→朝阳区(110105)")
    #expect(Entities.named("长春市朝阳区") == ["长春市朝阳区→朝阳区(220104)"])
    #expect(Entities.named("朝阳区", region: "110000") == ["朝阳区→朝阳区(110105)"])
    #expect(Entities.of("朝阳区").first?.entity.code == nil)
    #expect(Entities.of("朝阳区").first?.entity.name == "朝阳区")
  }

  @Test("a name of the past is the place as valid at the date of the document")
  func past() {
    #expect(Entities.named("莱芜", date: nil) == ["莱芜→莱芜区(370116)"])
    #expect(Entities.named("莱芜市", date: "2015-01-01") == ["莱芜市→莱芜市(371200)"])
    #expect(Entities.named("新津县", date: "2010-01-01") == ["新津县→新津县(510132)"])
    #expect(Entities.named("新津县", date: nil) == ["新津县→新津区(510118)"])
    #expect(
      Entities.named("柳州地区忻城县", date: nil).last == "忻城县→忻城县(451321)"
        || Entities.named("柳州地区忻城县", date: nil).last == "柳州地区忻城县→忻城县(451321)")
    #expect(Entities.named("秦皇岛", date: "1982-01-01") == ["秦皇岛→秦皇岛市(132701)"])
  }

  @Test("the last letter of a full name may belong to the next word")
  func tails() {
    #expect(Entities.named("上海市场") == ["上海→上海市(310000)"])
    #expect(Entities.named("河北区域") == ["河北→河北省(130000)"])
  }

  @Test("全县 and the like stand for the document's region or the one named before")
  func anaphora() {
    #expect(Entities.named("全县", region: "140122") == ["全县→阳曲县(140122)"])
    #expect(Entities.named("全市", region: "140122") == ["全市→太原市(140100)"])
    #expect(Entities.named("全省", region: "140122") == ["全省→山西省(140000)"])
    #expect(Entities.named("长沙市很好,全市增长").last == "全市→长沙市(430100)")
    #expect(Entities.named("全国") == ["全国→中国"])
    #expect(Entities.of("全县").first?.entity.isAnaphor == true)
    #expect(Entities.of("全县").first?.entity.code == nil)
  }
}
