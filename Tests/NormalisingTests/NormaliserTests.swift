import Normalising
import Records
import Testing
import Text

@Suite("Normalising")
struct NormaliserTests {
  @Test("invisible characters go, line ends and spaces become one kind")
  func invisible() {
    #expect(normalised("一\r\n二\r三\u{2028}四\u{200B}五\u{FEFF}六\u{3000}七\u{A0}八\u{0}\t九").whole == "一\n二\n三\n四五六 七 八\t九")
    #expect(normalised("葛\u{E0100}城☎\u{FE0F}").whole == "葛城☎")
  }

  @Test("composed, compatibility ideographs too")
  func composes() {
    #expect(normalised("cafe\u{301}").whole == "café")
    #expect(normalised("\u{F90A}").whole == "金")
    #expect(normalised("中\u{2F800}国").whole == "中丽国" || normalised("中\u{2F800}国").whole == "中丽国")
    #expect(normalised("\u{FF1D}\u{338}").whole == "\u{2260}")
    #expect(normalised("a\u{323}\u{307}b").whole == "\u{1EA1}\u{307}b")
    #expect(normalised("\u{301}").whole == "\u{301}")
  }

  @Test("what was escaped twice is resolved to the end")
  func escaped() {
    #expect(normalised("甲&amp;amp;nbsp;乙&amp;lt;br&amp;gt;丙&#38;amp;").whole == "甲 乙\n丙&")
  }

  @Test("a Traditional text is simplified, and said to be one")
  func traditional() {
    let document = normalised("二零二一年，本港失業率下跌至3.2%，統計處發佈，於乾隆年間著名的計畫，百分點。甚麼？")
    #expect(document.whole == "二零二一年，本港失业率下跌至3.2%，统计处发布，于乾隆年间著名的计划，百分点。什么？")
    #expect(document.language == "zh-Hant")
    for at in 0..<document.text.count { #expect(document.text.sourceRange(Span(at, at + 1))?.isEmpty == false) }
  }

  @Test("a Simplified text with a Traditional name is left alone")
  func simplified() {
    let document = normalised("县长朱鎔国、著名企业乾源公司发展经济")
    #expect(document.whole == "县长朱鎔国、著名企业乾源公司发展经济")
    #expect(document.language == "zh-Hans")
    #expect(normalised("2021").language == nil)
  }

  @Test("each step can be switched off")
  func options() {
    let off = normaliser {
      $0.composes = false
      $0.foldsWidth = false
      $0.foldsLookAlikes = false
      $0.unifiesSpaces = false
      $0.removesInvisible = false
      $0.resolvesLeftovers = false
      $0.joinsDigits = false
      $0.unmasks = false
      $0.simplifies = false
    }
    let text = "e\u{301}３％一九九○年\u{3000}\r\n\u{200B}&nbsp;<br>1 9 9 7 年*党**經濟發展"
    #expect(normalised(text, off).whole == text)
    #expect(normalised(text).whole == "é3%一九九〇年 \n \n1997年党经济发展")
    #expect(normalised("經濟發展", normaliser { $0.simplifies = false }).whole == "經濟發展")
  }

  @Test("spans of what was put together map to what stood there")
  func sources() throws {
    let text = "增长1 2 ．5 ％，*共中**中央"
    let document = normalised(text)
    #expect(document.whole == "增长12.5%，中共中央")
    func source(_ start: Int, _ end: Int) -> String? {
      document.text.sourceRange(Span(start, end)).map {
        String(decoding: Array(text.utf8)[$0.lowerBound.value..<$0.upperBound.value], as: UTF8.self)
      }
    }
    #expect(source(2, 7) == "1 2 ．5 ％")
    #expect(source(3, 4) == "2")
    #expect(source(4, 5) == "．")
    #expect(source(8, 10) == "*共中**")
    #expect(source(8, 12) == "*共中**中央")
    #expect(source(10, 12) == "中央")
  }

  @Test("blocks move with their text")
  func blocks() {
    let text = "１ ２ 年\u{200B}\n*产党共**员\n\u{3000}end"
    var document = Document(id: "t")
    document.text = SourceText(text)
    let units = Array(text.utf16)
    let ends = units.indices.filter { units[$0] == 0x0A } + [units.count]
    var start = 0
    for end in ends {
      document.blocks.append(Block(span: Span(start, end), kind: .paragraph))
      start = end + 1
    }
    standard.normalise(&document)
    #expect(document.whole == "12年\n共产党员\n end")
    #expect(document.blocks.map { document.text.string($0.span) } == ["12年", "共产党员", " end"])
  }

  @Test("the article with masked words is whole again", .enabled(if: !sharedTexts.isEmpty))
  func article() {
    let document = normalised(sharedTexts[0])
    #expect(!document.whole.contains("*"))
    #expect(document.whole.contains("中国共产党山西省第十二次代表大会"))
    #expect(document.whole.contains("生产性服务业"))
  }
}
