import Text

/// Says cheaply where no pattern can begin, so that the trie is walked at few places: by the first two characters, or
/// for a number by the character behind it.
struct PeriodStarts: Sendable {
  /// What 64 code units are, a bit for each: side by side, so that a character costs one cache line.
  private struct Row {
    /// A pattern begins with it.
    var first: UInt64 = 0
    /// It is a pattern by itself, or is followed by something that is no character.
    var single: UInt64 = 0
    /// A number may follow it.
    var beforeNumber: UInt64 = 0
    var digit: UInt64 = 0
  }

  private var rows = [Row](repeating: Row(), count: 1024)
  /// A bit for every pair of code units, hashed, that a pattern begins with.
  private var pairs = [UInt64](repeating: 0, count: 1024)
  /// Code units that may follow a number.
  private var afterNumber = [UInt64](repeating: 0, count: 1024)
  /// A number alone is a pattern, so that any other may follow it: 2021 in 2021上半年.
  private var numberIsWhole = false

  private static let digits: [UInt16] = HanDigit.units + Array(0x30...0x39)

  init() {
    for unit in Self.digits { rows[Int(unit >> 6)].digit |= Self.bit(unit) }
  }

  /// `variants`: what other code units count as one.
  mutating func add(_ flat: PeriodPattern.Flat, variants: (UInt16) -> [UInt16]) {
    let elements = flat.filter { $0 != .spanStart && $0 != .spanEnd }
    guard let one = elements.first else { return }
    let two = elements.dropFirst().first
    switch one {
    case .number:
      for unit in Self.digits { rows[Int(unit >> 6)].first |= Self.bit(unit) }
      if two == nil { numberIsWhole = true }
      if case .unit(let next) = two { for unit in variants(next) { Self.set(&afterNumber, unit) } }
    case .unit(let unit):
      for a in variants(unit) {
        rows[Int(a >> 6)].first |= Self.bit(a)
        switch two {
        case .unit(let next): for b in variants(next) { Self.set(&pairs, Self.pair(a, b)) }
        case .number: rows[Int(a >> 6)].beforeNumber |= Self.bit(a)
        default: rows[Int(a >> 6)].single |= Self.bit(a)
        }
      }
    default: break
    }
  }

  @inline(__always)
  func holds(_ unit: UInt16) -> Bool { rows[Int(unit >> 6)].first & Self.bit(unit) != 0 }

  /// The places where a pattern can begin, asked for from left to right.
  ///
  /// A stretch of text at a time is sifted by the first two units, without a branch; what is left is looked at closer.
  struct Places {
    private static let stretch = 512
    private let starts: PeriodStarts
    private let text: UnsafeBufferPointer<UInt16>
    private var sifted = [Int32](repeating: 0, count: Places.stretch)
    private var count = 0
    private var place = 0
    private var end = 0

    init(_ starts: PeriodStarts, _ text: UnsafeBufferPointer<UInt16>) {
      self.starts = starts
      self.text = text
    }

    /// The next place from one on, which is none before the last; the end of the text where there is none.
    mutating func next(from at: Int) -> Int {
      while true {
        while place < count {
          let found = Int(sifted[place])
          if found >= at, starts.mayBegin(text, at: found, limit: text.count) { return found }
          place += 1
        }
        guard end < text.count else { return text.count }
        sift()
      }
    }

    private mutating func sift() {
      let from = end
      end = min(from + Self.stretch, text.count)
      place = 0
      count = sifted.withUnsafeMutableBufferPointer { starts.sift(text, from..<end, into: $0) }
    }
  }

  private func sift(
    _ text: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, into out: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    rows.withUnsafeBufferPointer { rows in
      pairs.withUnsafeBufferPointer { pairs in
        var count = 0
        for at in range {
          let unit = text[at]
          out[count] = Int32(truncatingIfNeeded: at)
          count &+= Int(truncatingIfNeeded: rows[Int(unit >> 6)].first >> UInt64(unit & 63) & 1)
        }
        var left = 0
        for i in 0..<count {
          let at = Int(out[i])
          let unit = text[at]
          let next = at + 1 < text.count ? text[at + 1] : 0x20
          let row = rows[Int(unit >> 6)]
          let pair = Self.pair(unit, next)
          let keep =
            (row.single | row.beforeNumber | row.digit) >> UInt64(unit & 63) | (next == 0x20 ? 1 : 0)
            | pairs[Int(pair >> 6)] >> UInt64(pair & 63)
          out[left] = Int32(truncatingIfNeeded: at)
          left &+= Int(truncatingIfNeeded: keep & 1)
        }
        return left
      }
    }
  }

  /// Whether a pattern can begin at a place; false is sure, true is not.
  ///
  /// A number is read from its beginning or not at all, so that a long one is looked through once;
  /// `isContinued`: what stands in front does not matter.
  @inline(__always)
  func mayBegin(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, isContinued: Bool = false
  ) -> Bool {
    let unit = text[at]
    let row = rows[Int(unit >> 6)]
    let bit = Self.bit(unit)
    if row.digit & bit != 0, !isContinued, Self.isInsideNumber(text, at) { return false }
    guard row.first & bit != 0, at + 1 < limit else { return row.single & bit != 0 }
    let next = text[at + 1]
    if row.single & bit != 0 || next == 0x20 || Self.has(pairs, Self.pair(unit, next)) { return true }
    if row.beforeNumber & bit != 0, isDigit(next) { return true }
    return row.digit & bit != 0 && mayFollow(text, at, limit)
  }

  /// Looks behind the number at a place.
  private func mayFollow(_ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ limit: Int) -> Bool {
    var at = start + 1
    while at < limit, isDigit(text[at]) { at += 1 }
    // Eight digits may be a date.
    guard at < limit else { return at - start == 8 }
    let next = text[at]
    if numberIsWhole, at - start == 4, holds(next) { return true }
    return Self.has(afterNumber, next) || next == 0x20 || next == 0x2E || HanDigit.isPoint(next) || at - start == 8
  }

  /// No 5年 in 1.5年 or in 二十五年.
  private static func isInsideNumber(_ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool {
    guard at > 0 else { return false }
    let unit = text[at]
    let before = text[at - 1]
    if isASCIIDigit(unit) {
      if isASCIIDigit(before) { return true }
      return (before == 0x2E || before == 0x2C) && at > 1 && isASCIIDigit(text[at - 2])
    }
    guard HanDigit.of(unit) >= 0 else { return false }
    return HanDigit.of(before) >= 0 || HanDigit.isPoint(before) || HanDigit.of(unit) >= 10 && HanDigit.isSome(before)
  }

  @inline(__always)
  private func isDigit(_ unit: UInt16) -> Bool { rows[Int(unit >> 6)].digit & Self.bit(unit) != 0 }

  @inline(__always)
  private static func bit(_ unit: UInt16) -> UInt64 { 1 << UInt64(unit & 63) }

  @inline(__always)
  private static func pair(_ a: UInt16, _ b: UInt16) -> UInt16 { (a &* 40503) ^ (b &* 0x9E35) }

  @inline(__always)
  private static func has(_ bits: [UInt64], _ unit: UInt16) -> Bool { bits[Int(unit >> 6)] & bit(unit) != 0 }

  private static func set(_ bits: inout [UInt64], _ unit: UInt16) { bits[Int(unit >> 6)] |= bit(unit) }
}
