import Records
import Rules
import Text

/// What every tagger reads of a document: the text, where its sentences are, and the literals that stand in it.
///
/// It stands behind one reference: what is handed on for each sentence and each number costs no copies.
final class TagInput {
  let units: UnsafeBufferPointer<UInt16>
  /// The literals of channel `.everywhere`.
  let hits: HitLists
  let index: LiteralIndex
  let sentences: [Sentence]
  let blocks: [Block]
  let metadata: Metadata

  init(
    units: UnsafeBufferPointer<UInt16>, hits: HitLists, index: LiteralIndex, sentences: [Sentence],
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
