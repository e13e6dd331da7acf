/// A text as UTF-16 code units, with the way back to the bytes of its source.
///
/// Every offset maps to code points of this text, and to bytes of the source in UTF-8.
public struct SourceText: Sendable {
  public let units: [UInt16]
  let map: OffsetMap
  /// Code points and UTF-8 bytes before every 64th unit.
  let index: [Checkpoint]

  struct Checkpoint: Sendable {
    var codePoints: Int32
    var bytes: Int32
  }

  static let stride = 64

  /// The text of a source as it stands: every character maps to itself.
  public init(source units: [UInt16]) {
    var map = OffsetMap()
    let index = Self.checkpoints(of: units)
    if !units.isEmpty {
      let bytes = Self.bytes(in: units, before: units.count, index)
      map.runs = [.init(unitStart: 0, sourceStart: 0, sourceEnd: Int32(bytes), kind: .copied, stride: 0)]
    }
    map.unitCount = units.count
    self.units = units
    self.map = map
    self.index = index
  }

  public init(_ string: String) { self.init(source: Array(string.utf16)) }

  init(units: [UInt16], map: OffsetMap) {
    self.units = units
    self.map = map
    self.index = Self.checkpoints(of: units)
  }

  @inlinable public var count: Int { units.count }

  /// The slice as a string.
  public func string(_ span: Span) -> String {
    String(decoding: units[span.range], as: UTF16.self)
  }

  // MARK: Offsets

  /// Code points before a UTF-16 offset. Constant time.
  public func codePointOffset(_ unit: Int) -> CodePointOffset {
    var n = Int(index[unit / Self.stride].codePoints)
    for i in (unit / Self.stride * Self.stride)..<unit where !isTrailSurrogate(units[i]) { n += 1 }
    return CodePointOffset(n)
  }

  /// The source bytes that a span stands for; nil for an empty span, or where nothing in the source gave it.
  public func sourceRange(_ span: Span) -> Range<SourceByteOffset>? {
    guard !span.isEmpty, let start = map.source(of: span.start, isEnd: false, in: self),
      let end = map.source(of: span.end, isEnd: true, in: self), start < end
    else { return nil }
    return SourceByteOffset(start)..<SourceByteOffset(end)
  }

  // MARK: Counting

  /// One pass over UTF-16 units.
  static func checkpoints(of units: [UInt16]) -> [Checkpoint] {
    var out: [Checkpoint] = []
    out.reserveCapacity(units.count / stride + 1)
    var points: Int32 = 0
    var bytes: Int32 = 0
    units.withUnsafeBufferPointer { units in
      for i in 0..<units.count {
        if i % stride == 0 { out.append(Checkpoint(codePoints: points, bytes: bytes)) }
        points += isTrailSurrogate(units[i]) ? 0 : 1
        bytes += Int32(utf8Width(units[i]))
      }
    }
    if units.count % stride == 0 { out.append(Checkpoint(codePoints: points, bytes: bytes)) }
    return out
  }

  static func bytes(in units: [UInt16], before unit: Int, _ index: [Checkpoint]) -> Int {
    var n = Int(index[unit / stride].bytes)
    for i in (unit / stride * stride)..<unit { n += utf8Width(units[i]) }
    return n
  }

  /// UTF-8 bytes of this text before a UTF-16 offset.
  func bytes(before unit: Int) -> Int { Self.bytes(in: units, before: unit, index) }
}

extension OffsetMap {
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

  func unitEnd(ofRun at: Int) -> Int { at + 1 < runs.count ? Int(runs[at + 1].unitStart) : unitCount }
}
