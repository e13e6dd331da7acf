/// Makes a text out of another one by copying, replacing and leaving out, and keeps the way back to the source.
///
/// Calls go through the base from its start to its end; what is passed over is left out of the new text.
public struct TextEditor {
  let base: SourceText
  private(set) var units: [UInt16] = []
  private var runs: [OffsetMap.Run] = []

  public init(_ base: SourceText) {
    self.base = base
    units.reserveCapacity(base.count)
  }

  /// Where the next unit will stand in the new text.
  public var position: Int { units.count }

  /// Takes a stretch of the base over unchanged.
  public mutating func copy(_ span: Span) {
    guard !span.isEmpty, var at = base.map.runIndex(holding: span.start) else { return }
    var unit = span.start
    while unit < span.end {
      let run = base.map.runs[at]
      let end = min(span.end, base.map.unitEnd(ofRun: at))
      append(
        kind: run.kind, stride: run.stride,
        source: base.map.source(of: unit, isEnd: false, in: base) ?? Int(run.sourceStart),
        end: base.map.source(of: end, isEnd: true, in: base) ?? Int(run.sourceEnd))
      units.append(contentsOf: base.units[unit..<end])
      unit = end
      at += 1
    }
  }

  /// Puts one unit in the place of one unit of the base, such as `3` for `３`.
  public mutating func fold(_ unit: Int, to replacement: UInt16) {
    guard let source = base.sourceRange(Span(unit, unit + 1)) else { return }
    let stride = source.upperBound.value - source.lowerBound.value
    append(kind: .folded, stride: Int32(stride), source: source.lowerBound.value, end: source.upperBound.value)
    units.append(replacement)
  }

  /// Puts some units in the place of a stretch of the base; they map to that stretch as a whole.
  public mutating func replace(_ span: Span, with replacement: some Collection<UInt16>) {
    guard !replacement.isEmpty, let source = base.sourceRange(span) else { return }
    append(kind: .replaced, stride: 0, source: source.lowerBound.value, end: source.upperBound.value)
    units.append(contentsOf: replacement)
  }

  public func finish() -> SourceText {
    var map = OffsetMap()
    map.runs = runs
    map.unitCount = units.count
    return SourceText(units: units, map: map)
  }

  private mutating func append(kind: OffsetMap.Kind, stride: Int32, source: Int, end: Int) {
    let joins =
      runs.last.map {
        $0.kind == kind && kind != .replaced && $0.stride == stride && Int($0.sourceEnd) == source
      } ?? false
    if joins {
      runs[runs.count - 1].sourceEnd = Int32(end)
    } else {
      runs.append(
        .init(
          unitStart: Int32(units.count), sourceStart: Int32(source), sourceEnd: Int32(end), kind: kind, stride: stride))
    }
  }
}
