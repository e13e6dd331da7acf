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

@Suite("Pages")
struct PageReaderTests {
  func read(_ html: String) throws -> Document {
    var document = Document(id: "test")
    document.mediaType = .html
    document.text = SourceText(html)
    try reader.get().read(&document)
    return document
  }

  func text(_ html: String) throws -> String {
    let document = try read(html)
    return document.text.string(Span(0, document.text.count))
  }

  func blocks(_ html: String) throws -> [String] {
    let document = try read(html)
    return document.blocks.map {
      "\($0.kind.rawValue)\($0.level > 0 ? " \($0.level)" : ""): \(document.text.string($0.span))"
    }
  }

  @Test("elements become blocks")
  func kinds() throws {
    let html =
      "<h1>题</h1><h2>节</h2><p>段一。</p><ul><li>项</li></ul><table><caption>单位</caption><tr><th>甲</th><td>5.1</td></tr></table><div>行一<br>行二</div>"
    #expect(
      try blocks(html) == [
        "title 1: 题", "heading 2: 节", "paragraph: 段一。", "list_item: 项", "caption: 单位", "table_cell: 甲",
        "table_cell: 5.1",
        "paragraph: 行一", "paragraph: 行二",
      ])
  }

  @Test("scripts, forms and navigation are no text")
  func chrome() throws {
    let html =
      "<head><title>题_站</title><style>p{}</style></head><nav>首页</nav><p>正文，一。</p><p>正文，二。</p><script>var a='<p>x</p>'</script><form><button>搜</button></form><footer>版权</footer>"
    #expect(try text(html) == "正文，一。\n正文，二。")
    #expect(try read(html).metadata.title == "题")
  }

  @Test("white space is folded; between Han characters a new line in the markup is none")
  func whiteSpace() throws {
    #expect(try text("<p>\n  全市\n  增长 <b> 5% </b>\n，记者&nbsp;&nbsp;张三 </p>") == "全市增长 5% ，记者 张三")
  }

  @Test("character references become characters, and lead back to all of themselves")
  func references() throws {
    let html = "<p>A&amp;B&lt;5&#37;&hellip;&#x4E2D;&#x1F600;&#150;&nosuch;&amp;amp;</p>"
    let document = try read(html)
    let text = document.text.string(Span(0, document.text.count))
    #expect(text == "A&B<5%…中😀–&nosuch;&amp;")
    let source = Array(html.utf8)
    func back(_ character: String) throws -> String {
      let at = try #require(text.range(of: character))
      let span = Span(text[..<at.lowerBound].utf16.count, text[..<at.upperBound].utf16.count)
      let range = try #require(document.text.sourceRange(span))
      return String(decoding: source[range.lowerBound.value..<range.upperBound.value], as: UTF8.self)
    }
    for (character, reference) in [
      ("&", "&amp;"), ("<", "&lt;"), ("%", "&#37;"), ("…", "&hellip;"), ("中", "&#x4E2D;"), ("😀", "&#x1F600;"),
      ("–", "&#150;"), ("nosuch", "nosuch"),
    ] {
      #expect(try back(character) == reference)
    }
  }

  @Test("every character leads back to where it stands, whatever the markup around it")
  func offsets() throws {
    var seed: UInt64 = 11
    func next(_ n: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % n
    }
    let pieces = [
      "中", "5.1%", "𠮷", " ", "\n", "<b>", "</b>", "<br>", "<p>", "</p>", "&amp;", "&nbsp;", "<!-- x -->",
      "<i class='a'>", "</i>", "，", "<", ">", "&", "\u{3000}", "é",
    ]
    for _ in 0..<300 {
      let html = "<div>" + (0..<30).map { _ in pieces[next(pieces.count)] }.joined() + "</div>"
      let document = try read(html)
      let source = Array(html.utf8)
      var last = 0
      for (at, unit) in document.text.units.enumerated() where !isTrailSurrogate(unit) {
        let span = Span(at, at + (isLeadSurrogate(unit) ? 2 : 1))
        let range = try #require(document.text.sourceRange(span), "\(html)")
        #expect(range.lowerBound.value >= last, "\(html)")
        last = range.lowerBound.value
        let there = String(decoding: source[range.lowerBound.value..<range.upperBound.value], as: UTF8.self)
        let here = document.text.string(span)
        let isReplaced = here == " " || here == "\n" || there.hasPrefix("&")
        #expect(isReplaced || there == here, "\(here) from \(there) in \(html)")
      }
      for block in document.blocks { #expect(!block.span.isEmpty && block.span.end <= document.text.count) }
    }
  }

  @Test("the article is told from lists of links around it")
  func article() throws {
    let links = String(repeating: "<li><a href=x>别的新闻，标题很长很长</a></li>", count: 20)
    let prose = String(repeating: "<p>全市生产总值增长5.1%，工业增长6%。</p>", count: 5)
    let html =
      "<body><div class=top><ul>\(links)</ul></div><div><h1>题</h1><div>2021-11-15 来源：某报</div><div class=text>\(prose)</div></div><div><ul>\(links)</ul></div></body>"
    let text = try text(html)
    #expect(text.hasPrefix("题\n全市"))
    let metadata = try read(html).metadata
    #expect(metadata.datePublished == "2021-11-15" && metadata.publisher == "某报")
    #expect(!text.contains("别的新闻"))
  }

  @Test("an article inside an element that is called otherwise is read all the same")
  func misnamed() throws {
    let html =
      "<body class=share><div class=comment>" + String(repeating: "<p>全市增长5.1%，工业增长6%。</p>", count: 3) + "</div></body>"
    #expect(try blocks(html).count == 3)
  }

  @Test("meta elements tell title, date and source")
  func metas() throws {
    let document = try read(
      "<head><meta name=ArticleTitle content=题><meta name=PubDate content='2021-11-15 09:30'><meta name=ContentSource content=某报></head><body><p>正文。</p></body>"
    )
    #expect(document.metadata.title == "题")
    #expect(document.metadata.datePublished == "2021-11-15T09:30:00")
    #expect(document.metadata.publisher == "某报")
  }

  @Test(
    "nothing makes it fall over",
    arguments: [
      "", "<", "<p", "<!--", "&", "<html>", "\u{0}", "<p>\u{0}a</p>", "<title>", "<table><td>", "</p></p>",
      String(repeating: "<div>", count: 50_000) + "甲。", String(repeating: "<b>", count: 3000) + "乙",
      "<p>" + String(repeating: "&lt;", count: 5000),
    ])
  func anything(html: String) throws {
    _ = try read(html)
  }
}
