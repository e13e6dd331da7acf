import Text

/// Says cheaply where no pattern can begin, so that the trie is walked at few places: by the first two characters, or
/// for a number by the character behind it.
struct PeriodStarts: Sendable {
  /// A bit for every code unit that a pattern begins with.
  private var first = [UInt64](repeating: 0, count: 1024)
  /// A bit for every pair of code units, hashed, that a pattern begins with.
  private var pairs = [UInt64](repeating: 0, count: 1024)
  /// Code units that a number may follow.
  private var beforeNumber = [UInt64](repeating: 0, count: 1024)
  /// Code units that may follow a number.
  private var afterNumber = [UInt64](repeating: 0, count: 1024)
  /// Code units that are a pattern by themselves, or are followed by something that is no character.
  private var single = [UInt64](repeating: 0, count: 1024)
  /// A number alone is a pattern, so that any other may follow it: 2021 in 2021上半年.
  private var numberIsWhole = false

  /// `variants`: what other code units count as one.
  mutating func add(_ flat: PeriodPattern.Flat, variants: (UInt16) -> [UInt16]) {
    let elements = flat.filter { $0 != .spanStart && $0 != .spanEnd }
    guard let one = elements.first else { return }
    let two = elements.dropFirst().first
    switch one {
    case .number:
      for unit in HanDigit.units + Array(0x30...0x39) { Self.set(&first, unit) }
      if two == nil { numberIsWhole = true }
      if case .unit(let next) = two { for unit in variants(next) { Self.set(&afterNumber, unit) } }
    case .unit(let unit):
      for a in variants(unit) {
        Self.set(&first, a)
        switch two {
        case .unit(let next): for b in variants(next) { Self.set(&pairs, Self.pair(a, b)) }
        case .number: Self.set(&beforeNumber, a)
        default: Self.set(&single, a)
        }
      }
    default: break
    }
  }

  @inline(__always)
  func holds(_ unit: UInt16) -> Bool { Self.has(first, unit) }

  /// The next place whose character a pattern can begin with. One pass over UTF-16 units.
  func next(_ text: UnsafeBufferPointer<UInt16>, from start: Int) -> Int {
    first.withUnsafeBufferPointer { first in
      var at = start
      while at < text.count, first[Int(text[at] >> 6)] >> UInt64(text[at] & 63) & 1 == 0 { at += 1 }
      return at
    }
  }

  /// Whether a pattern can begin at a place; false is sure, true is not.
  @inline(__always)
  func mayBegin(_ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int) -> Bool {
    let unit = text[at]
    guard Self.has(first, unit), at + 1 < limit else { return Self.has(single, unit) }
    let next = text[at + 1]
    if Self.has(pairs, Self.pair(unit, next)) || Self.has(single, unit) || next == 0x20 { return true }
    if Self.has(beforeNumber, unit), Self.isDigit(next) { return true }
    return Self.isDigit(unit) && mayFollow(text, at, limit)
  }

  /// Looks behind the number at a place.
  private func mayFollow(_ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ limit: Int) -> Bool {
    var at = start + 1
    while at < limit, Self.isDigit(text[at]) { at += 1 }
    // Eight digits may be a date.
    guard at < limit else { return at - start == 8 }
    let next = text[at]
    if numberIsWhole, at - start == 4, Self.has(first, next) { return true }
    return Self.has(afterNumber, next) || next == 0x20 || next == 0x2E || HanDigit.isPoint(next) || at - start == 8
  }

  @inline(__always)
  private static func isDigit(_ unit: UInt16) -> Bool { isASCIIDigit(unit) || HanDigit.of(unit) >= 0 }

  @inline(__always)
  private static func pair(_ a: UInt16, _ b: UInt16) -> UInt16 { (a &* 40503) ^ (b &* 0x9E35) }

  @inline(__always)
  private static func has(_ bits: [UInt64], _ unit: UInt16) -> Bool {
    bits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0
  }

  private static func set(_ bits: inout [UInt64], _ unit: UInt16) { bits[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
}
