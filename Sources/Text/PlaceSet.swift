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
}
