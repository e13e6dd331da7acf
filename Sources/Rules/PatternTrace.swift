import Text

/// What is told of a match while it runs. The matcher is one; whether it is watched is known when it is compiled, so that
/// extraction pays nothing for it.
protocol MatchWatcher {
  /// What must be known again when the matcher returns to a choice.
  associatedtype Memory
  /// A step took tokens: the first one, in the direction of the match, and how many.
  mutating func took(_ pc: Int, _ side: Int, _ at: Int, _ count: Int)
  mutating func failed(_ pc: Int, _ side: Int, _ at: Int)
  /// Of a choice at a step: what it has by then, and how many tokens the step has taken.
  func memory(_ pc: Int, _ side: Int, _ at: Int, _ count: Int) -> Memory
  mutating func returned(to memory: Memory)
}

/// Nobody watches.
struct Unwatched: MatchWatcher {
  @inline(__always) func took(_ pc: Int, _ side: Int, _ at: Int, _ count: Int) {}
  @inline(__always) func failed(_ pc: Int, _ side: Int, _ at: Int) {}
  @inline(__always) func memory(_ pc: Int, _ side: Int, _ at: Int, _ count: Int) {}
  @inline(__always) func returned(to memory: Void) {}
}

/// How a pattern fared around a number: what each element took, or which one failed first.
public struct PatternTrace: Sendable {
  /// An element with the tokens that it took; none where it took nothing.
  public struct Step: Sendable {
    public var element: Int
    public var tokens: Range<Int>
  }

  /// Where a match came to an end that got furthest from the number.
  public struct Failure: Sendable {
    /// The element that did not fit, by its place in the pattern.
    public var element: Int
    /// The token that it met; nil at the end of the sentence.
    public var token: Int?
    /// Of the conditions in brackets, those that the token does not meet though it is of the right symbol.
    public var missing: UInt32
    /// Other elements that would have fitted there as well, from alternatives and optional ones.
    public var others: [Int]
    /// It is sought before the number, going left.
    public var isBefore: Bool
  }

  public var match: Pattern.Match?
  /// What was taken, left to right; of a match that failed, nothing.
  public var steps: [Step] = []
  public var failure: Failure?
}

extension Pattern {
  /// Matches as `match` does and tells how it went: for people who ask why. Slow.
  public func trace(
    _ tokens: [PatternToken], at anchor: Int, skipped: SymbolSet, borders: SymbolSet
  ) -> PatternTrace {
    var out = PatternTrace()
    let anchorElement = elements.firstIndex { $0.text.hasPrefix("Q") } ?? 0
    let missing = anchorFlags & ~tokens[anchor].flags
    if missing != 0 {
      out.failure = .init(element: anchorElement, token: anchor, missing: missing, others: [], isBefore: false)
      return out
    }
    var tracer = Tracer(pattern: self, anchor: anchor)
    out.match = match(tokens, at: anchor, skipped: skipped, borders: borders, watchedBy: &tracer)
    if out.match == nil {
      out.failure = tracer.failure(tokens)
    } else {
      out.steps = tracer.steps + [.init(element: anchorElement, tokens: anchor..<anchor + 1)]
      out.steps.sort { ($0.element, $0.tokens.lowerBound) < ($1.element, $1.tokens.lowerBound) }
    }
    return out
  }

  private struct Tracer: MatchWatcher {
    let pattern: Pattern
    let anchor: Int
    var steps: [PatternTrace.Step] = []
    /// The ends that got furthest on the side that the matcher is on.
    var ends: [(pc: Int, side: Int, at: Int)] = []

    init(pattern: Pattern, anchor: Int) {
      self.pattern = pattern
      self.anchor = anchor
    }

    private func element(_ pc: Int, _ side: Int) -> Int {
      let list = side < 0 ? pattern.leftElements : pattern.rightElements
      return list.indices.contains(pc) ? list[pc] : 0
    }

    private func step(_ pc: Int, _ side: Int, _ at: Int, _ count: Int) -> PatternTrace.Step {
      PatternTrace.Step(
        element: element(pc, side), tokens: side < 0 ? at - count + 1..<at + 1 : at..<at + count)
    }

    mutating func took(_ pc: Int, _ side: Int, _ at: Int, _ count: Int) { steps.append(step(pc, side, at, count)) }

    mutating func failed(_ pc: Int, _ side: Int, _ at: Int) {
      // A match that gets to the right side has the left one behind it.
      if let last = ends.last, last.side != side { ends.removeAll() }
      let reach = abs(at - anchor)
      if let best = ends.first.map({ abs($0.at - anchor) }) {
        if reach < best { return }
        if reach > best { ends.removeAll() }
      }
      ends.append((pc, side, at))
    }

    func memory(_ pc: Int, _ side: Int, _ at: Int, _ count: Int) -> [PatternTrace.Step] {
      guard count > 0 else { return steps }
      return steps + [step(pc, side, at, count)]
    }

    mutating func returned(to memory: [PatternTrace.Step]) { steps = memory }

    func failure(_ tokens: [PatternToken]) -> PatternTrace.Failure? {
      // Of several at one place, the one that the pattern has last is what it could not do without.
      guard let main = ends.max(by: { $0.pc < $1.pc }), !pattern.elements.isEmpty else { return nil }
      var element = element(main.pc, main.side)
      var others: [Int] = []
      for end in ends {
        let other = self.element(end.pc, end.side)
        if other != element, !others.contains(other) { others.append(other) }
      }
      // Where several sequences of one pair of brackets failed, it is the brackets that did.
      if let brackets = pattern.elements[element].enclosing, pattern.elements[brackets].isChoice,
        others.contains(where: { pattern.elements[$0].enclosing == brackets })
      {
        others.removeAll { pattern.elements[$0].enclosing == brackets }
        element = brackets
      }
      let token = tokens.indices.contains(main.at) ? main.at : nil
      var missing: UInt32 = 0
      if let token, pattern.elements[element].symbols?.contains(tokens[token].symbol) ?? false {
        missing = pattern.elements[element].flags & ~tokens[token].flags
      }
      return .init(element: element, token: token, missing: missing, others: others, isBefore: main.side < 0)
    }
  }
}
