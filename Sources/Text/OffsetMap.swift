/// The way from UTF-16 offsets of a text back to the bytes of its source, as runs.
///
/// A run covers some code units and the source bytes that they stand for. Inside a `copied` run the text is the source,
/// character for character; inside a `folded` run each code unit stands for the same number of source bytes (`３％` → `3%`);
/// a `replaced` run can only be mapped whole (an entity, a restored word). Both sides of the map only ever grow.
public struct OffsetMap: Sendable {
  struct Run: Sendable, Equatable {
    var unitStart: Int32
    var sourceStart: Int32
    var sourceEnd: Int32
    var kind: Kind
    /// Bytes a unit, of a folded run.
    var stride: UInt8
  }

  enum Kind: UInt8, Sendable { case copied, folded, replaced }

  var runs: [Run] = []
  var unitCount = 0

  func unitEnd(ofRun at: Int) -> Int { at + 1 < runs.count ? Int(runs[at + 1].unitStart) : unitCount }

  /// The run that holds a unit, by bisection.
  func runIndex(holding unit: Int) -> Int? {
    guard unit >= 0, unit < unitCount else { return nil }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(runs[middle].unitStart) <= unit { low = middle } else { high = middle }
    }
    return low
  }

  /// The source byte at a UTF-16 offset. At a border between runs the start of a span takes the run behind it,
  /// the end of a span the run before it, so that removed source text belongs to neither.
  func source(of unit: Int, isEnd: Bool, in text: SourceText) -> Int? {
    guard let at = runIndex(holding: isEnd ? unit - 1 : unit) else { return nil }
    let run = runs[at]
    switch run.kind {
    case .copied:
      return Int(run.sourceStart) + text.bytes(before: unit) - text.bytes(before: Int(run.unitStart))
    case .folded:
      return Int(run.sourceStart) + (unit - Int(run.unitStart)) * Int(run.stride)
    case .replaced:
      return Int(isEnd ? run.sourceEnd : run.sourceStart)
    }
  }
}
