/// Makes a text out of another one by copying, replacing and leaving out, and keeps the way back to the source.
///
/// Calls go through the base from its start to its end; what is passed over is left out of the new text. Edits of edits
/// compose: the new text maps to the source of the base, not to the base. Spans are UTF-16 units of the base and lie
/// between characters, not inside a surrogate pair.
public struct TextEditor {
  let base: SourceText
  private(set) var units: [UInt16] = []
  private var runs: [OffsetMap.Run] = []
  private var cursor: BaseCursor
  private var marks: Marks

  public init(_ base: SourceText) { self.init(base, marks: []) }

  /// An editor that also tells where offsets of the base come to stand; `marks` in rising order.
  public init(_ base: SourceText, marks: [Int]) {
    self.base = base
    self.marks = Marks(marks)
    cursor = BaseCursor(base)
    units.reserveCapacity(base.count)
  }

  /// Where the next unit will stand in the new text.
  public var position: Int { units.count }

  /// Takes a stretch of the base over unchanged.
  public mutating func copy(_ span: Span) {
    guard span.start >= 0, !span.isEmpty, span.end <= base.count else { return }
    marks.pass(to: span.start, at: units.count)
    marks.copy(span, to: units.count)
    var unit = span.start
    while unit < span.end {
      cursor.move(to: unit, base)
      let run = cursor.run
      let end = min(span.end, cursor.runEnd)
      let source = cursor.sourceStart
      cursor.move(within: end, base)
      append(kind: run.kind, stride: run.stride, source: source, end: cursor.sourceEnd, count: end - unit)
      base.units.withUnsafeBufferPointer { units.append(contentsOf: UnsafeBufferPointer(rebasing: $0[unit..<end])) }
      unit = end
    }
  }

  /// Puts one unit in the place of one unit of the base, such as `3` for `３`. Not for halves of a surrogate pair.
  public mutating func fold(_ unit: Int, to replacement: UInt16) {
    guard unit >= 0, unit < base.count else { return }
    marks.pass(to: unit, at: units.count)
    cursor.move(to: unit, base)
    let source = cursor.sourceStart
    cursor.move(within: unit + 1, base)
    let width = cursor.sourceEnd - source
    if let stride = UInt8(exactly: width), stride > 0 {
      append(kind: .folded, stride: stride, source: source, end: source + width, count: 1)
    } else {
      append(kind: .replaced, stride: 0, source: source, end: source + width, count: 1)
    }
    units.append(replacement)
  }

  /// Puts some units in the place of a stretch of the base; they map to that stretch as a whole.
  ///
  /// An empty span puts in units that no source gave.
  public mutating func replace(_ span: Span, with replacement: some Collection<UInt16>) {
    guard !replacement.isEmpty, span.start >= 0, span.start <= span.end, span.end <= base.count else { return }
    marks.pass(to: span.start, at: units.count)
    cursor.move(to: span.start, base)
    var source = cursor.sourceStart
    var end = source
    if span.isEmpty {
      source = max(source, runs.last.map { Int($0.sourceEnd) } ?? 0)
      end = source
    } else {
      cursor.move(to: span.end - 1, base)
      cursor.move(within: span.end, base)
      end = cursor.sourceEnd
    }
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

  // MARK: Runs

  private mutating func append(kind: OffsetMap.Kind, stride: UInt8, source: Int, end: Int, count: Int) {
    if let last = runs.last, Int(last.sourceEnd) == source, join(last, kind, stride, source, end, count) {
      runs[runs.count - 1].sourceEnd = Int32(end)
      return
    }
    runs.append(
      .init(
        unitStart: Int32(units.count), sourceStart: Int32(source), sourceEnd: Int32(end), kind: kind, stride: stride))
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
