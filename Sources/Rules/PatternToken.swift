import Records
import Text

/// A set of symbols: what an element of a pattern takes. At most 128 symbols in all.
public struct SymbolSet: Hashable, Sendable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  public init() {}

  public var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  public init(_ symbols: some Sequence<Symbol>) {
    for symbol in symbols { insert(symbol) }
  }

  public mutating func insert(_ symbol: Symbol) {
    if symbol.value < 64 { low |= 1 << UInt64(symbol.value) } else { high |= 1 << UInt64(symbol.value - 64) }
  }

  public mutating func remove(_ symbol: Symbol) {
    if symbol.value < 64 { low &= ~(1 << UInt64(symbol.value)) } else { high &= ~(1 << UInt64(symbol.value - 64)) }
  }

  @inline(__always)
  public func contains(_ symbol: Symbol) -> Bool {
    symbol.value < 64 ? low >> UInt64(symbol.value) & 1 != 0 : high >> UInt64(symbol.value - 64) & 1 != 0
  }

  @inline(__always)
  public func overlaps(_ other: SymbolSet) -> Bool { low & other.low | high & other.high != 0 }

  public func union(_ other: SymbolSet) -> SymbolSet {
    var out = self
    out.low |= other.low
    out.high |= other.high
    return out
  }
}

/// What a token is, as a small number: a kind of tag (`Q`, `P`, `R`), a border, plain text, or a class of cues.
public struct Symbol: Hashable, Sendable {
  public var value: UInt8
  public init(_ value: UInt8) { self.value = value }
}

/// The names of all symbols: those that the program knows, then the classes of the cue table, in its order.
public struct Symbols: Sendable {
  public private(set) var names: [String] = []
  private var byName: [String: Symbol] = [:]

  public init(_ names: [String]) {
    for name in names { _ = add(name) }
  }

  /// The symbol of a name, new or known; nil when there is no room for another.
  public mutating func add(_ name: String) -> Symbol? {
    if let known = byName[name] { return known }
    guard names.count < 128 else { return nil }
    let symbol = Symbol(UInt8(names.count))
    names.append(name)
    byName[name] = symbol
    return symbol
  }

  public subscript(_ name: String) -> Symbol? { byName[name] }
}

/// One token of a sentence, as patterns see it.
public struct PatternToken: Sendable {
  public var symbol: Symbol
  /// Bits that conditions in brackets ask for: `Q[rate]`.
  public var flags: UInt32
  /// UTF-16 units.
  public var span: Span
  /// The tag that it is, by its place in the document's list of that kind; -1 for text and borders.
  public var tag: Int32

  public init(symbol: Symbol, flags: UInt32 = 0, span: Span, tag: Int32 = -1) {
    self.symbol = symbol
    self.flags = flags
    self.span = span
    self.tag = tag
  }
}
