import Records
import Text

/// The tokens of one sentence: tags, borders, and the plain text between them.
public struct SentenceTokens: Sendable {
  public private(set) var tokens: [PatternToken] = []
  private var tags: [Tag] = []

  /// Conditions on quantities, for brackets in patterns.
  public enum Flag {
    public static let rate: UInt32 = 1 << 0
    public static let points: UInt32 = 1 << 1
    public static let amount: UInt32 = 1 << 2
    public static let bare: UInt32 = 1 << 3
    public static let count: UInt32 = 1 << 4
    public static let money: UInt32 = 1 << 5
    public static let ordinal: UInt32 = 1 << 6
    public static let times: UInt32 = 1 << 7
    public static let percent: UInt32 = 1 << 8
    public static let doubling: UInt32 = 1 << 9
    public static let length: UInt32 = 1 << 10
    public static let fraction: UInt32 = 1 << 11
    /// Neither an ordinal nor a length of time: what can be a datum by itself.
    public static let stat: UInt32 = 1 << 12
    /// Of an entity: it stands for a body or a place that can be the subject.
    public static let actor: UInt32 = 1 << 13
    /// Of an entity: 该县, 园区.
    public static let anaphor: UInt32 = 1 << 14
    /// Of a period: a stretch or a day that has dates.
    public static let dated: UInt32 = 1 << 15
    public static let vague: UInt32 = 1 << 16
    public static let duration: UInt32 = 1 << 17
    /// A count of twelve at most, in Chinese numerals: 三项.
    public static let small: UInt32 = 1 << 18
    /// Its unit counts what is said, not things: 方面.
    public static let loose: UInt32 = 1 << 19

    public static let names: [String: UInt32] = [
      "rate": rate, "points": points, "amount": amount, "bare": bare, "count": count, "money": money,
      "ordinal": ordinal, "times": times, "percent": percent, "doubling": doubling, "length": length,
      "fraction": fraction, "stat": stat, "actor": actor, "anaphor": anaphor, "dated": dated, "vague": vague,
      "duration": duration, "small": small, "loose": loose,
    ]
  }

  private struct Tag {
    var span: Span
    var symbol: Symbol
    var flags: UInt32
    var index: Int32
    var priority: UInt8
  }

  private let quantity, period, region, entity, text: Symbol
  private let comma, semicolon, colon, sep, open, close: Symbol

  private let looseUnits: Set<String>

  /// `looseUnits` are units that count what is said, for the condition `loose`.
  public init(symbols: Symbols, looseUnits: Set<String> = []) {
    self.looseUnits = looseUnits
    func symbol(_ name: String) -> Symbol { symbols[name] ?? Symbol(127) }
    quantity = symbol("Q")
    period = symbol("P")
    region = symbol("R")
    entity = symbol("E")
    text = symbol("T")
    comma = symbol("comma")
    semicolon = symbol("semicolon")
    colon = symbol("colon")
    sep = symbol("sep")
    open = symbol("open")
    close = symbol("close")
  }

  /// Where a reader of all sentences of a document stands in its lists of tags.
  public struct Cursor {
    var quantity = 0
    var period = 0
    var entity = 0
    var cue = 0
    public init() {}
  }

  /// Fills `tokens` for a sentence. Sentences come in text order.
  public mutating func read(
    _ document: Document, _ units: UnsafeBufferPointer<UInt16>, _ span: Span, _ cursor: inout Cursor
  ) {
    gather(document, units, span, &cursor)
    dropBracketed(units, span)
    tokens.removeAll(keepingCapacity: true)
    var at = span.start
    for tag in tags {
      // A longer tag before it covers it.
      guard tag.span.start >= at else { continue }
      addText(units, Span(at, tag.span.start))
      tokens.append(PatternToken(symbol: tag.symbol, flags: tag.flags, span: tag.span, tag: tag.index))
      at = tag.span.end
    }
    addText(units, Span(at, span.end))
  }

  private mutating func gather(
    _ document: Document, _ units: UnsafeBufferPointer<UInt16>, _ span: Span, _ cursor: inout Cursor
  ) {
    tags.removeAll(keepingCapacity: true)
    while cursor.quantity < document.quantities.count, document.quantities[cursor.quantity].span.start < span.end {
      let it = document.quantities[cursor.quantity]
      if it.span.start >= span.start {
        tags.append(
          Tag(span: it.span, symbol: quantity, flags: flags(of: it, units), index: Int32(cursor.quantity), priority: 0))
      }
      cursor.quantity += 1
    }
    while cursor.period < document.periods.count, document.periods[cursor.period].span.start < span.end {
      let it = document.periods[cursor.period]
      if it.span.start >= span.start {
        tags.append(
          Tag(
            span: it.span, symbol: period,
            flags: it.kind == .vague || it.kind == .now
              ? Flag.vague
              : it.start != nil || it.end != nil ? Flag.dated : it.kind == .length ? Flag.duration : 0,
            index: Int32(cursor.period), priority: it.kind == .length ? 1 : 0))
      }
      cursor.period += 1
    }
    while cursor.entity < document.entities.count, document.entities[cursor.entity].span.start < span.end {
      let it = document.entities[cursor.entity]
      if it.span.start >= span.start {
        switch it.type {
        case .region:
          tags.append(
            Tag(
              span: it.span, symbol: region, flags: it.isAnaphor ? Flag.anaphor : 0, index: Int32(cursor.entity),
              priority: 3))
        case .organisation, .facility:
          tags.append(
            Tag(
              span: it.span, symbol: entity, flags: Flag.actor | (it.isAnaphor ? Flag.anaphor : 0),
              index: Int32(cursor.entity), priority: 3))
        default: break
        }
      }
      cursor.entity += 1
    }
    while cursor.cue < document.cues.count, document.cues[cursor.cue].span.start < span.end {
      let it = document.cues[cursor.cue]
      if it.span.start >= span.start {
        tags.append(
          Tag(
            span: it.span, symbol: Symbol(UInt8(clamping: it.kind.value)), flags: 0, index: Int32(cursor.cue),
            priority: 2))
      }
      cursor.cue += 1
    }
    tags.sort {
      $0.span.start != $1.span.start
        ? $0.span.start < $1.span.start
        : $0.priority != $1.priority ? $0.priority < $1.priority : $0.span.end > $1.span.end
    }
  }

  /// Takes the tags out of brackets that hold no number and no period: they are part of the words around them.
  private mutating func dropBracketed(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) {
    guard tags.contains(where: { $0.symbol != quantity && $0.symbol != period }) else { return }
    var at = span.start
    while at < span.end {
      defer { at += 1 }
      guard units[at] == 0xFF08 || units[at] == 0x28, let end = Self.closing(units, at, span.end) else { continue }
      let inside = Span(at, end)
      if !tags.contains(where: { inside.contains($0.span) && ($0.symbol == quantity || $0.symbol == period) }) {
        tags.removeAll { inside.contains($0.span) }
      }
      at = end - 1
    }
  }

  private func flags(of quantity: Quantity, _ units: UnsafeBufferPointer<UInt16>) -> UInt32 {
    var out: UInt32 = 0
    // 翻: the doubling of the numeral grammar is the one quantity that is a verb.
    if units[quantity.span.start] == 0x7FFB { return Flag.doubling | Flag.rate | Flag.times | Flag.stat }
    switch quantity.dimension {
    case .ordinal?: return Flag.ordinal
    case .ratio?, .multiple?:
      switch quantity.unit {
      case "%"?, "‰"?: out = Flag.rate | Flag.percent
      case "倍"?: out = Flag.rate | Flag.times
      case "百分点"?, "基点"?: out = Flag.points
      case nil: out = Flag.fraction
      default: out = Flag.rate
      }
      return out | Flag.stat
    case .money?: out |= Flag.money
    // An age is a datum, a length of time by itself is none.
    case .time? where quantity.unit != "岁": out |= Flag.length
    case .count?:
      out |= Flag.count
      if isHan(units[quantity.span.start]), let value = quantity.value, value <= ExactDecimal(12) { out |= Flag.small }
    default: break
    }
    if quantity.unit == nil { out |= Flag.bare }
    if let unit = quantity.unit, looseUnits.contains(unit) { out |= Flag.loose }
    return out & Flag.length != 0 ? out | Flag.amount : out | Flag.amount | Flag.stat
  }

  /// Splits plain text at marks. Brackets with nothing but text in them stay part of the text.
  private mutating func addText(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) {
    var start = span.start
    var at = span.start
    func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x0A || unit == 0x3000 || unit == 0x09 }
    func flush(_ tokens: inout [PatternToken], _ end: Int, _ text: Symbol) {
      var (a, b) = (start, end)
      // A closing mark at the head, or an opening one at the end, belongs to a tag beside the text.
      while a < b, isSpace(units[a]) || units[a] == 0x201D || units[a] == 0x2019 { a += 1 }
      while a < b, isSpace(units[b - 1]) || units[b - 1] == 0x201C || units[b - 1] == 0x2018 { b -= 1 }
      guard a < b else { return }
      // A note by itself, such as （下同） behind a period.
      if tokens.last?.symbol == period, Self.closing(units, a, b) == b { return }
      tokens.append(PatternToken(symbol: text, span: Span(a, b)))
    }
    while at < span.end {
      let symbol: Symbol
      switch units[at] {
      case 0xFF0C, 0x2C, 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F: symbol = comma
      case 0xFF1B, 0x3B: symbol = semicolon
      case 0xFF1A, 0x3A: symbol = colon
      case 0x3001: symbol = sep
      case 0xFF08, 0x28:
        // A bracket that closes again before any mark, tag or border is part of the words.
        if let end = Self.closing(units, at, span.end) {
          at = end
          continue
        }
        symbol = open
      case 0xFF09, 0x29: symbol = close
      case 0x2014 where at + 1 < span.end && units[at + 1] == 0x2014: symbol = comma
      default:
        at += 1
        continue
      }
      flush(&tokens, at, text)
      tokens.append(PatternToken(symbol: symbol, span: Span(at, at + 1)))
      at += 1
      start = at
    }
    flush(&tokens, span.end, text)
  }

  /// Where a bracket that opens here closes, with nothing but words in it.
  private static func closing(_ units: UnsafeBufferPointer<UInt16>, _ open: Int, _ limit: Int) -> Int? {
    guard units[open] == 0xFF08 || units[open] == 0x28 else { return nil }
    var at = open + 1
    while at < limit, at - open < 16 {
      switch units[at] {
      case 0xFF09, 0x29: return at + 1
      case 0xFF0C, 0x2C, 0x3002, 0xFF1B, 0x3B, 0xFF1A, 0x3A, 0xFF08, 0x28: return nil
      default: at += 1
      }
    }
    return nil
  }
}
