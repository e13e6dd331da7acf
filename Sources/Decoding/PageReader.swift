import Markup
import Records
import Rules
import Text

/// Makes a text with blocks out of a page that was decoded: markup goes, the article stays, every offset leads back.
///
/// Which part of a page is the article is told by simple rules: tags and class names that are never part of one, and the
/// element that holds most of the prose.
public struct PageReader: Sendable {
  /// The kinds of tables that reading pages reads.
  public static let schemas = PageRules.schemas

  private let rules: PageRules

  public init(tables: TableSet) throws { rules = try PageRules(tables: tables) }

  /// Writes `text`, `blocks` and metadata of a page; leaves other documents as they are.
  public func read(_ document: inout Document) {
    guard document.mediaType == .html, document.text.count > 0 else { return }
    var source = document.text.string(Span(0, document.text.count))
    source.withUTF8 { source in
      let tree = PageTree(utf8: source)
      if tree.isCutShort { document.warnings.append("the page is nested too deep; its end was not read") }
      var layout = PageLayout(tree, rules: rules, source: source, heedsWords: true)
      let whole = PageLayout(tree, rules: rules, source: source, heedsWords: false)
      // A site that puts the article itself into such an element is read without them.
      if layout.weight * 2 < whole.weight { layout = whole }
      var writer = PageWriter(document.text, tree)
      let range = layout.article()
      let lead = lead(of: layout, before: range.lowerBound)
      for at in lead { writer.write(layout.blocks[at], as: layout.blocks[at].kind == .heading ? .title : .paragraph) }
      for at in range where !layout.blocks[at].isMostlyLinks || layout.blocks[at].kind == .tableCell {
        writer.write(layout.blocks[at], as: layout.blocks[at].kind)
      }
      let title = writer.title ?? windowTitle(of: layout, source)
      (document.text, document.blocks) = writer.finish()
      readMetas(of: tree, into: &document.metadata)
      document.metadata.title = document.metadata.title ?? title
    }
  }

  /// What stands above an article: its main heading, and short lines behind that (date, source).
  private func lead(of layout: PageLayout, before first: Int) -> [Int] {
    guard let heading = layout.blocks[..<first].lastIndex(where: { $0.kind == .heading && $0.level == 1 }) else {
      return []
    }
    return (heading..<first).filter { at in
      at == heading || layout.blocks[at].characters <= 80 && !layout.blocks[at].isMostlyLinks && first - at <= 12
    }
  }

  private func windowTitle(of layout: PageLayout, _ source: UnsafeBufferPointer<UInt8>) -> String? {
    var title = ""
    for at in layout.windowTitle {
      let run = layout.tree.runs[at]
      title +=
        run.replacement.map { String(decoding: $0, as: UTF16.self) }
        ?? String(decoding: source[run.start..<run.end], as: UTF8.self)
    }
    // The name of the site stands behind the last of these.
    let parts = title.split { "_|".contains($0) || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
    return parts.first
  }

  private func readMetas(of tree: PageTree, into metadata: inout Metadata) {
    func first(_ field: PageRules.Field) -> String? {
      for (name, wanted) in rules.metas where wanted == field {
        if let meta = tree.metas.first(where: { $0.name == name && !$0.content.trimmed.isEmpty }) {
          return meta.content.trimmed
        }
      }
      return nil
    }
    metadata.title = metadata.title ?? first(.title)
    metadata.datePublished = metadata.datePublished ?? first(.date)
    metadata.publisher = metadata.publisher ?? first(.publisher)
    metadata.author = metadata.author ?? first(.author)
    metadata.editor = metadata.editor ?? first(.editor)
  }
}
