import Records
import Text

/// All literals of all tables in one index, found in one walk over the text.
///
/// Cache misses are what a search costs. So a bitmap over hashed pairs of code units, small enough for the first cache,
/// turns most positions away; a table of pairs tells by one more bit whether the third unit fits; a table of triples leads
/// to the few literals that go on from there, which are compared. Literals that are only looked up where a stage stands are
/// in a small trie apart. All tables are open-addressed.
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

  /// The first two units of some literals of `.everywhere`.
  private struct Pair {
    /// No literal begins with twice U+FFFF, which is no character.
    var key: UInt32 = .max
    /// The first entry of the literal that these two units are; -1 where they are none.
    var entry: Int32 = -1
    /// A bit for each third unit that a literal goes on with: most texts go on otherwise.
    var following: UInt64 = 0
  }

  /// The first three units of some literals, and where their tails lie.
  private struct Triple {
    var key: UInt64 = .max
    var first: Int32 = 0
    var count: Int32 = 0
  }

  /// What follows the first three units of a literal, in `pool`.
  private struct Tail {
    var start: Int32
    var count: Int32
    var row: RowID
  }

  /// An edge of the trie of anchored literals, and the first entry of the node that it leads to.
  private struct Edge {
    var key: UInt64 = .max
    var node: Int32 = -1
    var entry: Int32 = -1
  }

  /// A row that a literal belongs to, and the next one of the same literal.
  private struct Entry {
    var row: RowID
    var next: Int32
  }

  private static let channels = 4
  private var pairs: [Pair] = []
  private var triples: [Triple] = []
  private var tails: [Tail] = []
  private var pool: [UInt16] = []
  /// Keyed by node and unit.
  private var edges: [Edge]
  private var nodes: Int32
  private var entries: [Entry] = []
  /// One bit a pair, of 18 bits of its hash.
  private var pairBits = [UInt64](repeating: 0, count: 1 << 12)
  private var singleBits = [UInt64](repeating: 0, count: 1024)
  /// The first entry of the literal of one unit, by the unit.
  private var singles = [Int32](repeating: -1, count: 1 << 16)

  public init() { self.init([]) }

  public init(_ literals: [(text: [UInt16], row: RowID, channel: Channel)]) {
    let anchored = literals.filter { $0.channel != .everywhere }
    edges = [Edge](repeating: Edge(), count: Self.size(for: anchored.reduce(0) { $0 + $1.text.count }))
    nodes = Int32(Self.channels)
    for literal in anchored { insertAnchored(literal.text, below: Int32(literal.channel.value), literal.row) }
    insertEverywhere(literals)
  }

  /// A power of two that leaves a table half empty at least.
  private static func size(for count: Int) -> Int {
    var size = 64
    while size < count * 2 { size *= 2 }
    return size
  }

  private mutating func insertEverywhere(_ literals: [(text: [UInt16], row: RowID, channel: Channel)]) {
    var short: [(key: UInt32, row: RowID)] = []
    var long: [(key: UInt64, at: Int)] = []
    var heads: Set<UInt32> = []
    for (at, literal) in literals.enumerated() where literal.channel == .everywhere && !literal.text.isEmpty {
      let text = literal.text
      if text.count == 1 {
        singleBits[Int(text[0] >> 6)] |= 1 << UInt64(text[0] & 63)
        entries.append(Entry(row: literal.row, next: singles[Int(text[0])]))
        singles[Int(text[0])] = Int32(entries.count - 1)
        continue
      }
      let key = Self.pairKey(text[0], text[1])
      heads.insert(key)
      if text.count == 2 {
        short.append((key, literal.row))
      } else {
        long.append((UInt64(key) << 16 | UInt64(text[2]), at))
      }
    }
    pairs = [Pair](repeating: Pair(), count: Self.size(for: heads.count))
    for key in heads { pairs[slot(of: key)].key = key }
    for key in heads {
      let bit = Self.bit(UInt16(key >> 16), UInt16(truncatingIfNeeded: key))
      pairBits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    for (key, row) in short {
      let slot = slot(of: key)
      entries.append(Entry(row: row, next: pairs[slot].entry))
      pairs[slot].entry = Int32(entries.count - 1)
    }
    insertLong(literals, &long)
  }

  /// Literals of three units and more: those that begin alike lie together, the shorter first, the later rows before.
  private mutating func insertLong(
    _ literals: [(text: [UInt16], row: RowID, channel: Channel)], _ long: inout [(key: UInt64, at: Int)]
  ) {
    long.sort {
      let (a, b) = (literals[$0.at].text.count, literals[$1.at].text.count)
      return $0.key != $1.key ? $0.key < $1.key : a != b ? a < b : $0.at > $1.at
    }
    triples = [Triple](repeating: Triple(), count: Self.size(for: long.count))
    let mask = UInt64(triples.count - 1)
    for (key, at) in long {
      let text = literals[at].text
      pairs[slot(of: UInt32(key >> 16))].following |= Self.followingBit(text[2])
      var slot = Self.hash(key) & mask
      while triples[Int(slot)].key != .max, triples[Int(slot)].key != key { slot = (slot + 1) & mask }
      if triples[Int(slot)].key == .max { triples[Int(slot)] = Triple(key: key, first: Int32(tails.count)) }
      triples[Int(slot)].count += 1
      tails.append(Tail(start: Int32(pool.count), count: Int32(text.count - 3), row: literals[at].row))
      pool += text[3...]
    }
  }

  private func slot(of key: UInt32) -> Int {
    let mask = UInt64(pairs.count - 1)
    var slot = Self.hash(UInt64(key)) & mask
    while pairs[Int(slot)].key != .max, pairs[Int(slot)].key != key { slot = (slot + 1) & mask }
    return Int(slot)
  }

  private mutating func insertAnchored(_ text: [UInt16], below root: Int32, _ row: RowID) {
    guard !text.isEmpty else { return }
    let mask = UInt64(edges.count - 1)
    var node = root
    var slot = 0
    for unit in text {
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

  // MARK: Finding

  /// Every occurrence of every literal of `.everywhere` in a stretch of text, by start, the shorter of one place first.
  /// UTF-16 offsets.
  ///
  /// The text is sifted twice before a literal is compared, a stretch at a time. Neither sieve branches on what it finds:
  /// one place in three begins a literal, in no order that a processor could foresee.
  public func scan(_ text: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, into hits: inout [Hit]) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.stretch * 2) { room in
      let places = UnsafeMutableBufferPointer(rebasing: room[..<Self.stretch])
      let slots = UnsafeMutableBufferPointer(rebasing: room[Self.stretch...])
      var from = range.lowerBound
      while from < range.upperBound {
        let to = min(from + Self.stretch, range.upperBound)
        let maybe = siftByBits(text, from, to, range.upperBound, places)
        let count = siftByPair(text, maybe, range.upperBound, places, slots)
        for i in 0..<count { report(text, Int(places[i]), Int(slots[i]), range.upperBound, &hits) }
        from = to
      }
    }
  }

  private static let stretch = 1024

  /// Leaves the places where a bit says that a literal may begin; how many they are.
  private func siftByBits(
    _ text: UnsafeBufferPointer<UInt16>, _ from: Int, _ to: Int, _ limit: Int,
    _ places: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    pairBits.withUnsafeBufferPointer { pairBits in
      singleBits.withUnsafeBufferPointer { singleBits in
        var count = 0
        var unit = text[from]
        for at in from..<to {
          let next = at + 1 < limit ? text[at + 1] : 0
          let bit = Self.bit(unit, next)
          let word = pairBits[bit >> 6] >> UInt64(bit & 63) | singleBits[Int(unit >> 6)] >> UInt64(unit & 63)
          places[count] = Int32(truncatingIfNeeded: at)
          count &+= Int(truncatingIfNeeded: word & 1)
          unit = next
        }
        return count
      }
    }
  }

  /// Of `count` places leaves those whose first three units fit a literal, as far as one look tells.
  private func siftByPair(
    _ text: UnsafeBufferPointer<UInt16>, _ count: Int, _ limit: Int, _ places: UnsafeMutableBufferPointer<Int32>,
    _ slots: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    pairs.withUnsafeBufferPointer { pairs in
      singleBits.withUnsafeBufferPointer { singleBits in
        let mask = UInt64(pairs.count - 1)
        var left = 0
        for i in 0..<count {
          let at = Int(places[i])
          let unit = text[at]
          let key = Self.pairKey(unit, text[min(at + 1, limit - 1)])
          let slot = Self.hash(UInt64(key)) & mask
          let pair = pairs[Int(slot)]
          // A two-unit literal, or a third unit that one goes on with; another pair's slot tells nothing.
          let fits = pair.following >> UInt64(text[min(at + 2, limit - 1)] & 63) | (pair.entry >= 0 ? 1 : 0)
          let keep =
            (pair.key == key ? fits : pair.key == .max ? 0 : 1) | singleBits[Int(unit >> 6)] >> UInt64(unit & 63)
          places[left] = Int32(truncatingIfNeeded: at)
          slots[left] = Int32(truncatingIfNeeded: slot)
          left &+= Int(truncatingIfNeeded: keep & 1)
        }
        return left
      }
    }
  }

  /// The literals that begin at a place; `slot` is where a search for the pair there begins.
  @inline(__always)
  private func report(
    _ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ slot: Int, _ limit: Int, _ hits: inout [Hit]
  ) {
    let unit = text[at]
    if singleBits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 {
      report(singles[Int(unit)]) { hits.append(Hit(start: Int32(at), end: Int32(at + 1), row: $0)) }
    }
    guard at + 1 < limit else { return }
    let key = Self.pairKey(unit, text[at + 1])
    var home = slot
    while pairs[home].key != key {
      if pairs[home].key == .max { return }
      home = (home + 1) & (pairs.count - 1)
    }
    let pair = pairs[home]
    report(pair.entry) { hits.append(Hit(start: Int32(at), end: Int32(at + 2), row: $0)) }
    guard at + 2 < limit, pair.following & Self.followingBit(text[at + 2]) != 0 else { return }
    let triple = UInt64(key) << 16 | UInt64(text[at + 2])
    let mask = triples.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(triple)) & mask
    while triples[slot].key != triple {
      if triples[slot].key == .max { return }
      slot = (slot + 1) & mask
    }
    let first = Int(triples[slot].first)
    for tail in tails[first..<first + Int(triples[slot].count)] {
      let end = at + 3 + Int(tail.count)
      guard end <= limit else { break }
      var place = 0
      while place < Int(tail.count), pool[Int(tail.start) + place] == text[at + 3 + place] { place += 1 }
      if place == Int(tail.count) { hits.append(Hit(start: Int32(at), end: Int32(end), row: tail.row)) }
    }
  }

  /// Every literal of an anchored channel that begins at a place, the shortest first.
  @inline(__always)
  public func matches(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, _ channel: Channel,
    _ body: (_ end: Int, _ row: RowID) -> Void
  ) {
    let mask = UInt64(edges.count - 1)
    var node = Int32(channel.value)
    var at = at
    while at < limit {
      let key = Self.key(node, text[at])
      var slot = Self.hash(key) & mask
      while edges[Int(slot)].key != key {
        if edges[Int(slot)].key == .max { return }
        slot = (slot + 1) & mask
      }
      node = edges[Int(slot)].node
      at += 1
      report(edges[Int(slot)].entry) { body(at, $0) }
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
  private func report(_ first: Int32, _ body: (RowID) -> Void) {
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
  private static func pairKey(_ a: UInt16, _ b: UInt16) -> UInt32 { UInt32(a) << 16 | UInt32(b) }

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
