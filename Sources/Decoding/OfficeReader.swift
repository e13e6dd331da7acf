import Markup
import Records
import Rules
import Text

/// Makes a text with blocks out of the XML of an office document: paragraphs, headings and tables, as of a page that is
/// nothing but its article.
///
/// A table says which element of HTML each element is like; from there on all is the same as for pages. Offsets lead to
/// the bytes of the part of the document that holds the text.
struct OfficeReader: Sendable {
  static let schema = TableSchema(
    kind: "office_tags",
    columns: [.init("tag", required: true), .init("like"), .init("says", values: Saying.allCases.map(\.rawValue))])

  /// What an element says of the cell or the paragraph around it.
  enum Saying: String, CaseIterable, Sendable {
    case cellSpan = "cell_span"
    case cellMerge = "cell_merge"
    case style, outline
  }

  private var names: [String: String] = [:]
  private var sayings: [String: Saying] = [:]

  init(tables: TableSet) {
    for row in tables.rows(of: Self.schema.kind) {
      names[row["tag"]] = row.optional("like")
      sayings[row["tag"]] = Saying(rawValue: row["says"])
    }
  }

  /// Writes `text` and `blocks`.
  func read(_ document: inout Document, rules: PageRules) {
    var source = document.text.string(Span(0, document.text.count))
    source.withUTF8 { source in
      let tree = translated(PageTree(xml: source))
      if tree.isCutShort {
        document.warnings.append("the document is damaged or nested too deep; its end was not read")
      }
      let layout = PageLayout(all: tree, rules: rules, source: source)
      var writer = PageWriter(document.text, tree)
      for block in layout.blocks { writer.write(block, as: block.kind) }
      (document.text, document.blocks) = writer.finish()
    }
  }

  /// The tree with the names of HTML, and with what elements say of those around them.
  private func translated(_ tree: PageTree) -> PageTree {
    var tree = tree
    for at in tree.elements.indices {
      let element = tree.elements[at]
      if let like = names[element.name] {
        let level = Int(element.value).map { min(max($0, 1), 6) }
        tree.elements[at].name = like == "h1" ? "h\(level ?? 1)" : like
      } else if let saying = sayings[element.name] {
        note(saying, element, in: &tree)
      }
    }
    return tree
  }

  private func note(_ saying: Saying, _ element: PageTree.Element, in tree: inout PageTree) {
    switch saying {
    case .cellSpan:
      guard let cell = around(element, in: tree, "td"), let span = Int(element.value) else { return }
      tree.elements[cell].columnSpan = min(max(span, 1), 1000)
    case .cellMerge:
      // The first cell of those that are one says `restart`; the others, which are empty, say nothing.
      guard let cell = around(element, in: tree, "td"), element.value != "restart" else { return }
      tree.elements[cell].isContinued = true
    case .style, .outline:
      guard let paragraph = around(element, in: tree, "p") else { return }
      let level = saying == .outline ? Int(element.value).map { $0 + 1 } : Self.level(ofStyle: element.value)
      if let level, (1...6).contains(level) { tree.elements[paragraph].name = "h\(level)" }
    }
  }

  /// `Heading2`, `heading 2` of Word's own styles.
  private static func level(ofStyle style: String) -> Int? {
    let name = style.lowercased().filter { $0 != " " }
    return name.hasPrefix("heading") ? Int(name.dropFirst(7)) : nil
  }

  /// The nearest element of a name around another.
  private func around(_ element: PageTree.Element, in tree: PageTree, _ name: String) -> Int? {
    var at = element.parent
    for _ in 0..<8 where at >= 0 {
      if tree.elements[at].name == name { return at }
      at = tree.elements[at].parent
    }
    return nil
  }
}
