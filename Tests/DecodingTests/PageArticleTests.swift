import Records
import Rules
import Testing
import Text
import Zhibiao
import ZhibiaoTesting

@testable import Decoding

private let reader = Result {
  try PageReader(tables: TableSet(folders: ["\(Paths.pipelines)/tables"], schemas: Pipeline.schemas))
}

@Suite("What a page says of its article")
struct PageArticleTests {
  static let prose = "<p>全市生产总值增长5.1%，工业增长6%，投资增长7%，消费增长8%，城镇就业增加。</p><p>全市进出口总额增长9%。</p>"

  func read(_ body: String, head: String = "") throws -> (text: [String], metadata: Metadata) {
    var document = Document(id: "test")
    document.mediaType = .html
    document.text = SourceText("<html><head>\(head)</head><body>\(body)</body></html>")
    try reader.get().read(&document)
    let text = document.text.string(Span(0, document.text.count)).split(separator: "\n").map(String.init)
    return (text, document.metadata)
  }

  @Test(
    "the window's title without channel and site",
    arguments: [
      "全市经济运行平稳_要闻_某某网", "全市经济运行平稳 - 某市人民政府", "全市经济运行平稳--经济--某报", "全市经济运行平稳-某某在线", "全市经济运行平稳|经济|运行_财经_某浪",
    ])
  func windowTitle(window: String) throws {
    #expect(try read(Self.prose, head: "<title>\(window)</title>").metadata.title == "全市经济运行平稳")
  }

  @Test("a hyphen inside a title parts nothing")
  func hyphen() throws {
    let title = "“1-10月”经济运行：A-B两类指标回升"
    #expect(try read(Self.prose, head: "<title>\(title)</title>").metadata.title == title)
  }

  @Test("the title is the block that the window's title begins with, whatever its element; what stands before it goes")
  func titleBlock() throws {
    let page = try read(
      "<div><h1>某市统计局</h1><div>您所在的位置：首页 &gt; 数据</div><span class=t><b>全市经济 运行平稳</b></span>\(Self.prose)</div>",
      head: "<title>全市经济 运行平稳_某市统计局</title>")
    #expect(page.text.first == "全市经济 运行平稳" && page.metadata.title == "全市经济 运行平稳")
    #expect(page.text.count == 3)
  }

  @Test("a mark beside the title is no part of it")
  func badge() throws {
    let page = try read(
      "<div><h2><span>原创</span>全市经济运行平稳向好发展</h2>\(Self.prose)</div>", head: "<title>全市经济运行平稳向好发展</title>")
    #expect(page.text.first == "全市经济运行平稳向好发展")
  }

  @Test(
    "labels in a row are parted, with or without space between them",
    arguments: [
      "<div>2021-11-15 09:30<span>来源：某报</span><span>作者：张三</span><a href=x>举报</a></div>",
      "<p>发布时间：2021年11月15日 09:30 来源：某报作者：张三</p>", "<div>来源: <a href=x>某报</a> 作者<span>张三</span>| 2021-11-15 09:30</div>",
    ])
  func labels(line: String) throws {
    let page = try read("<div><h1>全市经济</h1>\(line)\(Self.prose)</div>")
    let metadata = page.metadata
    #expect(metadata.publisher == "某报" && metadata.author == "张三" && metadata.datePublished == "2021-11-15T09:30:00")
    #expect(page.text.count == 3, "\(page.text)")
  }

  @Test("on pages of accounts the name before the date is the author's, the one behind it the publisher's")
  func account() throws {
    let own = try read(
      "<div><h1>题目</h1><div><span>原创</span><span>某某人文</span><span>2021-11-15 09:30:05</span></div>\(Self.prose)</div>")
    #expect(own.metadata.author == "某某人文" && own.metadata.publisher == nil)
    let taken = try read(
      "<div><h1>题目</h1><div><span>2021年11月15日 09:30</span><span>某市日报</span></div>\(Self.prose)</div>")
    #expect(taken.metadata.author == nil && taken.metadata.publisher == "某市日报")
  }

  @Test("the line above the date may name the writer")
  func writer() throws {
    let page = try read("<div><h1>题目</h1><p>某报记者 张三</p><p>2021-11-15 09:30 来源：某报</p>\(Self.prose)</div>")
    #expect(page.metadata.author == "张三" && page.text.count == 3)
  }

  @Test("the name of the site is no author, nor is a number or nobody", arguments: ["某某网", "104363", "admin", "佚名"])
  func noAuthor(name: String) throws {
    let page = try read(
      "<h1>全市经济</h1>\(Self.prose)", head: "<title>全市经济_某某网</title><meta name=author content='\(name)'>")
    #expect(page.metadata.author == nil)
  }

  @Test("structured data and variables of scripts tell what nothing else does")
  func keys() throws {
    let data =
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"\\u5f20\\u4e09\"}],\"datePublished\":\"2021-11-15T01:30:00Z\"}</script>"
    let page = try read("<h1>全市经济</h1>\(Self.prose)", head: data)
    #expect(page.metadata.author == "张三" && page.metadata.datePublished == "2021-11-15T09:30:00+08:00")
    let script = "<script>var x = {list: [], publish_time: '2021-11-15 09:30:05', author: '李四'};</script>"
    let other = try read("<h1>全市经济</h1>\(Self.prose)", head: script)
    #expect(other.metadata.datePublished == "2021-11-15T09:30:05" && other.metadata.author == nil)
  }

  @Test("a date of the page that shows the day only takes the time of data for the same day")
  func precision() throws {
    let page = try read(
      "<div><h1>题目</h1><p>2021-11-15</p>\(Self.prose)</div>", head: "<meta name=pubdate content='2021-11-15 09:30'>")
    #expect(page.metadata.datePublished == "2021-11-15T09:30:00")
  }

  @Test(
    "editors, notices and what leads elsewhere end the article",
    arguments: [
      "<p>责任编辑：张三_NB1</p><p>另一篇报道的开头，写得像正文一样。</p>", "<p>（责编：张三、李四）</p><h3>推荐阅读</h3><p>另一篇报道。</p>",
      "<div>相关新闻</div><p>另一篇报道的开头，也有逗号和句号。</p>", "<p>免责声明：本文仅代表作者观点，不代表本站立场。</p>", "<p>扫一扫在手机打开当前页</p>",
      "<p>本文来源：某报 责任编辑：张三</p>",
    ])
  func ends(tail: String) throws {
    let page = try read("<div><h1>题目</h1>\(Self.prose)\(tail)</div>")
    #expect(page.text.count == 3, "\(page.text)")
  }

  @Test("what is said in sentences stays, even where it begins like a notice")
  func sentences() throws {
    let page = try read("<div>\(Self.prose)<p>声明：我国将坚定维护自身利益，这是外交部的立场，各方都应看到这一点并作出努力。</p><p>关注民生，是会议的主题之一。</p></div>")
    #expect(page.text.last == "关注民生，是会议的主题之一。")
  }

  @Test("a page that stands in a form, or in an element with a misleading name, is read; its menus are not")
  func form() throws {
    let page = try read(
      "<form id=form1><div class=nav><p>首页，要闻。</p></div><div class=share_box>\(Self.prose)</div></form>")
    #expect(page.text.count == 2)
  }

  @Test("lines of a law's adoption are no date line")
  func adoption() throws {
    let page = try read("<div><h1>某某条例</h1><p>（2021年6月29日第十三届全国人民代表大会常务委员会第二十九次会议通过）</p>\(Self.prose)</div>")
    #expect(page.text.contains { $0.contains("会议通过") })
  }
}
