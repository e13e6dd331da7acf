import Records
import Text

/// All literals of all tables in one trie, found in one walk over the text.
///
/// A bitmap over hashed pairs of code units turns most positions away before the trie is looked at (after the measured
/// advantage over a dense automaton: cache misses in the table are what costs). Edges are one open-addressed hash table.
public struct LiteralIndex: Sendable {
  /// A set of literals. `scan` finds those of `.everywhere`; others are looked up where a stage already stands,
  /// such as units behind a number.
  public struct Channel: Hashable, Sendable {
    public var value: UInt8
    public init(_ value: UInt8) { self.value = value }
    public static let everywhere = Channel(0)
    /// Behind a numeral.
    public static let unit = Channel(1)
    /// Free for a stage that needs another anchored set.
    public static let surname = Channel(2)
    public static let other = Channel(3)
  }

  public struct Hit: Sendable {
    /// UTF-16 offsets.
    public var start: Int32
    public var end: Int32
    public var row: RowID

    public var span: Span { Span(Int(start), Int(end)) }
  }

  private static let channels = 4
  private var keys: [UInt64]
  private var children: [Int32]
  private var mask: UInt64
  /// For each node its first entry, or -1.
  private var firstEntry: [Int32]
  private var entryRows: [RowID] = []
  private var nextEntry: [Int32] = []
  /// One bit a pair, of 20 bits of its hash: with ten thousand names most positions are still turned away.
  private var pairs = [UInt64](repeating: 0, count: 1 << 14)
  private var singles = [UInt64](repeating: 0, count: 1024)

  public init() { self.init([]) }

  public init(_ literals: [(text: [UInt16], row: RowID, channel: Channel)]) {
    let total = literals.reduce(0) { $0 + $1.text.count } + 1
    var size = 64
    while size < total * 2 { size *= 2 }
    keys = [UInt64](repeating: .max, count: size)
    children = [Int32](repeating: -1, count: size)
    mask = UInt64(size - 1)
    firstEntry = [Int32](repeating: -1, count: Self.channels)
    for literal in literals where !literal.text.isEmpty { insert(literal.text, literal.row, literal.channel) }
  }

  private mutating func insert(_ text: [UInt16], _ row: RowID, _ channel: Channel) {
    var node = Int32(channel.value)
    for unit in text {
      let key = UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
      var slot = Self.hash(key) & mask
      while keys[Int(slot)] != .max, keys[Int(slot)] != key { slot = (slot + 1) & mask }
      if keys[Int(slot)] == .max {
        keys[Int(slot)] = key
        children[Int(slot)] = Int32(firstEntry.count)
        firstEntry.append(-1)
      }
      node = children[Int(slot)]
    }
    nextEntry.append(firstEntry[Int(node)])
    firstEntry[Int(node)] = Int32(entryRows.count)
    entryRows.append(row)
    guard channel == .everywhere else { return }
    if text.count == 1 {
      singles[Int(text[0] >> 6)] |= 1 << UInt64(text[0] & 63)
    } else {
      let pair = Self.pair(text[0], text[1])
      pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
    }
  }

  /// Every occurrence of every literal of `.everywhere` in a stretch of text, by start. One pass over UTF-16 units.
  public func scan(_ text: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, into hits: inout [Hit]) {
    keys.withUnsafeBufferPointer { keys in
      children.withUnsafeBufferPointer { children in
        pairs.withUnsafeBufferPointer { pairs in
          singles.withUnsafeBufferPointer { singles in
            var at = range.lowerBound
            while at < range.upperBound {
              let unit = text[at]
              let next: UInt16 = at + 1 < range.upperBound ? text[at + 1] : 0
              let pair = Self.pair(unit, next)
              let isPair = pairs[Int(pair >> 6)] >> UInt64(pair & 63) & 1 != 0
              let isSingle = singles[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0
              if isPair || isSingle {
                walk(text, at, range.upperBound, .everywhere, keys, children) { end, row in
                  hits.append(Hit(start: Int32(at), end: Int32(end), row: row))
                }
              }
              at += 1
            }
          }
        }
      }
    }
  }

  /// Every literal of a channel that begins at a place, the shortest first.
  @inline(__always)
  public func matches(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, _ channel: Channel,
    _ body: (_ end: Int, _ row: RowID) -> Void
  ) {
    keys.withUnsafeBufferPointer { keys in
      children.withUnsafeBufferPointer { children in
        walk(text, at, limit, channel, keys, children, body)
      }
    }
  }

  /// The longest literal of a channel that begins at a place.
  public func longest(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, _ channel: Channel
  ) -> (end: Int, row: RowID)? {
    var best: (end: Int, row: RowID)?
    matches(text, at: at, limit: limit, channel) { end, row in best = (end, row) }
    return best
  }

  @inline(__always)
  private func walk(
    _ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ limit: Int, _ channel: Channel,
    _ keys: UnsafeBufferPointer<UInt64>, _ children: UnsafeBufferPointer<Int32>, _ body: (Int, RowID) -> Void
  ) {
    var node = Int32(channel.value)
    var at = start
    while at < limit {
      let key = UInt64(UInt32(bitPattern: node)) << 16 | UInt64(text[at])
      var slot = Self.hash(key) & mask
      while keys[Int(slot)] != key {
        if keys[Int(slot)] == .max { return }
        slot = (slot + 1) & mask
      }
      node = children[Int(slot)]
      at += 1
      var entry = firstEntry[Int(node)]
      while entry >= 0 {
        body(at, entryRows[Int(entry)])
        entry = nextEntry[Int(entry)]
      }
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  @inline(__always)
  private static func pair(_ a: UInt16, _ b: UInt16) -> UInt32 {
    ((UInt32(a) << 16 | UInt32(b)) &* 0x9E37_79B1) >> 12
  }
}
