/// The way from UTF-16 offsets of a text back to the bytes of its source, as runs.
///
/// A run covers some code units and the source bytes that they stand for. Inside a `copied` run the text is the source,
/// character for character; inside a `folded` run each code unit stands for the same number of source bytes (`３％` → `3%`);
/// a `replaced` run can only be mapped whole (an entity, a restored word).
public struct OffsetMap: Sendable {
  @usableFromInline
  struct Run: Sendable, Equatable {
    var unitStart: Int32
    var sourceStart: Int32
    var sourceEnd: Int32
    var kind: Kind
    /// Bytes a unit, of a folded run.
    var stride: Int32
  }

  @usableFromInline
  enum Kind: UInt8, Sendable { case copied, folded, replaced }

  var runs: [Run] = []
  var unitCount = 0
}
