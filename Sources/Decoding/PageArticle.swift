import Markup
import Records
import Rules
import Text

/// Which blocks of a page are its article, and what the lines around them say of it.
///
/// The article is the element with most of the page's prose. Its title stands above; between the title and the first
/// paragraph are lines that tell when and by whom it was published; behind the last paragraph are editors, notices and
/// links to other pages. Lines that tell something are read and left out, as the document has it in fields of its own;
/// lines that page after page has, by the table `page_lines`, are left out.
struct PageArticle {
  /// The block of the title, and which of its runs are the title itself.
  private(set) var title: PageLayout.PageBlock?
  /// What is written, in order.
  private(set) var blocks: [PageLayout.PageBlock] = []
  /// What labelled lines say.
  private(set) var labelled = Metadata()
  /// What a line with a date says without labels: `某某 2021-11-15 09:30 某报`.
  private(set) var dated = Metadata()
  /// Runs of the head: from the title to the first paragraph.
  private(set) var head = 0..<0
  /// Behind the last run of the article.
  private(set) var end = 0

  /// `://`: an address.
  private static let scheme: [UInt16] = [0x3A, 0x2F, 0x2F]
  /// Units of a line that is looked at, and lines between a title and an article at most.
  private static let (lineLimit, headLines) = (160, 24)
  /// Stretches of text in a heading that may have a mark before it.
  private static let headingRuns = 64

  private let layout: PageLayout
  private let text: PageText
  private let rules: PageRules
  private let imprint: Imprint

  /// `tail`: lines behind the article that are read for what they say of it.
  init(
    _ layout: PageLayout, _ text: PageText, _ window: PageTitle, rules: PageRules, imprint: Imprint, tail: Int = 12
  ) {
    self.layout = layout
    self.text = text
    self.rules = rules
    self.imprint = imprint
    let range = layout.article()
    let first = firstProse(in: range)
    let titleAt = findTitle(window, before: first, range)
    let start = titleAt.map { $0 + 1 } ?? range.lowerBound
    readHead(start..<max(start, first), range, window)
    readBody(max(start, first)..<range.upperBound)
    readBehind(range.upperBound, tail)
    let runs = { (at: Int) in layout.blocks.indices.contains(at) ? layout.blocks[at].runs : 0..<0 }
    head = min(runs(titleAt ?? range.lowerBound).lowerBound, runs(first).lowerBound)..<runs(first).lowerBound
    end = blocks.last?.runs.upperBound ?? runs(range.lowerBound).lowerBound
  }

  private func firstProse(in range: Range<Int>) -> Int {
    range.first {
      layout.blocks[$0].weight >= 30 && layout.blocks[$0].kind != .heading || layout.blocks[$0].cell != nil
    }
      ?? range.first { layout.blocks[$0].weight > 0 } ?? range.lowerBound
  }

  // MARK: The title

  /// The block above the first paragraph that the window's title begins with, the longest and of those the nearest;
  /// else the highest heading.
  private mutating func findTitle(_ window: PageTitle, before first: Int, _ range: Range<Int>) -> Int? {
    var best: (at: Int, count: Int)?
    let bare = PageText.key(window.bare)
    for at in 0..<min(first + 1, layout.blocks.count) {
      let block = layout.blocks[at]
      guard block.characters >= 4, block.characters <= Self.lineLimit else { continue }
      let units = text.gapped(block.runs)
      let isHeading = block.kind == .heading
      if let count = window.match(units),
        count > best?.count ?? 0 || count == best?.count && (isHeading || !isAHeading(best))
      {
        best = (at, count)
        title = block
      } else if isHeading, bare.count >= 8, best == nil, let runs = withoutBadge(block, bare) {
        best = (at, bare.count)
        title = block
        title?.runs = runs
      }
    }
    if let best {
      title?.kind = .title
      // What stands before the title inside the article is no part of it, unless it is much.
      let before =
        range.lowerBound < best.at ? layout.blocks[range.lowerBound..<best.at].reduce(0) { $0 + $1.weight } : 0
      if before * 5 < layout.blocks[range].reduce(0, { $0 + $1.weight }) { return best.at }
      title = nil
      return nil
    }
    let headings = layout.blocks[..<first].indices.filter { layout.blocks[$0].kind == .heading }
    let least = range.lowerBound - Self.headLines
    let top = headings.filter { layout.blocks[$0].level == 1 && ($0 >= least) }.last
    guard let top else { return nil }
    title = layout.blocks[top]
    title?.kind = .title
    return top
  }

  private func isAHeading(_ best: (at: Int, count: Int)?) -> Bool {
    best.map { layout.blocks[$0.at].kind == .heading } ?? false
  }

  /// The runs of a heading that are the window's title, where a mark such as 原创 stands before it.
  private func withoutBadge(_ block: PageLayout.PageBlock, _ bare: [UInt16]) -> Range<Int>? {
    guard block.runs.count <= Self.headingRuns else { return nil }
    for start in block.runs.dropFirst() where PageText.key(text.gapped(start..<block.runs.upperBound)) == bare {
      return start..<block.runs.upperBound
    }
    return nil
  }

  // MARK: Lines

  /// The lines between the title and the first paragraph.
  private mutating func readHead(_ lines: Range<Int>, _ range: Range<Int>, _ window: PageTitle) {
    let titleKey = title.map { PageText.key(text.gapped($0.runs)) }
    /// Lines before the one with the date, each with its block where that was kept.
    var before: [(line: [UInt16], block: Int?)] = []
    for at in lines {
      let block = layout.blocks[at]
      let isNear = range.lowerBound - at <= Self.headLines
      guard block.characters <= Self.lineLimit else {
        if at >= range.lowerBound { blocks.append(block) }
        continue
      }
      let line = text.gapped(block.runs)
      let key = PageText.key(line)
      if isNear, readDated(line, &before) || read(line) { continue }
      before.append((line, nil))
      let repeats = key == titleKey || window.match(line) ?? 0 > window.bare.count / 2
      if key.isEmpty || key.allSatisfy(isASCIIDigit) || repeats || PageText.contains(line, Self.scheme) { continue }
      let compact = PageText.compact(line)
      if block.isMostlyLinks || rules.role(ofLine: compact.filter { !isASCIIDigit($0) }) != nil { continue }
      if rules.role(ofLine: compact) != nil { continue }
      if at >= range.lowerBound || block.characters <= 80 && range.lowerBound - at <= Self.headLines / 2 {
        before[before.count - 1].block = blocks.count
        blocks.append(block)
      }
    }
  }

  /// The paragraphs, up to where nothing more belongs to the article.
  private mutating func readBody(_ range: Range<Int>) {
    let total = range.reduce(0) { $0 + layout.blocks[$1].weight }
    var seen = 0
    for at in range {
      let block = layout.blocks[at]
      let isCell = block.kind == .tableCell
      seen += block.weight
      if block.isMostlyLinks, !isCell {
        // A heading of links that is itself one.
        if seen * 3 > total, role(of: block) == .end { return }
        continue
      }
      guard block.characters <= PageLineRule.limit, !isCell else {
        blocks.append(block)
        continue
      }
      let line = text.gapped(block.runs)
      let role = rules.role(ofLine: PageText.compact(line))
      if role == .end, (seen - block.weight) * 3 > total { return }
      if role != nil {
        _ = read(line)
        continue
      }
      if seen * 3 > total, !block.isProse || line.count <= 40, let field = firstField(of: line), read(line) {
        // Editors stand at the end.
        if seen * 2 > total, field == .editor { return }
        continue
      }
      blocks.append(block)
    }
  }

  private func role(of block: PageLayout.PageBlock) -> LineRole? {
    block.characters > PageLineRule.limit ? nil : rules.role(ofLine: PageText.compact(text.gapped(block.runs)))
  }

  /// What stands behind the article: read, not written.
  private mutating func readBehind(_ start: Int, _ tail: Int) {
    for at in start..<min(start + tail, layout.blocks.count) where layout.blocks[at].characters <= 80 {
      let line = text.gapped(layout.blocks[at].runs)
      if firstField(of: line) != nil { _ = read(line) }
    }
  }

  /// Reads a line of labels; false where it is none.
  private mutating func read(_ line: [UInt16]) -> Bool {
    line.withUnsafeBufferPointer { imprint.read(Span(0, $0.count), $0, into: &labelled, allowsBareDate: false) }
  }

  private func firstField(of line: [UInt16]) -> Imprint.Field? {
    line.withUnsafeBufferPointer { imprint.firstField(of: Span(0, $0.count), $0) }
  }

  // MARK: Lines with a date

  /// `某某 2021-11-15 09:30 某报`: a name before the date is the author, as on pages of accounts; what stands behind it is
  /// the publisher. Labels in it are read as such. The line above may name who wrote it.
  private mutating func readDated(_ line: [UInt16], _ before: inout [(line: [UInt16], block: Int?)]) -> Bool {
    guard line.count <= 100 else { return false }
    let found = line.withUnsafeBufferPointer { PublicationDate.find($0, in: 0..<$0.count) }
    // A sentence that names a date is no line of this kind, nor is `（某年某月某日某会议通过）`.
    guard let found, !line.contains(where: { $0 == 0x3002 || $0 == 0xFF0C }) else { return false }
    let isLabelled = read(line)
    guard isLabelled || max(found.range.lowerBound, line.count - found.range.upperBound) <= 24 else { return false }
    if dated.datePublished == nil { dated.datePublished = found.iso }
    if !isLabelled {
      dated.author = dated.author ?? parts(Array(line[..<found.range.lowerBound])).last
      dated.publisher = dated.publisher ?? parts(Array(line[found.range.upperBound...])).first
    }
    if dated.author == nil, labelled.author == nil, let last = before.last, let name = writer(last.line) {
      dated.author = name
      if let block = last.block, block == blocks.count - 1 { blocks.removeLast() }
    }
    return true
  }

  /// Takes away lines of the head that only repeat a name, alone or before another: that of the author, of the account.
  mutating func drop(_ names: [String]) {
    let keys = names.map { PageText.key(Array($0.utf16)) }.filter { !$0.isEmpty }
    blocks.removeAll { block in
      guard block.runs.lowerBound < head.upperBound, block.characters <= 30, !block.isProse else { return false }
      let key = PageText.key(text.gapped(block.runs))
      return keys.contains { key.starts(with: $0) }
    }
  }

  /// What a part of a line is, if it may be a name: no mark, no number, no set phrase.
  private func parts(_ line: [UInt16]) -> [String] {
    line.split { $0 == 0x20 || $0 == 0x7C || $0 == 0xB7 || $0 == 0x3A || $0 == 0xFF1A }.compactMap { part in
      let units = Array(part)
      guard (2...20).contains(units.count), PageText.key(units).count >= 2 else { return nil }
      guard !units.contains(where: isASCIIDigit), rules.role(ofLine: PageText.compact(units)) == nil else { return nil }
      let name = String(decoding: units, as: UTF16.self)
      return imprint.isNobody(name) || imprint.isLabel(units) ? nil : name
    }
  }

  /// A line above the date that names who wrote it: `某报记者 张三`, `张三/某报`.
  private func writer(_ line: [UInt16]) -> String? {
    guard line.count <= 30 else { return nil }
    if let names = line.withUnsafeBufferPointer({ imprint.reporters(in: Span(0, $0.count), $0) }) { return names }
    let parts = line.split(separator: 0x2F)
    guard parts.count == 2, let name = parts.first, (2...12).contains(name.count) else { return nil }
    return self.parts(Array(name)).first
  }
}
