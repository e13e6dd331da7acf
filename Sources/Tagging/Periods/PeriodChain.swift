import Records
import Text

/// Pieces of a period that stand one behind the other from large to small: 2021年, 10月, 25日, 下午, 3时.
struct PeriodChain {
  struct Link {
    var part: Int
    var numbers: PeriodTrie.Numbers
  }

  /// Never empty.
  var links: [Link]
  /// UTF-16 offsets of the span.
  var start: Int
  var end: Int
}

/// Reads chains: at each place the longest, and among equals the one whose row comes first.
struct PeriodReader: Sendable {
  let trie: PeriodTrie
  let parts: [PeriodPart]
  /// What may stand between two pieces (的).
  let joiners: PeriodTrie

  func first(of chain: PeriodChain) -> PeriodPart { parts[chain.links[0].part] }
  func last(of chain: PeriodChain) -> PeriodPart { parts[chain.links[chain.links.count - 1].part] }

  /// The chain at a place of the text, nil where there is none. `isContinued`: it completes another one (3月5日至8日).
  func chain(
    _ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, isContinued: Bool = false
  ) -> PeriodChain? {
    guard at < limit, trie.starts.mayBegin(text, at: at, limit: limit, isContinued: isContinued) else { return nil }
    return chain(text, at, limit, parent: nil, depth: 0)
  }

  /// The chain that completes another one below one of its pieces (下午3时至5时), led by the pieces above.
  func chain(_ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int, completing other: PeriodChain) -> PeriodChain? {
    for place in other.links.indices.reversed() {
      guard var found = chain(text, at, limit, parent: other.links[place].part, depth: 0) else { continue }
      found.links = other.links[...place] + found.links
      return found
    }
    return nil
  }

  private func chain(
    _ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ limit: Int, parent: Int?, depth: Int
  ) -> PeriodChain? {
    guard at < limit, depth < 8, trie.canStart(text[at]) else { return nil }
    var matches: [PeriodTrie.Match] = []
    trie.matches(text, at: at, limit: limit, into: &matches)
    var best: PeriodChain?
    for match in matches where match.end > match.start && !Self.goesOn(text, match.end, limit) {
      let part = parts[match.owner]
      if let parent {
        guard part.under & parts[parent].unit.bit != 0, match.start == at else { continue }
      } else if !part.standsAlone, part.under != 0 {
        continue
      }
      let rest = part.isStop || part.isRange ? nil : child(text, match.end, limit, of: match.owner, depth)
      if rest == nil, !part.standsAlone, part.under == 0 { continue }
      let end = rest?.end ?? match.end
      if let known = best, known.end > end || known.end == end && !isBetter(match.owner, rest, than: known) { continue }
      let link = PeriodChain.Link(part: match.owner, numbers: match.numbers)
      best = PeriodChain(links: [link] + (rest?.links ?? []), start: match.start, end: end)
    }
    return best
  }

  private func child(
    _ text: UnsafeBufferPointer<UInt16>, _ end: Int, _ limit: Int, of parent: Int, _ depth: Int
  ) -> PeriodChain? {
    if let found = chain(text, end, limit, parent: parent, depth: depth + 1) { return found }
    guard end < limit else { return nil }
    if text[end] == 0x20, let found = chain(text, end + 1, limit, parent: parent, depth: depth + 1) { return found }
    guard joiners.canStart(text[end]) else { return nil }
    var joins: [PeriodTrie.Match] = []
    joiners.matches(text, at: end, limit: limit, into: &joins)
    for join in joins {
      if let found = chain(text, join.end, limit, parent: parent, depth: depth + 1) { return found }
    }
    return nil
  }

  /// Of two readings of one stretch the one in fewer pieces, then the one whose row comes first.
  private func isBetter(_ owner: Int, _ rest: PeriodChain?, than known: PeriodChain) -> Bool {
    let count = 1 + (rest?.links.count ?? 0)
    return count != known.links.count ? count < known.links.count : owner < known.links[0].part
  }

  /// A number that ends a piece is its last: no 2021.10.25 in 2021.10.25.3.
  private static func goesOn(_ text: UnsafeBufferPointer<UInt16>, _ end: Int, _ limit: Int) -> Bool {
    guard isASCIIDigit(text[end - 1]), end + 1 < limit else { return false }
    return (text[end] == 0x2E || text[end] == 0x2F) && isASCIIDigit(text[end + 1])
  }
}
