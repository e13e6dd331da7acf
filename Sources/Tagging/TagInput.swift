import Records
import Rules
import Text

/// What every tagger reads of a document: the text, where its sentences are, and the literals that stand in it.
///
/// It stands behind one reference: what is handed on for each sentence and each number costs no copies.
final class TagInput {
  let units: UnsafeBufferPointer<UInt16>
  /// All literals of channel `.everywhere`, by start.
  let hits: [LiteralIndex.Hit]
  let index: LiteralIndex
  let sentences: [Sentence]
  let blocks: [Block]
  let metadata: Metadata

  init(
    units: UnsafeBufferPointer<UInt16>, hits: [LiteralIndex.Hit], index: LiteralIndex, sentences: [Sentence],
    blocks: [Block], metadata: Metadata
  ) {
    self.units = units
    self.hits = hits
    self.index = index
    self.sentences = sentences
    self.blocks = blocks
    self.metadata = metadata
  }
}

/// A literal that a tagger asks to be found.
typealias Literal = (text: [UInt16], row: RowID, channel: LiteralIndex.Channel)
