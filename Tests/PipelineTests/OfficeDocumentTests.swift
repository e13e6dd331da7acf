import Foundation
import Ingesting
import Records
import Testing
import Text
import ZhibiaoTesting

@Suite("Office documents")
struct OfficeDocumentTests {
  /// The documents of one file after all stages, and why others failed.
  func read(_ name: String, _ members: [(String, String)]) throws -> (documents: [Document], faults: [String]) {
    let scratch = try Scratch()
    try scratch.write(name, ContainerFile.zip(members.map { (Array($0.0.utf8), Array($0.1.utf8)) }))
    var ingester = Ingester(["\(scratch.path)/\(name)"], options: IngestOptions())
    var out: (documents: [Document], faults: [String]) = ([], [])
    while let next = ingester.next() {
      switch next {
      case .success(var document):
        try TestPipeline.shared().process(&document)
        out.documents.append(document)
      case .failure(let error): out.faults.append(error.reason)
      }
    }
    return out
  }

  func blocks(_ document: Document) -> [String] {
    document.blocks.map { "\($0.kind.rawValue): \(document.text.string($0.span))" }
  }

  static let types = ("[Content_Types].xml", "<Types/>")

  func word(_ body: String) -> [(String, String)] {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\(body)</w:body></w:document>"
    return [Self.types, ("word/styles.xml", "<w:styles/>"), ("word/document.xml", text)]
  }

  func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
  }

  @Test("a text of Word: runs are one paragraph, fields and what was deleted are no text")
  func docx() throws {
    let body =
      "<w:p><w:r><w:t>全县经济运行情况</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>综合</w:t></w:r></w:p><w:p><w:r><w:t>2021年,全县</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>税收增长5.1%。</w:t></w:r></w:p>"
    let read = try read("a.docx", word(body))
    let document = try #require(read.documents.first)
    #expect(document.mediaType == .docx && document.warnings.isEmpty)
    #expect(blocks(document) == ["title: 全县经济运行情况", "heading: 综合", "paragraph: 2021年,全县税收增长5.1%。"])
    #expect(document.observations.map(\.indicatorName) == ["税收"])
  }

  @Test("every character leads back to the part of the document that holds the text")
  func source() throws {
    let members = word("<w:p><w:r><w:t>产值 &lt; 5</w:t></w:r><w:r><w:t>亿元</w:t></w:r></w:p>")
    let document = try #require(try read("a.docx", members).documents.first)
    let part = Array(members[2].1.utf8)
    let span = Span(document.text.count - 2, document.text.count)
    let range = try #require(document.text.sourceRange(span))
    #expect(String(decoding: part[range.lowerBound.value..<range.upperBound.value], as: UTF8.self) == "亿元")
  }

  @Test("tables of Word, with cells over several rows and columns")
  func wordTable() throws {
    let start = "<w:vMerge w:val=\"restart\"/>"
    let body =
      "<w:tbl><w:tr>\(cell("指标", start))\(cell("2021年", "<w:gridSpan w:val=\"2\"/>"))</w:tr><w:tr>\(cell("", "<w:vMerge/>"))\(cell("总量（亿元）"))\(cell("同比增长（%）"))</w:tr><w:tr>\(cell("固定资产投资"))\(cell("18.9"))\(cell("7.2"))</w:tr></w:tbl>"
    let document = try #require(try read("a.docx", word(body)).documents.first)
    #expect(document.observations.map(\.indicatorName) == ["固定资产投资", "固定资产投资"])
    #expect(document.observations.map { $0.value.map { "\($0)" } } == ["1890000000.0", "7.2"])
    #expect(document.observations.map(\.timePeriod) == ["2021", "2021"])
  }

  @Test("a text of OpenDocument")
  func odt() throws {
    let text =
      "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body><office:text><text:h text:outline-level=\"2\">综合</text:h><text:p>全县税收<text:span>增长5.1%</text:span>。</text:p></office:text></office:body></office:document-content>"
    let read = try read("a.odt", [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", text)])
    #expect(read.documents.map(blocks) == [["title: 综合", "paragraph: 全县税收增长5.1%。"]])
  }

  @Test("a book is an archive of pages")
  func epub() throws {
    let page =
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>一</title></head><body><p>税收增长5%。</p></body></html>"
    let read = try read("a.epub", [("mimetype", "application/epub+zip"), ("OEBPS/1.xhtml", page)])
    #expect(read.documents.map { $0.id.hasSuffix("a.epub!OEBPS/1.xhtml") } == [true])
  }

  @Test("sheets, slides and damaged documents are refused with their reason")
  func refused() throws {
    #expect(
      try read("a.xlsx", [Self.types, ("xl/workbook.xml", "")]).faults == [
        "an Office document that is no text; DOCX, ODT and EPUB are read"
      ])
    #expect(try read("a.docx", [Self.types]).faults == ["damaged: the part word/document.xml is missing"])
  }

  @Test("entities are not expanded, whatever they claim to be, and nothing is read from elsewhere")
  func entities() throws {
    let text =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"\(String(repeating: "y", count: 1000))\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"x\"><w:p><w:t>甲&b;&f;</w:t></w:p></w:document>"
    let document = try #require(try read("a.docx", [Self.types, ("word/document.xml", text)]).documents.first)
    #expect(document.text.string(Span(0, document.text.count)) == "甲" && document.warnings.count == 1)
  }

  @Test("nesting without end is cut")
  func deep() throws {
    let body = String(repeating: "<w:x>", count: 50_000) + "甲"
    let read = try read("a.docx", word(body))
    #expect(read.documents.map(\.warnings.count) == [1])
  }
}
