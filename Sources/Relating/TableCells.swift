import Records
import Rules
import Text

/// Reads the tables of a document one after the other, and gives the observations of their cells.
struct TableCells {
  private let words: TableWords
  private var table: Int32 = -1
  private var observations: [Int: Observation] = [:]
  /// Where the observations of blocks are in the document.
  private var places: [Int: Int] = [:]

  init(_ words: TableWords) { self.words = words }

  /// The observation that a cell is, with its sentence; `place` is the place that it will have in the document.
  mutating func observation(
    of sentence: Sentence, _ document: Document, _ units: UnsafeBufferPointer<UInt16>, at place: Int
  ) -> Observation? {
    guard let cell = document.blocks[sentence.block].cell else { return nil }
    if cell.table != table {
      table = cell.table
      places = [:]
      observations = TableRelater(document, blocks(around: sentence.block, document), units, words)?.observations ?? [:]
    }
    guard var out = observations[sentence.block], sentence.span.contains(out.span) else { return nil }
    out.sentence = sentence.span
    out.partOf = out.partOf.flatMap { places[$0] }
    places[sentence.block] = place
    return out
  }

  private func blocks(around block: Int, _ document: Document) -> Range<Int> {
    var (start, end) = (block, block + 1)
    while start > 0, document.blocks[start - 1].cell?.table == table { start -= 1 }
    while end < document.blocks.count, document.blocks[end].cell?.table == table { end += 1 }
    return start..<end
  }
}
