import Text

/// All patterns of a table in one trie whose edges are characters and sorts of numbers.
///
/// `PeriodStarts` turns most positions away. Characters are folded first
/// (個 is 个), so that a pattern is written once for both scripts. All nodes lie in flat arrays: nothing is counted or
/// copied on the way.
struct PeriodTrie: Sendable {
  /// One way to read the text at a place.
  struct Match {
    /// Index of the pattern's owner, as given to `insert`.
    var owner: Int
    /// UTF-16 offsets of what belongs to the span.
    var start: Int
    var end: Int
    var numbers: Numbers
  }

  /// Numbers that were read, by slot. A slot that was not filled is -1.
  struct Numbers {
    var values = SIMD16<Int32>(repeating: -1)
    /// Digits behind the point of slot `n`, which then counts in those.
    var scale = 0

    subscript(_ slot: PeriodPattern.Slot) -> Int { Int(values[slot.index]) }
  }

  /// An edge that is no plain character: a sort of number, a border of the span.
  private struct Edge {
    var element: PeriodPattern.Element
    var child: Int32
    var isNumber: Bool
    /// Bits of the characters one of which must stand behind the number; all where anything may. It is the child's
    /// `following`, kept here since most edges end at it.
    var following = UInt64.max

    init(_ element: PeriodPattern.Element, child: Int) {
      self.element = element
      self.child = Int32(child)
      if case .number = element { isNumber = true } else { isNumber = false }
    }
  }

  /// Of a node: where its edges and its owners stand in the flat arrays.
  private struct Node {
    var edges: Range<Int32>
    var owners: Range<Int32>
    /// A bit for each character, hashed, that an edge is for.
    var following: UInt64 = 0

    /// Nothing but characters goes on from here: most texts have another one, and need no look at the node.
    var isPlain: Bool { edges.isEmpty && owners.isEmpty }
  }

  private let fold: [UInt16]
  private let nodes: [Node]
  private let edges: [Edge]
  private let owners: [Int32]
  /// Edges by character, as one open-addressed hash table of node and code unit.
  private let keys: [UInt64]
  private let children: [Int32]
  let starts: PeriodStarts

  /// `fold`: what each code unit counts as; 65,536 of them. The owners are told apart in matches.
  init(_ patterns: [(pattern: PeriodPattern, owner: Int)], fold: [UInt16]) {
    var builder = PeriodTrieBuilder(fold: fold)
    for (pattern, owner) in patterns { builder.insert(pattern, owner: owner) }
    var nodes: [Node] = []
    var edges: [Edge] = []
    var owners: [Int32] = []
    for node in builder.nodes {
      let (firstEdge, firstOwner) = (Int32(edges.count), Int32(owners.count))
      edges += node.edges.map { Edge($0.element, child: $0.child) }
      owners += node.owners.map { Int32($0) }
      nodes.append(Node(edges: firstEdge..<Int32(edges.count), owners: firstOwner..<Int32(owners.count)))
    }
    var size = 64
    while size < builder.children.count * 2 { size *= 2 }
    var keys = [UInt64](repeating: .max, count: size)
    var children = [Int32](repeating: -1, count: size)
    for (key, child) in builder.children {
      nodes[Int(key >> 16)].following |= Self.followingBit(UInt16(truncatingIfNeeded: key))
      var slot = Self.slot(key, size)
      while keys[slot] != .max { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      children[slot] = Int32(child)
    }
    for at in edges.indices where nodes[Int(edges[at].child)].isPlain {
      edges[at].following = nodes[Int(edges[at].child)].following
    }
    (self.fold, self.nodes, self.edges, self.owners) = (fold, nodes, edges, owners)
    (self.keys, self.children, starts) = (keys, children, builder.starts)
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ size: Int) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 29)) & (size - 1)
  }

  @inline(__always)
  private static func followingBit(_ unit: UInt16) -> UInt64 { 1 << UInt64((unit &* 0x9E37) >> 10) }

  @inline(__always)
  private func child(of node: Int, _ unit: UInt16) -> Int? {
    let key = UInt64(node) << 16 | UInt64(unit)
    var slot = Self.slot(key, keys.count)
    while keys[slot] != key {
      if keys[slot] == .max { return nil }
      slot = (slot + 1) & (keys.count - 1)
    }
    return Int(children[slot])
  }

  @inline(__always)
  func canStart(_ unit: UInt16) -> Bool { starts.holds(unit) }

  /// Adds every reading of the text at a place. A single space inside a pattern is passed over (`2009 年`).
  func matches(_ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, into out: inout [Match]) {
    walk(text, 0, at, limit, Match(owner: 0, start: at, end: -1, numbers: Numbers()), &out)
  }

  private func walk(
    _ text: UnsafeBufferPointer<UInt16>, _ root: Int, _ start: Int, _ limit: Int, _ state: Match, _ out: inout [Match]
  ) {
    var place = start
    var node = root
    while true {
      let here = nodes[node]
      for owner in here.owners {
        let end = state.end < 0 ? place : state.end
        out.append(Match(owner: Int(owners[Int(owner)]), start: state.start, end: end, numbers: state.numbers))
      }
      let at = node == 0 ? place : Self.behindSpace(text, place, limit)
      if !here.edges.isEmpty { follow(text, here.edges, place, at, limit, state, &out) }
      guard here.following != 0, at < limit else { return }
      let unit = fold[Int(text[at])]
      guard here.following & Self.followingBit(unit) != 0, let next = child(of: node, unit) else { return }
      node = next
      place = at + 1
    }
  }

  /// Behind a single space, if one stands there.
  @inline(__always)
  private static func behindSpace(_ text: UnsafeBufferPointer<UInt16>, _ place: Int, _ limit: Int) -> Int {
    place + 1 < limit && text[place] == 0x20 && text[place + 1] != 0x20 ? place + 1 : place
  }

  /// The bit of the character that stands at a place, or behind a space there; 0 where the text ends.
  private func nextBit(_ text: UnsafeBufferPointer<UInt16>, _ place: Int, _ limit: Int) -> UInt64 {
    let at = Self.behindSpace(text, place, limit)
    return at < limit ? Self.followingBit(fold[Int(text[at])]) : 0
  }

  /// Goes over the edges that are no plain characters. The number at a place is read once for all of them.
  private func follow(
    _ text: UnsafeBufferPointer<UInt16>, _ range: Range<Int32>, _ place: Int, _ at: Int, _ limit: Int, _ state: Match,
    _ out: inout [Match]
  ) {
    let read = SmallNumber.read(text, at: at)
    let bits = read.map { nextBit(text, $0.end, limit) | nextBit(text, $0.fractionEnd, limit) } ?? 0
    for at32 in range {
      let following = edges[Int(at32)].following
      if edges[Int(at32)].isNumber, following & bits == 0, read == nil || following != .max { continue }
      let child = Int(edges[Int(at32)].child)
      switch edges[Int(at32)].element {
      case .number(let number, let slot):
        guard let read else { continue }
        var next = state
        guard let end = number.accepts(read, slot, &next.numbers), end <= limit else { continue }
        // What stands behind the span is looked at and not kept.
        if state.end >= 0 { next.numbers = state.numbers }
        walk(text, child, end, limit, next, &out)
      case .spanStart:
        var next = state
        next.start = at
        walk(text, child, at, limit, next, &out)
      case .spanEnd:
        var next = state
        next.end = place
        walk(text, child, place, limit, next, &out)
      case .stop:
        if place >= limit || !Self.isWord(text[place]) { walk(text, child, place, limit, state, &out) }
      case .unless(let units):
        if place >= limit || !units.contains(fold[Int(text[place])]) { walk(text, child, place, limit, state, &out) }
      case .unit: continue
      }
    }
  }

  private static func isWord(_ unit: UInt16) -> Bool { isASCIIDigit(unit) || isASCIILetter(unit) || isHan(unit) }
}

/// Makes the trie node by node.
private struct PeriodTrieBuilder {
  struct Node {
    var edges: [(element: PeriodPattern.Element, child: Int)] = []
    var owners: [Int] = []
  }

  private let fold: [UInt16]
  /// The code units that count as another one.
  private let variants: [UInt16: [UInt16]]
  var nodes = [Node()]
  var children: [UInt64: Int] = [:]
  var starts = PeriodStarts()

  init(fold: [UInt16]) {
    self.fold = fold
    variants = Dictionary(grouping: fold.indices.filter { fold[$0] != $0 }.map { UInt16($0) }) { fold[Int($0)] }
  }

  mutating func insert(_ pattern: PeriodPattern, owner: Int) {
    for flat in pattern.alternatives where !flat.isEmpty {
      var node = 0
      for element in flat { node = child(of: node, element) }
      if !nodes[node].owners.contains(owner) { nodes[node].owners.append(owner) }
      starts.add(flat) { [fold[Int($0)]] + (variants[fold[Int($0)]] ?? []) }
    }
  }

  private mutating func child(of node: Int, _ element: PeriodPattern.Element) -> Int {
    if case .unit(let unit) = element {
      let key = UInt64(node) << 16 | UInt64(fold[Int(unit)])
      if let known = children[key] { return known }
      children[key] = nodes.count
    } else {
      if let known = nodes[node].edges.first(where: { $0.element == element }) { return known.child }
      nodes[node].edges.append((element, nodes.count))
    }
    nodes.append(Node())
    return nodes.count - 1
  }
}
