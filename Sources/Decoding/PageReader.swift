import Markup
import Records
import Rules
import Text

/// Makes a text with blocks out of a page that was decoded: markup goes, the article stays, every offset leads back.
///
/// Which part of a page is the article is told by its structure and by tables: tags, classes and set phrases that are
/// never part of one, and the element that holds most of the prose. No site is known by name.
public struct PageReader: Sendable {
  /// The kinds of tables that reading pages reads, beside those of imprints.
  public static let schemas = PageRules.schemas + [OfficeReader.schema]

  private let rules: PageRules
  private let imprint: Imprint
  private let office: OfficeReader

  public init(tables: TableSet) throws {
    rules = try PageRules(tables: tables)
    imprint = Imprint(tables: tables)
    office = OfficeReader(tables: tables)
  }

  /// Writes `text`, `blocks` and metadata of a page; leaves other documents as they are.
  public func read(_ document: inout Document) {
    guard document.text.count > 0 else { return }
    switch document.mediaType {
    case .text: return
    case .docx, .odt: return office.read(&document, rules: rules)
    case .html: break
    }
    var source = document.text.string(Span(0, document.text.count))
    source.withUTF8 { source in
      let tree = PageTree(utf8: source)
      if tree.isCutShort { document.warnings.append("the page is nested too deep; its end was not read") }
      let all = PageLayout(all: tree, rules: rules, source: source)
      let layout = PageLayout(articleOf: all, source: source)
      let text = PageText(tree: tree, source: source)
      let window = PageTitle(window: text.gapped(layout.windowTitle), rules: rules)
      var article = PageArticle(layout, text, window, rules: rules, imprint: imprint)
      let facts = PageFacts(text, all.roles, rules: rules, imprint: imprint)
      facts.fill(&document.metadata, of: article, site: window.site)
      if document.metadata.datePublished == nil {
        // The date may stand in what is no part of an article elsewhere, such as a bar for sharing.
        let other = PageArticle(all, text, window, rules: rules, imprint: imprint, tail: 40)
        facts.fill(&document.metadata, of: other, site: window.site)
      }
      article.drop([document.metadata.author, document.metadata.publisher].compactMap { $0 })
      var writer = PageWriter(document.text, tree)
      if let title = article.title { writer.write(title, as: .title) }
      for block in article.blocks { writer.write(block, as: block.kind) }
      let title = writer.title ?? facts.metas(.title).first ?? String(decoding: window.bare, as: UTF16.self)
      (document.text, document.blocks) = writer.finish()
      if tree.isCutShort, document.text.count == 0 { document.fault = "nested too deep, and no text before that" }
      document.metadata.title = document.metadata.title ?? (title.isEmpty ? nil : title)
    }
  }
}
