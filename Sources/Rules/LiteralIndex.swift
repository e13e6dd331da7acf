import Records
import Text

/// All literals of all tables in one trie, found in one walk over the text.
///
/// Cache misses are what a search costs: so a bitmap over hashed pairs of code units, small enough for the first cache,
/// turns most positions away; the first two units are then one step, and an edge lies in one cache line with what is found
/// at its end. Edges are open-addressed hash tables.
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

  /// An edge of the trie, and the first entry of the node that it leads to.
  private struct Edge {
    var key: UInt64 = .max
    var node: Int32 = -1
    var entry: Int32 = -1
    /// A bit for each unit that may follow: most texts go on otherwise, and need no look at the next edge.
    var following: UInt64 = 0
  }

  /// A row that a literal belongs to, and the next one of the same literal.
  private struct Entry {
    var row: RowID
    var next: Int32
  }

  private static let channels = 4
  /// Keyed by node and unit.
  private var edges: [Edge]
  private var mask: UInt64
  /// The first two units of literals of `.everywhere`, keyed by both.
  private var pairs: [Edge]
  private var pairMask: UInt64
  private var entries: [Entry] = []
  private var nodes: Int32
  /// One bit a pair, of 18 bits of its hash.
  private var pairBits = [UInt64](repeating: 0, count: 1 << 12)
  private var singleBits = [UInt64](repeating: 0, count: 1024)
  /// The entries of literals of one unit, by the unit.
  private var singles = [Int32](repeating: -1, count: 1 << 16)

  public init() { self.init([]) }

  public init(_ literals: [(text: [UInt16], row: RowID, channel: Channel)]) {
    let total = literals.reduce(0) { $0 + $1.text.count } + 1
    edges = [Edge](repeating: Edge(), count: Self.size(for: total))
    mask = UInt64(edges.count - 1)
    let heads = literals.lazy.filter { $0.text.count > 1 && $0.channel == .everywhere }
    pairs = [Edge](
      repeating: Edge(), count: Self.size(for: Set(heads.map { Self.pairKey($0.text[0], $0.text[1]) }).count))
    pairMask = UInt64(pairs.count - 1)
    nodes = Int32(Self.channels)
    for literal in literals where !literal.text.isEmpty {
      if literal.channel == .everywhere {
        insertEverywhere(literal.text, literal.row)
      } else {
        insert(literal.text[...], below: Int32(literal.channel.value), literal.row)
      }
    }
  }

  /// A power of two that leaves a table half empty at least.
  private static func size(for count: Int) -> Int {
    var size = 64
    while size < count * 2 { size *= 2 }
    return size
  }

  private mutating func insertEverywhere(_ text: [UInt16], _ row: RowID) {
    if text.count == 1 {
      singleBits[Int(text[0] >> 6)] |= 1 << UInt64(text[0] & 63)
      entries.append(Entry(row: row, next: singles[Int(text[0])]))
      singles[Int(text[0])] = Int32(entries.count - 1)
      return
    }
    let bit = Self.bit(text[0], text[1])
    pairBits[bit >> 6] |= 1 << UInt64(bit & 63)
    let slot = pairSlot(Self.pairKey(text[0], text[1]))
    if pairs[slot].key == .max {
      pairs[slot] = Edge(key: Self.pairKey(text[0], text[1]), node: nodes)
      nodes += 1
    }
    if text.count == 2 {
      entries.append(Entry(row: row, next: pairs[slot].entry))
      pairs[slot].entry = Int32(entries.count - 1)
    } else {
      pairs[slot].following |= Self.followingBit(text[2])
      insert(text[2...], below: pairs[slot].node, row)
    }
  }

  private mutating func insert(_ text: ArraySlice<UInt16>, below root: Int32, _ row: RowID) {
    var node = root
    var slot = -1
    for unit in text {
      if slot >= 0 { edges[slot].following |= Self.followingBit(unit) }
      let key = Self.key(node, unit)
      var probe = Self.hash(key) & mask
      while edges[Int(probe)].key != .max, edges[Int(probe)].key != key { probe = (probe + 1) & mask }
      slot = Int(probe)
      if edges[slot].key == .max {
        edges[slot] = Edge(key: key, node: nodes)
        nodes += 1
      }
      node = edges[slot].node
    }
    entries.append(Entry(row: row, next: edges[slot].entry))
    edges[slot].entry = Int32(entries.count - 1)
  }

  private func pairSlot(_ key: UInt64) -> Int {
    var slot = Self.hash(key) & pairMask
    while pairs[Int(slot)].key != .max, pairs[Int(slot)].key != key { slot = (slot + 1) & pairMask }
    return Int(slot)
  }

  // MARK: Finding

  /// Every occurrence of every literal of `.everywhere` in a stretch of text, by start. One pass over UTF-16 units.
  public func scan(_ text: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, into hits: inout [Hit]) {
    edges.withUnsafeBufferPointer { edges in
      pairs.withUnsafeBufferPointer { pairs in
        entries.withUnsafeBufferPointer { entries in
          pairBits.withUnsafeBufferPointer { pairBits in
            singleBits.withUnsafeBufferPointer { singleBits in
              for at in range {
                let unit = text[at]
                if singleBits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 {
                  report(singles[Int(unit)], entries) {
                    hits.append(Hit(start: Int32(at), end: Int32(at + 1), row: $0))
                  }
                }
                guard at + 1 < range.upperBound else { continue }
                let bit = Self.bit(unit, text[at + 1])
                guard pairBits[bit >> 6] >> UInt64(bit & 63) & 1 != 0 else { continue }
                let key = Self.pairKey(unit, text[at + 1])
                var slot = Self.hash(key) & pairMask
                while pairs[Int(slot)].key != key, pairs[Int(slot)].key != .max { slot = (slot + 1) & pairMask }
                let pair = pairs[Int(slot)]
                guard pair.key == key else { continue }
                report(pair.entry, entries) { hits.append(Hit(start: Int32(at), end: Int32(at + 2), row: $0)) }
                walk(text, at + 2, range.upperBound, pair.node, pair.following, edges, entries) { end, row in
                  hits.append(Hit(start: Int32(at), end: Int32(end), row: row))
                }
              }
            }
          }
        }
      }
    }
  }

  /// Every literal of an anchored channel that begins at a place, the shortest first.
  @inline(__always)
  public func matches(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, _ channel: Channel,
    _ body: (_ end: Int, _ row: RowID) -> Void
  ) {
    edges.withUnsafeBufferPointer { edges in
      entries.withUnsafeBufferPointer { entries in
        walk(text, at, limit, Int32(channel.value), .max, edges, entries, body)
      }
    }
  }

  /// The longest literal of an anchored channel that begins at a place.
  public func longest(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, _ channel: Channel
  ) -> (end: Int, row: RowID)? {
    var best: (end: Int, row: RowID)?
    matches(text, at: at, limit: limit, channel) { end, row in best = (end, row) }
    return best
  }

  @inline(__always)
  private func walk(
    _ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ limit: Int, _ root: Int32, _ mayFollow: UInt64,
    _ edges: UnsafeBufferPointer<Edge>, _ entries: UnsafeBufferPointer<Entry>, _ body: (Int, RowID) -> Void
  ) {
    var node = root
    var following = mayFollow
    var at = start
    while at < limit, following & Self.followingBit(text[at]) != 0 {
      let key = Self.key(node, text[at])
      var slot = Self.hash(key) & mask
      while edges[Int(slot)].key != key {
        if edges[Int(slot)].key == .max { return }
        slot = (slot + 1) & mask
      }
      node = edges[Int(slot)].node
      following = edges[Int(slot)].following
      at += 1
      report(edges[Int(slot)].entry, entries) { body(at, $0) }
    }
  }

  @inline(__always)
  private func report(_ first: Int32, _ entries: UnsafeBufferPointer<Entry>, _ body: (RowID) -> Void) {
    var entry = first
    while entry >= 0 {
      body(entries[Int(entry)].row)
      entry = entries[Int(entry)].next
    }
  }

  @inline(__always)
  private static func key(_ node: Int32, _ unit: UInt16) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
  }

  @inline(__always)
  private static func followingBit(_ unit: UInt16) -> UInt64 { 1 << UInt64(unit & 63) }

  @inline(__always)
  private static func pairKey(_ a: UInt16, _ b: UInt16) -> UInt64 { UInt64(a) << 16 | UInt64(b) }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  @inline(__always)
  private static func bit(_ a: UInt16, _ b: UInt16) -> Int {
    Int(truncatingIfNeeded: (UInt32(a) &* 0x9E37_79B1 ^ UInt32(b) &* 0x85EB_CA6B) >> 14)
  }
}
