/// A set of places in a text, one bit each: asked in a loop over the text, where a hashed set would cost more than the rest.
public struct PlaceSet: Sendable {
  @usableFromInline var bits: [UInt64]

  /// For places from 0 up to and with `count`.
  public init(count: Int) { bits = [UInt64](repeating: 0, count: count / 64 + 1) }

  @inlinable @inline(__always)
  public func contains(_ place: Int) -> Bool {
    let at = place >> 6
    return at >= 0 && at < bits.count && bits[at] >> UInt64(place & 63) & 1 != 0
  }

  /// Places outside the text are not kept.
  @inlinable
  public mutating func insert(_ place: Int) {
    guard place >= 0, place >> 6 < bits.count else { return }
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// The last place before one; nil where there is none.
  @inlinable
  public func last(before place: Int) -> Int? {
    guard place > 0 else { return nil }
    var word = min((place - 1) >> 6, bits.count - 1)
    var left = bits[word]
    if word == (place - 1) >> 6 { left &= ~0 >> UInt64(63 - (place - 1) & 63) }
    while left == 0 {
      guard word > 0 else { return nil }
      word -= 1
      left = bits[word]
    }
    return word << 6 | (63 - left.leadingZeroBitCount)
  }

  /// The first place from one on; nil where there is none.
  @inlinable
  public func first(from place: Int) -> Int? {
    var word = max(place, 0) >> 6
    guard word < bits.count else { return nil }
    var left = bits[word] & ~0 << UInt64(max(place, 0) & 63)
    while left == 0 {
      word += 1
      guard word < bits.count else { return nil }
      left = bits[word]
    }
    return word << 6 | left.trailingZeroBitCount
  }

  /// Of sets for the same text.
  @inlinable
  public mutating func formUnion(_ other: PlaceSet) {
    for at in bits.indices where at < other.bits.count { bits[at] |= other.bits[at] }
  }
}
