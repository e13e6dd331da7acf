import Records
import Rules
import Text

/// Parts a text into blocks and sentences, and reads what its first and last lines say of it.
public struct Segmenter: Sendable {
  /// The kinds of tables that segmenting reads, beside those of imprints.
  public static let schemas = [SentenceScanner.schema, BlockMarks.schema, LineJoiner.schema]

  private let sentences: SentenceScanner
  private let marks: BlockMarks
  private let joiner: LineJoiner
  private let imprint: Imprint

  /// Units of a title or of a heading that no mark begins, at most.
  private static let (titleLimit, plainHeadingLimit) = (60, 30)

  public init(tables: TableSet) throws {
    sentences = try SentenceScanner(tables: tables)
    marks = try BlockMarks(tables: tables)
    joiner = LineJoiner(tables: tables)
    imprint = Imprint(tables: tables)
  }

  /// Writes `blocks` and `sentences`, and metadata that the text gives and nothing else gave.
  ///
  /// Blocks that a page brought with it are kept; only its paragraphs are looked at.
  public func segment(_ document: inout Document) {
    document.text.units.withUnsafeBufferPointer { units in
      if document.blocks.isEmpty {
        document.blocks = joiner.joined(Self.lines(units), units).map { Block(span: $0, kind: .paragraph) }
      }
      document.blocks.removeAll { $0.span.isEmpty || $0.span.start < 0 || $0.span.end > units.count }
      readImprint(of: &document, units)
      markTitle(of: &document, units)
      markBlocks(of: &document, units)
      splitDateline(of: &document, units)
      readNames(of: &document, units)
      var out: [Sentence] = []
      out.reserveCapacity(units.count / 40)
      for (at, block) in document.blocks.enumerated() { sentences.scan(units, block: block.span, at: at, into: &out) }
      document.sentences = out
    }
  }

  // MARK: Lines

  /// The lines that are not blank, without the spaces at their ends. One pass over UTF-16 units.
  static func lines(_ units: UnsafeBufferPointer<UInt16>) -> [Span] {
    var out: [Span] = []
    var at = 0
    while at < units.count {
      while at < units.count, isBlank(units[at]) || isLineEnd(units[at]) { at += 1 }
      let start = at
      var end = at
      while at < units.count, !isLineEnd(units[at]) {
        if !isBlank(units[at]) { end = at + 1 }
        at += 1
      }
      if end > start { out.append(Span(start, end)) }
    }
    return out
  }

  // MARK: Blocks

  private func readImprint(of document: inout Document, _ units: UnsafeBufferPointer<UInt16>) {
    let count = document.blocks.count
    for at in document.blocks.indices where at < Imprint.head || at >= count - Imprint.tail {
      let block = document.blocks[at]
      guard block.kind == .paragraph || block.kind == .listItem, !sentences.hasEnd(units, in: block.span) else {
        continue
      }
      if at < Imprint.head, document.metadata.docNumber == nil {
        document.metadata.docNumber = imprint.docNumber(in: block.span, units)
      }
      if imprint.read(block.span, units, into: &document.metadata) { document.blocks[at].kind = .sourceLine }
    }
  }

  /// A title is the first line, where it is short, ends no sentence, and something follows it.
  private func markTitle(of document: inout Document, _ units: UnsafeBufferPointer<UInt16>) {
    if document.blocks.contains(where: { $0.kind == .title }) { return }
    guard let first = document.blocks.firstIndex(where: { $0.kind != .sourceLine }), first < 3 else { return }
    let block = document.blocks[first]
    guard first + 1 < document.blocks.count, block.kind == .paragraph || block.kind == .heading else { return }
    guard block.span.count <= Self.titleLimit, !sentences.hasEnd(units, in: block.span), !endsOpen(block.span, units),
      marks.role(of: block.span, units, sentences) == nil
    else { return }
    let text = String(units, block.span)
    if let title = document.metadata.title {
      guard title.contains(text) || text.contains(title) else { return }
    } else {
      document.metadata.title = text
    }
    document.blocks[first].kind = .title
  }

  private func markBlocks(of document: inout Document, _ units: UnsafeBufferPointer<UInt16>) {
    for at in document.blocks.indices where document.blocks[at].kind == .paragraph {
      let span = document.blocks[at].span
      if let (kind, level) = marks.role(of: span, units, sentences) {
        document.blocks[at].kind = kind
        document.blocks[at].level = level
      } else if isPlainHeading(at, document.blocks, units) {
        document.blocks[at].kind = .heading
        document.blocks[at].level = 4
      }
    }
  }

  /// A short line that ends no sentence, between longer ones.
  private func isPlainHeading(_ at: Int, _ blocks: [Block], _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    let span = blocks[at].span
    guard span.count <= Self.plainHeadingLimit, at > 0, at + 1 < blocks.count else { return false }
    guard !sentences.hasEnd(units, in: span), !endsOpen(span, units), isHan(units[span.start]) else { return false }
    let next = blocks[at + 1]
    return next.kind == .paragraph && next.span.count > 2 * Self.plainHeadingLimit
      && sentences.hasEnd(units, in: next.span)
  }

  /// Parts the dateline from the paragraph that it begins.
  private func splitDateline(of document: inout Document, _ units: UnsafeBufferPointer<UInt16>) {
    for at in document.blocks.indices.prefix(Imprint.head) where document.blocks[at].kind == .paragraph {
      let block = document.blocks[at]
      guard let dateline = imprint.dateline(of: block.span, units) else { continue }
      document.metadata.publisher = document.metadata.publisher ?? dateline.publisher
      document.metadata.author = document.metadata.author ?? dateline.author
      document.metadata.datePublished = document.metadata.datePublished ?? dateline.date
      var start = dateline.span.end
      while start < block.span.end, isBlank(units[start]) || isLineEnd(units[start]) { start += 1 }
      document.blocks[at] = Block(span: dateline.span, kind: .dateline)
      if start < block.span.end {
        document.blocks.insert(Block(span: Span(start, block.span.end), kind: .paragraph), at: at + 1)
      }
      return
    }
  }

  /// Who wrote it, where a bracket at the beginning of the first paragraphs or at the end of the last one says so.
  private func readNames(of document: inout Document, _ units: UnsafeBufferPointer<UInt16>) {
    guard document.metadata.author == nil else { return }
    let text = document.blocks.filter { $0.kind == .paragraph || $0.kind == .dateline }.map(\.span)
    document.metadata.author =
      text.prefix(3).lazy.compactMap { imprint.openingNames(of: $0, units) }.first
      ?? text.suffix(2).reversed().lazy.compactMap { imprint.closingNames(of: $0, units) }.first
  }

  // MARK: Ends

  /// Whether more is to come behind the line: a colon, comma or semicolon.
  private func endsOpen(_ span: Span, _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    switch units[span.end - 1] {
    case 0x3A, 0xFF1A, 0x2C, 0xFF0C, 0x3B, 0xFF1B, 0x3001: true
    default: false
    }
  }
}
