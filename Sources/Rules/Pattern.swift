import Records
import Text

/// A compiled pattern over the tokens of a sentence. `Pipelines/patterns.md` describes the language.
///
/// Every pattern has one anchor, the quantity `Q` that the rule is about. What stands before it is matched from the anchor
/// leftwards, what stands behind it rightwards: a rule is tried only where its anchor is, and costs one comparison where
/// the anchor's neighbour is another than it wants.
public struct Pattern: Sendable {
  /// Bits that the anchor must have.
  public internal(set) var anchorFlags: UInt32
  /// Sets of symbols of which each must have a token left of the anchor, or the pattern cannot match.
  public internal(set) var needs: [SymbolSet] = []
  var left: [Step]
  var right: [Step]
  public private(set) var captures: [String]
  /// What the pattern is written of, left to right, and for each step of a side the element that it comes from.
  public internal(set) var elements: [Element] = []
  var leftElements: [Int] = []
  var rightElements: [Int] = []

  /// An element as it is written.
  public struct Element: Sendable {
    /// `verb:change`, `Q[rate]`.
    public var text: String
    /// What it takes, where it takes tokens.
    public var symbols: SymbolSet?
    public var flags: UInt32
    /// The element whose brackets it stands in, by its place.
    public var enclosing: Int?
    /// It is brackets with several sequences, of which one must match.
    public var isChoice = false
  }

  /// One step of the program that matches a side.
  enum Step: Sendable, Equatable {
    case token(SymbolSet, flags: UInt32)
    /// As many tokens of a set as there are, then fewer.
    case run(SymbolSet, min: Int, max: Int)
    /// Try the first, then the second.
    case split(Int, Int)
    case jump(Int)
    case open(Int)
    case close(Int)
    /// The end of the clause, in the direction of the match.
    case border
    /// The beginning or the end of the sentence.
    case edge
    case done
  }

  /// Stretches that a match took, as token indices, by the place of the name in `captures`.
  public struct Match: Sendable {
    var slots = SIMD16<Int16>(repeating: -1)

    public subscript(_ slot: Int) -> Range<Int>? {
      guard slot < 8, slots[slot * 2] >= 0, slots[slot * 2 + 1] >= slots[slot * 2] else { return nil }
      return Int(slots[slot * 2])..<Int(slots[slot * 2 + 1])
    }
  }

  init(anchorFlags: UInt32, left: [Step], right: [Step], captures: [String]) {
    self.anchorFlags = anchorFlags
    self.left = left
    self.right = right
    self.captures = captures
  }

  public func slot(of name: String) -> Int? { captures.firstIndex(of: name) }

  /// Matches around an anchor. `skipped` are tokens that stand between others without a meaning of their own;
  /// `borders` end a clause. Steps are counted, so that no pattern runs away on any input.
  public func match(
    _ tokens: [PatternToken], at anchor: Int, skipped: SymbolSet, borders: SymbolSet
  ) -> Match? {
    guard tokens[anchor].flags & anchorFlags == anchorFlags else { return nil }
    var unwatched = Unwatched()
    return match(tokens, at: anchor, skipped: skipped, borders: borders, watchedBy: &unwatched)
  }

  /// The same, told step by step to a watcher; the conditions of the anchor are the caller's.
  @inline(__always)
  func match(
    _ tokens: [PatternToken], at anchor: Int, skipped: SymbolSet, borders: SymbolSet,
    watchedBy watcher: inout some MatchWatcher
  ) -> Match? {
    var match = Match()
    guard
      run(left, tokens, from: anchor - 1, step: -1, skipped, borders, &match, &watcher),
      run(right, tokens, from: anchor + 1, step: 1, skipped, borders, &match, &watcher)
    else { return nil }
    return match
  }

  private struct Choice<Memory> {
    var pc: Int
    var at: Int
    var match: Match
    var memory: Memory
  }

  @inline(__always)
  private func run<Watcher: MatchWatcher>(
    _ program: [Step], _ tokens: [PatternToken], from start: Int, step: Int, _ skipped: SymbolSet,
    _ borders: SymbolSet, _ match: inout Match, _ watcher: inout Watcher
  ) -> Bool {
    if case .token(let set, let flags) = program[0] {
      // Most rules end here.
      var at = start
      while tokens.indices.contains(at), skipped.contains(tokens[at].symbol), !set.contains(tokens[at].symbol) {
        at += step
      }
      guard tokens.indices.contains(at), set.contains(tokens[at].symbol), tokens[at].flags & flags == flags else {
        watcher.failed(0, step, at)
        return false
      }
    }
    var stack: [Choice<Watcher.Memory>] = []
    var pc = 0
    var at = start
    var fuel = 2_000
    while true {
      fuel -= 1
      var failed = fuel <= 0
      if !failed {
        switch program[pc] {
        case .done: return true
        case .token(let set, let flags):
          at = skip(tokens, at, step, skipped, unless: set)
          if tokens.indices.contains(at), set.contains(tokens[at].symbol), tokens[at].flags & flags == flags {
            watcher.took(pc, step, at, 1)
            at += step
            pc += 1
          } else {
            failed = true
          }
        case .run(let set, let min, let max):
          at = skip(tokens, at, step, skipped, unless: set)
          let first = at
          var taken = 0
          while taken < max, tokens.indices.contains(at), set.contains(tokens[at].symbol) {
            if taken >= min {
              stack.append(Choice(pc: pc + 1, at: at, match: match, memory: watcher.memory(pc, step, first, taken)))
            }
            at += step
            taken += 1
          }
          if taken < min {
            failed = true
          } else {
            watcher.took(pc, step, first, taken)
            pc += 1
          }
        case .split(let first, let second):
          stack.append(Choice(pc: second, at: at, match: match, memory: watcher.memory(pc, step, at, 0)))
          pc = first
        case .jump(let target): pc = target
        case .open(let slot):
          at = skip(tokens, at, step, skipped, unless: SymbolSet())
          match.slots[slot * 2 + (step < 0 ? 1 : 0)] = Int16(clamping: step < 0 ? at + 1 : at)
          pc += 1
        case .close(let slot):
          match.slots[slot * 2 + (step < 0 ? 0 : 1)] = Int16(clamping: step < 0 ? at + 1 : at)
          pc += 1
        case .edge:
          at = skip(tokens, at, step, skipped, unless: SymbolSet())
          if tokens.indices.contains(at) { failed = true } else { pc += 1 }
        case .border:
          at = skip(tokens, at, step, skipped, unless: SymbolSet())
          if tokens.indices.contains(at), !borders.contains(tokens[at].symbol) { failed = true } else { pc += 1 }
        }
      }
      if failed {
        watcher.failed(pc, step, at)
        guard fuel > 0, let choice = stack.popLast() else { return false }
        (pc, at, match) = (choice.pc, choice.at, choice.match)
        watcher.returned(to: choice.memory)
      }
    }
  }

  @inline(__always)
  private func skip(
    _ tokens: [PatternToken], _ start: Int, _ step: Int, _ skipped: SymbolSet, unless set: SymbolSet
  ) -> Int {
    var at = start
    while tokens.indices.contains(at), skipped.contains(tokens[at].symbol), !set.contains(tokens[at].symbol) {
      at += step
    }
    return at
  }
}
