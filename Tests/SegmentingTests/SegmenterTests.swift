import Records
import Rules
import Testing
import Text
import ZhibiaoTesting

@testable import Segmenting

/// The segmenter with the program's own tables, loaded once.
private let segmenter = Result {
  try Segmenter(
    tables: TableSet(folders: ["\(Paths.pipelines)/tables/segment"], schemas: Segmenter.schemas + Imprint.schemas))
}

func segmented(_ text: String, _ prepare: (inout Document) -> Void = { _ in }) throws -> Document {
  var document = Document(id: "test")
  document.text = SourceText(text)
  prepare(&document)
  try segmenter.get().segment(&document)
  return document
}

func sentences(_ text: String) throws -> [String] {
  let document = try segmented(text)
  return document.sentences.map { document.text.string($0.span) }
}

func blocks(_ text: String) throws -> [String] {
  let document = try segmented(text)
  return document.blocks.map {
    "\($0.kind.rawValue)\($0.level > 0 ? " \($0.level)" : ""): \(document.text.string($0.span))"
  }
}

@Suite("Sentences")
struct SentenceTests {
  @Test("。！？ end a sentence, semicolons do not")
  func ends() throws {
    #expect(try sentences("一季度增长5%；二季度增长6%。三季度呢？好！") == ["一季度增长5%；二季度增长6%。", "三季度呢？", "好！"])
  }

  @Test("quotes and brackets that close behind the mark belong to the sentence")
  func closers() throws {
    #expect(try sentences("他说：“走。”随后离开。（见附件。）完") == ["他说：“走。”", "随后离开。", "（见附件。）", "完"])
    #expect(try sentences("「好！」』再来。") == ["「好！」』", "再来。"])
  }

  @Test("a decimal point ends nothing")
  func decimals() throws {
    #expect(try sentences("增长5.1%,投资3.2亿元。") == ["增长5.1%,投资3.2亿元。"])
  }

  @Test("marks in a row are one end, and spaces between sentences belong to none")
  func rows() throws {
    #expect(try sentences("真的？！  是。") == ["真的？！", "是。"])
  }

  @Test("a list without end is cut at a pause, and text without a pause somewhere", arguments: ["增长5%、", "一二三", "𠮷"])
  func overlong(unit: String) throws {
    let document = try segmented(String(repeating: unit, count: 5000))
    #expect(document.sentences.count > 1)
    #expect(document.sentences.allSatisfy { $0.span.count <= SentenceScanner.hardLimit + 1 })
    #expect(document.sentences.map { document.text.string($0.span) }.joined() == String(repeating: unit, count: 5000))
  }

  @Test("a new line ends a sentence; each sentence lies in one block")
  func lines() throws {
    let document = try segmented("第一行没有句号\n第二行。第三句。")
    #expect(document.sentences.map(\.block) == [0, 1, 1])
    for sentence in document.sentences { #expect(document.blocks[sentence.block].span.contains(sentence.span)) }
  }

  @Test("texts without any text have no sentences", arguments: ["", " ", "\n\n", "\u{3000}"])
  func empty(text: String) throws {
    #expect(try sentences(text).isEmpty)
  }
}

@Suite("Blocks")
struct BlockTests {
  @Test("the first line is the title, where it is short, ends no sentence, and something follows")
  func title() throws {
    #expect(try blocks("清徐县经济开门红\n今年以来,经济向好。") == ["title: 清徐县经济开门红", "paragraph: 今年以来,经济向好。"])
    #expect(try segmented("清徐县经济开门红\n今年以来,经济向好。").metadata.title == "清徐县经济开门红")
    #expect(try blocks("各位代表：\n现在报告工作。") == ["paragraph: 各位代表：", "paragraph: 现在报告工作。"])
    #expect(try blocks("只有一行") == ["paragraph: 只有一行"])
  }

  @Test("a title that the input gives is not overridden, but found")
  func givenTitle() throws {
    let document = try segmented("政府工作报告\n各位代表：") { $0.metadata.title = "2024年政府工作报告" }
    #expect(document.metadata.title == "2024年政府工作报告")
    #expect(document.blocks[0].kind == .title)
  }

  @Test(
    "marks make headings with levels",
    arguments: [
      ("一、2020年工作回顾", "heading 1"), ("（二）加快农业发展", "heading 2"), ("(三)稳定就业。", "heading 2"),
      ("■ 产业富县 增强动能", "heading 1"), ("第三章 总则", "heading 1"), ("1.主要任务", "heading 3"),
      ("一是扩大投资规模。", "list_item"), ("——经济增长5.1%。", "list_item"), ("1.5万人参加", "paragraph"),
      ("一、全年增长5%。其中工业增长6%。农业增长3%。", "list_item"),
    ])
  func marks(line: String, kind: String) throws {
    #expect(try blocks("开头一段。\n\(line)\n结尾一段。").dropFirst().first == "\(kind): \(line)")
  }

  @Test("lines that were broken inside a sentence are one block")
  func broken() throws {
    #expect(try blocks("修改《\n信访条例\n》。\n另一段。") == ["paragraph: 修改《\n信访条例\n》。", "paragraph: 另一段。"])
  }

  @Test("blocks that a page brought are kept")
  func page() throws {
    let document = try segmented("甲\n乙。") {
      $0.blocks = [Block(span: Span(0, 1), kind: .tableCell), Block(span: Span(2, 4), kind: .paragraph)]
    }
    #expect(document.blocks.map(\.kind) == [.tableCell, .paragraph])
  }
}

@Suite("What a document says of itself")
struct ImprintTests {
  @Test("a source line gives publisher, author and date")
  func sourceLine() throws {
    let document = try segmented("标题\n来源:太原日报  作者:王某某  2021-04-20 09:30\n正文。\n(责编:赵六、钱七)")
    #expect(document.metadata.publisher == "太原日报")
    #expect(document.metadata.author == "王某某")
    #expect(document.metadata.datePublished == "2021-04-20T09:30:00")
    #expect(document.metadata.editor == "赵六、钱七")
    #expect(document.blocks.map(\.kind) == [.title, .sourceLine, .paragraph, .sourceLine])
  }

  @Test("what the input says is not overridden by its text")
  func precedence() throws {
    let document = try segmented("标题\n来源：甲报 2021-04-20\n正文。") {
      $0.metadata.publisher = "乙报"
      $0.metadata.datePublished = "2021-04-21"
    }
    #expect(document.metadata.publisher == "乙报")
    #expect(document.metadata.datePublished == "2021-04-21")
  }

  @Test(
    "a sentence that speaks of sources or reporters is no source line",
    arguments: [
      "人才是创新的第一来源。", "记者从县统计局获悉，今年增长5%。", "收入来源：工资占六成。其余为其他。",
    ])
  func prose(line: String) throws {
    let document = try segmented("标题\n\(line)\n正文。")
    #expect(document.metadata.publisher == nil && document.metadata.author == nil)
    #expect(document.blocks[1].kind == .paragraph)
  }

  @Test("a dateline is parted from its paragraph, and names the agency and the reporters")
  func dateline() throws {
    let document = try segmented("标题\n新华社北京3月5日电（记者 张三、李四）国务院总理作报告。")
    #expect(document.metadata.publisher == "新华社")
    #expect(document.metadata.author == "张三、李四")
    #expect(document.blocks.map(\.kind) == [.title, .dateline, .paragraph])
    #expect(document.text.string(document.blocks[2].span) == "国务院总理作报告。")
    #expect(document.metadata.datePublished == nil, "the year is not guessed")
  }

  @Test("a dateline with a year dates the document", arguments: ["新华社太原2021年4月20日电 正文。", "本报北京2021年4月20日讯 正文。"])
  func datedDateline(line: String) throws {
    #expect(try segmented(line).metadata.datePublished == "2021-04-20")
  }

  @Test("电 and 讯 elsewhere begin no text", arguments: ["新华社发展迅速，电力充足。", "本报通讯员培训班开班。", "3月5日电力负荷创新高。"])
  func noDateline(line: String) throws {
    #expect(try segmented(line).blocks.map(\.kind) == [.paragraph])
  }

  @Test(
    "the number of an official document",
    arguments: [
      ("国发〔2021〕23号", "国发〔2021〕23号"), ("晋政发[2021]7号", "晋政发〔2021〕7号"), ("国办发（2019）第 5 号", "国办发〔2019〕5号"),
    ])
  func docNumber(line: String, number: String) throws {
    #expect(try segmented("国务院关于印发方案的通知\n\(line)\n各省人民政府：").metadata.docNumber == number)
  }

  @Test(
    "a date alone in a line dates the document",
    arguments: ["2021年11月15日", "（2021年11月15日）", "——2021年11月15日在县人民代表大会上", "2021-11-15 08:00"])
  func bareDate(line: String) throws {
    #expect(try segmented("标题\n\(line)\n正文。").metadata.datePublished?.hasPrefix("2021-11-15") == true)
  }
}
