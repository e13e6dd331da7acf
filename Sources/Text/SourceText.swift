/// A text as UTF-16 code units, with the way back to the bytes of its source.
///
/// Every offset maps to code points of this text, and to bytes of the source in UTF-8.
public struct SourceText: Sendable {
  /// Well-formed UTF-16.
  public let units: [UInt16]
  let map: OffsetMap
  private let index: UnitIndex

  /// The text of a source as it stands: every character maps to itself. `byteOffset` are bytes of the source that come
  /// before the text, such as a byte order mark. A surrogate that has lost its other half becomes U+FFFD.
  public init(source: [UInt16], byteOffset: Int = 0) {
    let units = wellFormed(source)
    let index = UnitIndex(units)
    var map = OffsetMap()
    map.unitCount = units.count
    if !units.isEmpty {
      let bytes = index.bytes(in: units, before: units.count)
      map.runs = [
        .init(
          unitStart: 0, sourceStart: Int32(byteOffset), sourceEnd: Int32(byteOffset + bytes), kind: .copied, stride: 0)
      ]
    }
    self.units = units
    self.map = map
    self.index = index
  }

  public init(_ string: String) { self.init(source: Array(string.utf16)) }

  init(units: [UInt16], map: OffsetMap) {
    self.units = units
    self.map = map
    self.index = UnitIndex(units)
  }

  @inlinable public var count: Int { units.count }

  /// The slice as a string.
  public func string(_ span: Span) -> String {
    units.withUnsafeBufferPointer { String($0, span) }
  }

  // MARK: Offsets

  /// Code points before a UTF-16 offset. Constant time.
  public func codePointOffset(_ unit: Int) -> CodePointOffset {
    CodePointOffset(index.codePoints(in: units, before: unit))
  }

  /// The source bytes that a span stands for; nil for an empty span, or where nothing in the source gave it.
  ///
  /// Where the span begins or ends inside a surrogate pair, the whole character's. Logarithmic time in the edits.
  public func sourceRange(_ span: Span) -> Range<SourceByteOffset>? {
    guard span.start >= 0, span.start < span.end, span.end <= count else { return nil }
    let start = isInsidePair(span.start) ? span.start - 1 : span.start
    let end = isInsidePair(span.end) ? span.end + 1 : span.end
    guard let from = map.source(of: start, isEnd: false, in: self), let to = map.source(of: end, isEnd: true, in: self),
      from < to
    else { return nil }
    return SourceByteOffset(from)..<SourceByteOffset(to)
  }

  /// Whether an offset lies between the two halves of a character.
  private func isInsidePair(_ unit: Int) -> Bool {
    unit > 0 && unit < count && isTrailSurrogate(units[unit]) && isLeadSurrogate(units[unit - 1])
  }

  /// UTF-8 bytes of this text before a UTF-16 offset.
  func bytes(before unit: Int) -> Int { index.bytes(in: units, before: unit) }
}

/// The units with U+FFFD for surrogates without their other half. One pass; copies only where there are some.
private func wellFormed(_ units: [UInt16]) -> [UInt16] {
  guard let first = units.withUnsafeBufferPointer({ firstLoneSurrogate($0, from: 0) }) else { return units }
  var out = units
  out.withUnsafeMutableBufferPointer { out in
    var lone: Int? = first
    while let at = lone {
      out[at] = 0xFFFD
      lone = firstLoneSurrogate(UnsafeBufferPointer(out), from: at + 1)
    }
  }
  return out
}

private func firstLoneSurrogate(_ units: UnsafeBufferPointer<UInt16>, from start: Int) -> Int? {
  var at = start
  while at < units.count {
    // Most texts have no surrogate at all: blocks are tested whole.
    let end = min(at + 64, units.count)
    var any: UInt16 = 0
    for i in at..<end { any |= units[i] & 0xF800 == 0xD800 ? 1 : 0 }
    if any == 0 {
      at = end
      continue
    }
    while at < end {
      if isLeadSurrogate(units[at]), at + 1 < units.count, isTrailSurrogate(units[at + 1]) {
        at += 2
      } else if units[at] & 0xF800 == 0xD800 {
        return at
      } else {
        at += 1
      }
    }
  }
  return nil
}
