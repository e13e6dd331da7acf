import Markup
import Records
import Rules
import Text

/// What a page says of its article outside the article's own lines: `meta` elements, structured data, classes.
struct PageFacts {
  private let tree: PageTree
  private let text: PageText
  private let rules: PageRules
  private let roles: PageRoles
  private let imprint: Imprint

  init(_ text: PageText, _ roles: PageRoles, rules: PageRules, imprint: Imprint) {
    self.roles = roles
    tree = text.tree
    self.text = text
    self.rules = rules
    self.imprint = imprint
  }

  func metas(_ field: PageRules.Field) -> [String] {
    rules.metas.lazy.filter { $0.field == field }.flatMap { meta in
      tree.metas.lazy.filter { $0.name == meta.name }.map(\.content.trimmed).filter { !$0.isEmpty }
    }
  }

  /// Fills what is not known of an article.
  func fill(_ metadata: inout Metadata, of article: PageArticle, site: [UInt16]) {
    let (labelled, dated) = (article.labelled, article.dated)
    let date = labelled.datePublished ?? dated.datePublished
    metadata.datePublished = metadata.datePublished ?? self.date(shown: date, head: article.head, end: article.end)
    metadata.publisher = metadata.publisher ?? labelled.publisher ?? dated.publisher ?? publisher()
    metadata.editor = metadata.editor ?? labelled.editor ?? metas(.editor).first { !imprint.isNobody($0) }
    metadata.docNumber = metadata.docNumber ?? labelled.docNumber
    let sites = [PageText.key(site)] + (metas(.site) + [metadata.publisher ?? ""]).map { PageText.key(Array($0.utf16)) }
    if metadata.author == nil {
      let candidates =
        [labelled.author, dated.author].compactMap { $0 } + metas(.author) + values(.author)
        + [hinted(.author, in: article.head)].compactMap { $0 }
      metadata.author = candidates.first { isAuthor($0, sites) }
    }
    metadata.publisher = metadata.publisher ?? metas(.site).first
  }

  // MARK: Dates

  /// What is shown beside the title; what data says of the same day may be more precise.
  private func date(shown: String?, head: Range<Int>, end: Int) -> String? {
    var told = metas(.date).compactMap(PublicationDate.iso)
    if let shown, shown.utf8.count > 10 || told.contains(where: { $0.utf8.count > 10 && $0.hasPrefix(shown) }) {
      let sameMinute = told.first { $0.hasPrefix(shown.prefix(16)) }
      return sameMinute ?? shown
    }
    if shown == nil, let first = told.first, first.utf8.count > 10 { return first }
    told += values(.date).compactMap(PublicationDate.iso)
    if let day = shown ?? told.first { return told.first { $0.utf8.count > 10 && $0.hasPrefix(day.prefix(10)) } ?? day }
    return hinted(.date, in: head).flatMap(PublicationDate.iso)
  }

  // MARK: Data in scripts

  private func values(_ field: PageRules.Field) -> [String] {
    let scripts = tree.runs.filter { $0.replacement == nil && tree.elements[$0.element].name == "script" }
    var out: [String] = []
    for key in rules.keys where key.field == field {
      for run in scripts {
        let script = UnsafeBufferPointer(rebasing: text.source[run.start..<run.end])
        guard !key.isData || isData(script) else { continue }
        if let value = PageKeys.value(of: key, in: script) { out.append(value.trimmed) }
      }
    }
    return out
  }

  /// A script that begins with a bracket holds data and does nothing.
  private func isData(_ script: UnsafeBufferPointer<UInt8>) -> Bool {
    script.first { $0 > 0x20 }.map { $0 == 0x7B || $0 == 0x5B } ?? false
  }

  // MARK: Classes

  /// The text of the first element in the head whose class says what it holds.
  private func hinted(_ role: PageRules.WordRole, in head: Range<Int>) -> String? {
    for (at, element) in tree.elements.enumerated() where roles.words[at].contains(role) {
      guard element.firstRun < head.upperBound, element.endRun - element.firstRun <= 4 else { continue }
      let units = text.gapped(element.firstRun..<element.endRun)
      guard (2...40).contains(units.count) else { continue }
      switch role {
      case .author:
        let names = units.withUnsafeBufferPointer { imprint.reporters(in: Span(0, $0.count), $0) }
        let name = names ?? String(decoding: units.prefix { $0 != 0x20 }, as: UTF16.self)
        if name.utf16.count <= 20, !name.utf16.contains(where: { isASCIIDigit($0) || $0 == 0x3A || $0 == 0xFF1A }) {
          return name
        }
      default:
        if units.withUnsafeBufferPointer({ PublicationDate.find($0, in: 0..<$0.count, isLabelled: true) }) != nil {
          return String(decoding: units, as: UTF16.self)
        }
      }
    }
    return nil
  }

  // MARK: Names

  private func publisher() -> String? {
    guard let value = metas(.publisher).first else { return nil }
    var found = Metadata()
    Array(value.utf16).withUnsafeBufferPointer { _ = imprint.read(Span(0, $0.count), $0, into: &found) }
    return found.publisher ?? value
  }

  /// Whether a value names a writer and not the site, the publisher or a number of a content system.
  private func isAuthor(_ name: String, _ sites: [[UInt16]]) -> Bool {
    let key = PageText.key(Array(name.utf16))
    guard (2...40).contains(key.count), !imprint.isNobody(name), !name.contains("://") else { return false }
    return !sites.contains { !$0.isEmpty && (PageText.contains($0, key) || PageText.contains(key, $0)) }
  }
}
