import Records
import Rules
import Text

/// Parts a text into blocks and sentences, and reads what its first and last lines say of it.
public struct Segmenter: Sendable {
  /// The kinds of tables that segmenting reads.
  public static let schemas = [SentenceScanner.schema]

  private let sentences: SentenceScanner

  public init(tables: TableSet) throws {
    sentences = try SentenceScanner(tables: tables)
  }

  /// Writes `blocks` and `sentences`, and metadata that the text gives and nothing else gave.
  public func segment(_ document: inout Document) {
    document.text.units.withUnsafeBufferPointer { units in
      if document.blocks.isEmpty { document.blocks = Self.lines(units).map { Block(span: $0, kind: .paragraph) } }
      var out: [Sentence] = []
      for (at, block) in document.blocks.enumerated() { sentences.scan(units, block: block.span, at: at, into: &out) }
      document.sentences = out
    }
  }

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
}
