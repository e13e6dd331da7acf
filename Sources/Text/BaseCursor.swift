/// A place in the base of an edit, with the source byte there. It goes forward as a rule, and counts bytes from where it
/// was, so that a whole pass counts each unit once.
struct BaseCursor {
  private(set) var run = OffsetMap.Run(unitStart: 0, sourceStart: 0, sourceEnd: 0, kind: .replaced, stride: 0)
  /// Where the run ends, in units of the base.
  private(set) var runEnd = 0
  private var runIndex = 0
  private var place = 0
  /// UTF-8 bytes of the base between the start of the run and the place; kept in copied runs only.
  private var bytes = 0

  init(_ base: SourceText) { enter(0, base.map) }

  /// Goes to a character of the base, or to its end.
  mutating func move(to unit: Int, _ base: SourceText) {
    if unit < place || unit >= runEnd {
      var index = runIndex
      if unit < Int(run.unitStart) { index = base.map.runIndex(holding: unit) ?? 0 }
      while unit >= base.map.unitEnd(ofRun: index), index + 1 < base.map.runs.count { index += 1 }
      enter(index, base.map)
    }
    move(within: unit, base)
  }

  /// Goes on inside the run, or to its end.
  @inline(__always)
  mutating func move(within unit: Int, _ base: SourceText) {
    if run.kind == .copied {
      if unit - place > 256 {
        bytes = base.bytes(before: unit) - base.bytes(before: Int(run.unitStart))
      } else {
        base.units.withUnsafeBufferPointer {
          for at in place..<max(place, unit) { bytes += utf8Width($0[at]) }
        }
      }
    }
    place = unit
  }

  private mutating func enter(_ index: Int, _ map: OffsetMap) {
    guard index < map.runs.count else { return }
    runIndex = index
    run = map.runs[index]
    runEnd = map.unitEnd(ofRun: index)
    place = Int(run.unitStart)
    bytes = 0
  }

  /// Of the character that begins at the place.
  var sourceStart: Int { run.kind == .replaced ? Int(place < runEnd ? run.sourceStart : run.sourceEnd) : inside }

  /// Of the character that ends at the place.
  var sourceEnd: Int { run.kind == .replaced ? Int(run.sourceEnd) : inside }

  private var inside: Int {
    let first = Int(run.sourceStart)
    return run.kind == .copied ? first + bytes : first + (place - Int(run.unitStart)) * Int(run.stride)
  }
}
