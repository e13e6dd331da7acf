import Records
import Rules
import Text

/// What every tagger reads of a document: the text, where its sentences are, and the literals that stand in it.
struct TagInput {
  let units: UnsafeBufferPointer<UInt16>
  /// All literals of channel `.everywhere`, by start.
  let hits: [LiteralIndex.Hit]
  let index: LiteralIndex
  let sentences: [Sentence]
  let blocks: [Block]
  let metadata: Metadata
}

/// A literal that a tagger asks to be found.
typealias Literal = (text: [UInt16], row: RowID, channel: LiteralIndex.Channel)
