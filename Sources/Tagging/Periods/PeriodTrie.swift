import Text

/// All patterns of a table in one trie whose edges are characters and sorts of numbers.
///
/// A bitmap of the characters that a pattern can begin with turns most positions away. Characters are folded first
/// (個 is 个), so that a pattern is written once for both scripts.
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

  private struct Edge {
    var element: PeriodPattern.Element
    var child: Int
  }

  private struct Node {
    var edges: [Edge] = []
    var owners: [Int] = []
  }

  private let fold: [UInt16]
  /// The code units that count as another one.
  private let variants: [UInt16: [UInt16]]
  private var nodes = [Node()]
  private var keys: [UInt32: Int32] = [:]
  private var starts = [UInt64](repeating: 0, count: 1024)

  /// `fold`: what each code unit counts as; 65,536 of them.
  init(fold: [UInt16]) {
    self.fold = fold
    variants = Dictionary(grouping: fold.indices.filter { fold[$0] != $0 }.map { UInt16($0) }) { fold[Int($0)] }
  }

  mutating func insert(_ pattern: PeriodPattern, owner: Int) {
    for flat in pattern.alternatives where !flat.isEmpty {
      var node = 0
      for element in flat { node = child(of: node, element) }
      if !nodes[node].owners.contains(owner) { nodes[node].owners.append(owner) }
      mark(flat)
    }
  }

  private mutating func child(of node: Int, _ element: PeriodPattern.Element) -> Int {
    if case .unit(let unit) = element {
      let key = UInt32(node) << 16 | UInt32(fold[Int(unit)])
      if let known = keys[key] { return Int(known) }
      nodes.append(Node())
      keys[key] = Int32(nodes.count - 1)
    } else {
      if let known = nodes[node].edges.first(where: { $0.element == element }) { return known.child }
      nodes.append(Node())
      nodes[node].edges.append(Edge(element: element, child: nodes.count - 1))
    }
    return nodes.count - 1
  }

  private mutating func mark(_ flat: PeriodPattern.Flat) {
    for element in flat {
      switch element {
      case .unit(let unit):
        mark(fold[Int(unit)])
        for variant in variants[fold[Int(unit)]] ?? [] { mark(variant) }
        return
      case .number:
        for unit in UInt16(0x30)...0x39 { mark(unit) }
        for unit in UInt16(0x3007)...0x9FFF where HanDigit.of(unit) >= 0 { mark(unit) }
        return
      default: continue
      }
    }
  }

  private mutating func mark(_ unit: UInt16) { starts[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }

  @inline(__always)
  func canStart(_ unit: UInt16) -> Bool { starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }

  /// Adds every reading of the text at a place. A single space inside a pattern is passed over (`2009 年`).
  func matches(_ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, into out: inout [Match]) {
    walk(text, 0, at, limit, Match(owner: 0, start: at, end: -1, numbers: Numbers()), &out)
  }

  private func walk(
    _ text: UnsafeBufferPointer<UInt16>, _ node: Int, _ place: Int, _ limit: Int, _ state: Match, _ out: inout [Match]
  ) {
    for owner in nodes[node].owners {
      out.append(Match(owner: owner, start: state.start, end: state.end < 0 ? place : state.end, numbers: state.numbers))
    }
    var at = place
    if node != 0, at + 1 < limit, text[at] == 0x20, text[at + 1] != 0x20 { at += 1 }
    for edge in nodes[node].edges {
      var next = state
      switch edge.element {
      case .spanStart:
        next.start = at
        walk(text, edge.child, at, limit, next, &out)
      case .spanEnd:
        next.end = place
        walk(text, edge.child, place, limit, next, &out)
      case .stop:
        if place >= limit || !Self.isWord(text[place]) { walk(text, edge.child, place, limit, next, &out) }
      case .number(let number, let slot):
        guard at < limit, let read = SmallNumber.read(text, at: at), let end = number.accepts(read, slot, &next.numbers),
          end <= limit
        else { continue }
        // What stands behind the span is looked at and not kept.
        if state.end >= 0 { next.numbers = state.numbers }
        walk(text, edge.child, end, limit, next, &out)
      case .unit: continue
      }
    }
    guard at < limit, let next = keys[UInt32(node) << 16 | UInt32(fold[Int(text[at])])] else { return }
    walk(text, Int(next), at + 1, limit, state, &out)
  }

  private static func isWord(_ unit: UInt16) -> Bool { isASCIIDigit(unit) || isASCIILetter(unit) || isHan(unit) }
}

extension PeriodPattern.NumberClass {
  /// Keeps a number of this sort; the offset behind it, or nil where it is of another sort.
  @inline(__always)
  func accepts(_ read: SmallNumber, _ slot: PeriodPattern.Slot, _ numbers: inout PeriodTrie.Numbers) -> Int? {
    let plain = read.isHan ? read.whole ?? -1 : read.value
    let isShort = read.isHan || read.digits <= 2
    var value = -1
    switch self {
    case .year: if read.digits == 4, (1000...2199).contains(read.value) { value = read.value }
    case .shortYear: if read.digits == 2 { value = read.value }
    case .sureShortYear:
      if read.digits == 2, read.isHan ? !read.isRough || read.startsWithZero : read.startsWithZero { value = read.value }
    case .century: if isShort, (1...22).contains(plain) { value = plain }
    case .decade: if isShort, plain % 10 == 0, (0...90).contains(plain), plain > 0 || read.digits == 2 { value = plain }
    case .quarter: if isShort, (1...4).contains(plain) { value = plain }
    case .month: if isShort, (1...12).contains(plain) { value = plain }
    case .twoDigitMonth: if !read.isHan, read.digits == 2, (1...12).contains(plain) { value = plain }
    case .day: if isShort, (1...31).contains(plain) { value = plain }
    case .twoDigitDay: if !read.isHan, read.digits == 2, (1...31).contains(plain) { value = plain }
    case .hour: if isShort, (0...24).contains(plain) { value = plain }
    case .minute, .second: if isShort, (0...59).contains(plain) { value = plain }
    case .weekday: if isShort, (1...6).contains(plain), read.digits <= 1 { value = plain }
    case .count: if (1...999).contains(plain), read.isHan || !read.startsWithZero { value = plain }
    case .amount: return amount(read, plain, slot, &numbers)
    }
    guard value >= 0 else { return nil }
    numbers.values[slot.index] = Int32(truncatingIfNeeded: value)
    return read.end
  }

  private func amount(
    _ read: SmallNumber, _ plain: Int, _ slot: PeriodPattern.Slot, _ numbers: inout PeriodTrie.Numbers
  ) -> Int? {
    guard (0...9999).contains(plain) else { return nil }
    guard read.fractionDigits > 0, read.fractionDigits <= 4 else {
      guard read.fractionDigits == 0, plain > 0, read.isHan || !read.startsWithZero else { return nil }
      numbers.values[slot.index] = Int32(plain)
      return read.end
    }
    var value = plain
    for _ in 0..<read.fractionDigits { value *= 10 }
    numbers.values[slot.index] = Int32(value + read.fraction)
    numbers.scale = read.fractionDigits
    return read.fractionEnd
  }
}
