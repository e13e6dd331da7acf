import Records
import Rules
import Text

/// A set of literals that are looked for at one place: those that begin there, or those that end there.
///
/// The walk over the text finds literals wherever they stand; what must touch a number is found from the number, so that
/// frequent characters (约, 至) cost nothing elsewhere.
final class AnchoredLiterals: Sendable {
  enum Side: Sendable {
    /// The literal ends at the place.
    case before
    /// The literal begins at the place.
    case behind
  }

  private struct Entry: Sendable {
    /// Where its units stand in `units`.
    var start: Int32
    var count: Int32
    var tag: Int32
  }

  private let side: Side
  private let entries: [Entry]
  private let units: [UInt16]
  /// For the unit at the place, hashed, the entries that have it there: a range of `entries`, the longest first.
  private let buckets: [Range<Int32>]

  private static let size = 512
  @inline(__always)
  private static func bucket(_ unit: UInt16) -> Int { Int((unit ^ (unit >> 7)) & 511) }

  init(_ side: Side, _ literals: [(text: String, tag: Int)]) {
    self.side = side
    let all = literals.map { (text: Array($0.text.utf16), tag: Int32($0.tag)) }.filter { !$0.text.isEmpty }
    func key(_ text: [UInt16]) -> Int { Self.bucket(side == .before ? text[text.count - 1] : text[0]) }
    let sorted = all.enumerated().sorted {
      let (a, b) = (key($0.element.text), key($1.element.text))
      if a != b { return a < b }
      let (m, n) = ($0.element.text.count, $1.element.text.count)
      return m != n ? m > n : $0.offset < $1.offset
    }
    var units: [UInt16] = []
    var entries: [Entry] = []
    var buckets = [Range<Int32>](repeating: 0..<0, count: Self.size)
    for (_, literal) in sorted {
      let bucket = key(literal.text)
      let place = Int32(entries.count)
      let first = buckets[bucket].isEmpty ? place : buckets[bucket].lowerBound
      buckets[bucket] = first..<(place + 1)
      entries.append(Entry(start: Int32(units.count), count: Int32(literal.text.count), tag: literal.tag))
      units += literal.text
    }
    (self.units, self.entries, self.buckets) = (units, entries, buckets)
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The longest literal that touches a place, inside `bounds`: its tag and how long it is.
  func longest(
    _ text: UnsafeBufferPointer<UInt16>, at place: Int, in bounds: Range<Int>
  ) -> (tag: Int, length: Int)? {
    let edge = side == .before ? place - 1 : place
    guard edge >= bounds.lowerBound, edge < bounds.upperBound else { return nil }
    for i in buckets[Self.bucket(text[edge])] {
      let length = Int(entries[Int(i)].count)
      let start = side == .before ? place - length : place
      if matches(Int(i), text, start, bounds) { return (Int(entries[Int(i)].tag), length) }
    }
    return nil
  }

  /// Whether a literal that touches a place satisfies a condition; the longest are asked first.
  @inline(__always)
  func contains(
    _ text: UnsafeBufferPointer<UInt16>, at place: Int, in bounds: Range<Int>,
    where condition: (_ tag: Int, _ length: Int) -> Bool
  ) -> Bool {
    let edge = side == .before ? place - 1 : place
    guard edge >= bounds.lowerBound, edge < bounds.upperBound else { return false }
    for i in buckets[Self.bucket(text[edge])] {
      let length = Int(entries[Int(i)].count)
      let start = side == .before ? place - length : place
      if matches(Int(i), text, start, bounds), condition(Int(entries[Int(i)].tag), length) { return true }
    }
    return false
  }

  @inline(__always)
  private func matches(_ i: Int, _ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ bounds: Range<Int>) -> Bool {
    let (first, count) = (Int(entries[i].start), Int(entries[i].count))
    guard start >= bounds.lowerBound, start + count <= bounds.upperBound else { return false }
    for k in 0..<count where units[first + k] != text[start + k] { return false }
    return true
  }
}
