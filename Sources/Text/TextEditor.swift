/// Makes a text out of another one by copying, replacing and leaving out, and keeps the way back to the source.
///
/// Calls go through the base from its start to its end; what is passed over is left out of the new text. Edits of edits
/// compose: the new text maps to the source of the base, not to the base. Spans are UTF-16 units of the base and lie
/// between characters, not inside a surrogate pair.
public struct TextEditor {
  let base: SourceText
  private(set) var units: [UInt16] = []
  private var runs: [OffsetMap.Run] = []
  /// The run of the base that holds the last place asked for, and the bytes of the base before that place.
  private var run = 0
  private var place = 0
  private var placeBytes = 0
  private var marks: Marks

  public init(_ base: SourceText) { self.init(base, marks: []) }

  /// An editor that also tells where offsets of the base come to stand; `marks` in rising order.
  public init(_ base: SourceText, marks: [Int]) {
    self.base = base
    self.marks = Marks(marks)
    units.reserveCapacity(base.count)
  }

  /// Where the next unit will stand in the new text.
  public var position: Int { units.count }

  /// Takes a stretch of the base over unchanged.
  public mutating func copy(_ span: Span) {
    guard !span.isEmpty, span.end <= base.count else { return }
    marks.pass(to: span.start, at: units.count)
    marks.copy(span, to: units.count)
    var unit = span.start
    move(to: unit)
    while unit < span.end {
      let piece = base.map.runs[run]
      let end = min(span.end, base.map.unitEnd(ofRun: run))
      let source = sourceStart(unit)
      let first = unit
      unit = end
      move(to: unit)
      append(
        kind: piece.kind, stride: piece.stride, source: source, end: sourceEnd(unit, of: piece), count: end - first)
      base.units.withUnsafeBufferPointer { units.append(contentsOf: $0[first..<end]) }
    }
  }

  /// Puts one unit in the place of one unit of the base, such as `3` for `３`. Not for halves of a surrogate pair.
  public mutating func fold(_ unit: Int, to replacement: UInt16) {
    guard unit >= 0, unit < base.count else { return }
    marks.pass(to: unit, at: units.count)
    let source = sourceStart(moved: unit)
    let end = sourceEnd(movedPast: unit)
    if let stride = UInt8(exactly: end - source), stride > 0 {
      append(kind: .folded, stride: stride, source: source, end: end, count: 1)
    } else {
      append(kind: .replaced, stride: 0, source: source, end: end, count: 1)
    }
    units.append(replacement)
  }

  /// Puts some units in the place of a stretch of the base; they map to that stretch as a whole.
  ///
  /// An empty span puts in units that no source gave.
  public mutating func replace(_ span: Span, with replacement: some Collection<UInt16>) {
    guard !replacement.isEmpty, span.start >= 0, span.start <= span.end, span.end <= base.count else { return }
    marks.pass(to: span.start, at: units.count)
    var source = sourceStart(moved: span.start)
    if span.isEmpty, let last = runs.last { source = max(source, Int(last.sourceEnd)) }
    let end = span.isEmpty ? source : sourceEnd(movedPast: span.end - 1)
    append(kind: .replaced, stride: 0, source: source, end: end, count: replacement.count)
    units.append(contentsOf: replacement)
    if !span.isEmpty { marks.pass(to: span.end - 1, at: units.count) }
  }

  public func finish() -> SourceText { SourceText(units: units, map: map) }

  /// The new text, and where each mark stands in it. A mark in a stretch that was left out or replaced stands behind
  /// what is there instead.
  public consuming func finishWithMarks() -> (text: SourceText, marks: [Int]) {
    marks.pass(to: .max, at: units.count)
    return (SourceText(units: units, map: map), marks.moved)
  }

  private var map: OffsetMap {
    var map = OffsetMap()
    map.runs = runs
    map.unitCount = units.count
    return map
  }

  // MARK: Source offsets

  /// Goes on to a place of the base, forward as a rule: bytes are counted from the last place, so that a whole pass counts
  /// each unit once.
  private mutating func move(to unit: Int) {
    let runs = base.map.runs
    if unit < place || unit - place > 256 {
      placeBytes = base.bytes(before: unit)
      if unit < place { run = base.map.runIndex(holding: unit) ?? 0 }
    } else {
      base.units.withUnsafeBufferPointer {
        for at in place..<unit { placeBytes += utf8Width($0[at]) }
      }
    }
    place = unit
    while run + 1 < runs.count, Int(runs[run + 1].unitStart) <= unit { run += 1 }
  }

  private mutating func sourceStart(moved unit: Int) -> Int {
    guard unit < base.count else {
      move(to: base.count)
      return base.map.runs.last.map { Int($0.sourceEnd) } ?? 0
    }
    move(to: unit)
    return sourceStart(unit)
  }

  private mutating func sourceEnd(movedPast unit: Int) -> Int {
    move(to: unit)
    let piece = base.map.runs[run]
    move(to: unit + 1)
    return sourceEnd(unit + 1, of: piece)
  }

  /// Of the place moved to, at which a character of the base begins.
  private func sourceStart(_ unit: Int) -> Int {
    let piece = base.map.runs[run]
    switch piece.kind {
    case .copied: return Int(piece.sourceStart) + placeBytes - bytesBefore(piece)
    case .folded: return Int(piece.sourceStart) + (unit - Int(piece.unitStart)) * Int(piece.stride)
    case .replaced: return Int(piece.sourceStart)
    }
  }

  /// Of the place moved to, at which a character of a run of the base ends.
  private func sourceEnd(_ unit: Int, of piece: OffsetMap.Run) -> Int {
    switch piece.kind {
    case .copied: return Int(piece.sourceStart) + placeBytes - bytesBefore(piece)
    case .folded: return Int(piece.sourceStart) + (unit - Int(piece.unitStart)) * Int(piece.stride)
    case .replaced: return Int(piece.sourceEnd)
    }
  }

  private func bytesBefore(_ piece: OffsetMap.Run) -> Int {
    piece.unitStart == 0 ? 0 : base.bytes(before: Int(piece.unitStart))
  }

  // MARK: Runs

  private mutating func append(kind: OffsetMap.Kind, stride: UInt8, source: Int, end: Int, count: Int) {
    if let last = runs.last, Int(last.sourceEnd) == source, join(last, kind, stride, source, end, count) {
      runs[runs.count - 1].sourceEnd = Int32(end)
      return
    }
    runs.append(
      .init(unitStart: Int32(units.count), sourceStart: Int32(source), sourceEnd: Int32(end), kind: kind, stride: stride))
  }

  /// Whether a piece goes on the last run. Han between folded characters of the same width joins them (`３月５日`), so
  /// that a text in full width keeps few runs: three bytes for each unit can only be units of three bytes.
  private mutating func join(
    _ last: OffsetMap.Run, _ kind: OffsetMap.Kind, _ stride: UInt8, _ source: Int, _ end: Int, _ count: Int
  ) -> Bool {
    switch (last.kind, kind) {
    case (.copied, .copied): return true
    case (.folded, .folded): return last.stride == stride
    case (.folded, .copied): return last.stride == 3 && end - source == 3 * count
    case (.copied, .folded):
      let length = units.count - Int(last.unitStart)
      guard stride == 3, Int(last.sourceEnd - last.sourceStart) == 3 * length else { return false }
      runs[runs.count - 1].kind = .folded
      runs[runs.count - 1].stride = 3
      return true
    default: return false
    }
  }
}

/// Offsets of the base that are followed through an edit.
private struct Marks {
  private let wanted: [Int]
  private(set) var moved: [Int] = []

  init(_ wanted: [Int]) { self.wanted = wanted }

  /// Marks up to a place of the base that are not placed yet stand at a place of the new text.
  mutating func pass(to unit: Int, at position: Int) {
    while moved.count < wanted.count, wanted[moved.count] <= unit { moved.append(position) }
  }

  /// Marks inside a copied stretch.
  mutating func copy(_ span: Span, to position: Int) {
    while moved.count < wanted.count, wanted[moved.count] < span.end {
      moved.append(position + wanted[moved.count] - span.start)
    }
  }
}
