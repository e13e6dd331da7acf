/// Code points and UTF-8 bytes before every 16th unit of a text, so that either is known anywhere in constant time.
struct UnitIndex: Sendable {
  struct Checkpoint: Sendable {
    var codePoints: Int32
    var bytes: Int32
  }

  static let stride = 16
  private let checkpoints: [Checkpoint]

  /// One pass over UTF-16 units, a block as one vector.
  init(_ units: [UInt16]) {
    let blocks = units.count / Self.stride + 1
    checkpoints = [Checkpoint](unsafeUninitializedCapacity: blocks) { out, count in
      units.withUnsafeBufferPointer { units in
        var points = 0
        var bytes = 0
        for block in 0..<blocks {
          out[block] = Checkpoint(codePoints: Int32(points), bytes: Int32(bytes))
          let start = block * Self.stride
          guard start + Self.stride <= units.count else { break }
          let sums = Self.sums(units, start)
          points += sums.points
          bytes += sums.bytes
        }
      }
      count = blocks
    }
  }

  /// Code points and UTF-8 bytes in a whole block, as one vector. Carries into the top bit tell what a unit is: masks of
  /// comparisons would be turned into loops.
  @inline(__always)
  private static func sums(_ units: UnsafeBufferPointer<UInt16>, _ start: Int) -> (points: Int, bytes: Int) {
    let block = UnsafeRawBufferPointer(units).loadUnaligned(fromByteOffset: start &* 2, as: SIMD16<UInt16>.self)
    let wide = isNotZero(block &>> 7) &+ isNotZero(block &>> 11)
    let pairs = SIMD16<UInt16>(repeating: 1) &- isNotZero(block & 0xF800 ^ 0xD800)
    let trails = SIMD16<UInt16>(repeating: 1) &- isNotZero(block & 0xFC00 ^ 0xDC00)
    return (stride - total(trails), stride + total(wide &- pairs))
  }

  /// 1 for each unit that is not 0.
  @inline(__always)
  private static func isNotZero(_ units: SIMD16<UInt16>) -> SIMD16<UInt16> {
    (units | (SIMD16<UInt16>(repeating: 0) &- units)) &>> 15
  }

  @inline(__always)
  private static func total(_ units: SIMD16<UInt16>) -> Int {
    let eight = units.lowHalf &+ units.highHalf
    let four = eight.lowHalf &+ eight.highHalf
    let two = four.lowHalf &+ four.highHalf
    return Int(two.x &+ two.y)
  }

  /// Code points and UTF-8 bytes in a stretch of at most a block; a surrogate counts 2 bytes, a trailing one no point.
  @inline(__always)
  private static func sums(
    _ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ end: Int
  ) -> (points: Int, bytes: Int) {
    var trails: UInt16 = 0
    var wide: UInt16 = 0
    for at in start..<end {
      let unit = units[at]
      trails &+= unit & 0xFC00 == 0xDC00 ? 1 : 0
      wide &+= unit >= 0x80 ? 1 : 0
      wide &+= unit >= 0x800 ? 1 : 0
      wide &-= unit & 0xF800 == 0xD800 ? 1 : 0
    }
    return (end - start - Int(trails), end - start + Int(wide))
  }

  func codePoints(in units: [UInt16], before unit: Int) -> Int {
    let block = unit / Self.stride
    return units.withUnsafeBufferPointer {
      Int(checkpoints[block].codePoints) + Self.sums($0, block * Self.stride, unit).points
    }
  }

  func bytes(in units: [UInt16], before unit: Int) -> Int {
    let block = unit / Self.stride
    return units.withUnsafeBufferPointer {
      Int(checkpoints[block].bytes) + Self.sums($0, block * Self.stride, unit).bytes
    }
  }
}
