import Records
import Rules
import Text

/// Reads the name of what is measured out of the tokens that a pattern gave for it: cuts off what is area, subject or
/// connecting word.
struct NameReader: Sendable {
  static let schema = TableSchema(
    kind: "name_edges",
    columns: [
      .init("side", required: true, values: ["left", "right", "into", "alone", "behind", "stop"]),
      .init("words", required: true),
    ])

  private let left: [[UInt16]]
  private let right: [[UInt16]]
  private let into: [[UInt16]]
  /// What follows a noun behind a number and is no part of it: 36万农民人均增收.
  private let behind: [[UInt16]]
  /// Where a noun behind a number ends: 1亿农业转移人口在城镇落户.
  private let stop: [[UInt16]]
  private let alone: Set<[UInt16]>
  private let region, entity, sep, act, quantity, indicator: Symbol

  init(tables: TableSet, symbols: Symbols) {
    func words(_ side: String) -> [[UInt16]] {
      tables.rows(of: "name_edges").filter { $0["side"] == side }.flatMap { $0.list("words") }
        .map { Array($0.utf16) }.sorted { $0.count > $1.count }
    }
    left = words("left")
    right = words("right")
    into = words("into")
    behind = words("behind")
    stop = words("stop")
    alone = Set(words("alone"))
    region = symbols["R"] ?? Symbol(127)
    entity = symbols["E"] ?? Symbol(127)
    sep = symbols["sep"] ?? Symbol(127)
    act = symbols["act"] ?? Symbol(127)
    quantity = symbols["Q"] ?? Symbol(127)
    indicator = symbols["I"] ?? Symbol(127)
  }

  struct Name {
    var span: Span
    /// The tokens that are left of it.
    var tokens: Range<Int>
    /// The region that stood before the name, as a token.
    var area: Int?
    var subject: Int?
  }

  /// The name in a range of tokens; nil where nothing is left of it. Behind a number a verb may begin the next datum.
  func read(
    _ range: Range<Int>, _ tokens: [PatternToken], _ units: UnsafeBufferPointer<UInt16>, isBehindNumber: Bool = false
  ) -> Name? {
    var range = range
    var area: Int?
    var subject: Int?
    // What stands before the last region belongs to the sentence, not to the name: 今年以来在全国新增就业.
    // 通往东北的运煤能力: the region in it belongs to the name.
    if let last = range.dropLast().last(where: { at in
      isPlace(tokens, at) && leadsIn(range.lowerBound..<at, tokens, units)
    }) {
      if tokens[last].symbol == region { area = last } else { subject = last }
      if subject != nil, let before = range.prefix(while: { $0 < last }).last, tokens[before].symbol == region {
        area = before
      }
      range = (last + 1)..<range.upperBound
    }
    while let first = range.first, tokens[first].symbol == sep { range = (first + 1)..<range.upperBound }
    while let last = range.last, tokens[last].symbol == sep { range = range.lowerBound..<last }
    // 港口建设132个泊位: the verb belongs to the next number.
    if let last = range.last, tokens[last].symbol == act, last + 1 < tokens.count, tokens[last + 1].symbol == quantity {
      if range.count > 1, isBehindNumber { range = range.lowerBound..<last }
    }
    // 13亿多人口的大国: the known indicator is what is counted.
    if isBehindNumber, let first = range.first, tokens[first].symbol == indicator, range.contains(first + 1),
      units[tokens[first + 1].span.start] == 0x7684
    {
      range = first..<(first + 1)
    }
    // 我国人均只有一亩半耕地: a region by itself is where, not what.
    if range.count == 1, let first = range.first, tokens[first].symbol == region { return nil }
    guard let first = range.first, let last = range.last else { return nil }
    var span = Span(tokens[first].span.start, tokens[last].span.end)
    if isBehindNumber, span.count > 3,
      let end = ((span.start + 2)..<span.end).first(where: { at in
        stop.contains { starts(units, Span(at, span.end), $0) }
      })
    {
      span.end = end
    }
    if isBehindNumber, let word = behind.first(where: { $0.count < span.count && ends(units, span, $0) }) {
      span.end -= word.count
    }
    trim(&span, units)
    guard !span.isEmpty, span.count > 4 || !alone.contains(Array(units[span.range])) else { return nil }
    while let first = range.first, tokens[first].span.end <= span.start { range = (first + 1)..<range.upperBound }
    return Name(span: span, tokens: range, area: area, subject: subject)
  }

  /// Nothing but other regions and words that lead into one stands before a region.
  private func leadsIn(_ range: Range<Int>, _ tokens: [PatternToken], _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    range.allSatisfy { at in
      if isPlace(tokens, at) || tokens[at].symbol == sep || tokens[at].symbol == entity { return true }
      var span = tokens[at].span
      if into.contains(where: { starts(units, span, $0) && $0.count == span.count }) { return true }
      trim(&span, units)
      return span.isEmpty || into.contains { ends(units, span, $0) }
    }
  }

  /// A region, or a body that a known indicator follows: 某集团营业收入 is its subject's, 中央政府公共投资 one name.
  private func isPlace(_ tokens: [PatternToken], _ at: Int) -> Bool {
    tokens[at].symbol == region
      || tokens[at].symbol == entity && at + 1 < tokens.count && tokens[at + 1].symbol == indicator
  }

  /// Cuts edge words off both ends, as long as something is left.
  func trim(_ span: inout Span, _ units: UnsafeBufferPointer<UInt16>) {
    var changed = true
    while changed {
      changed = false
      while !span.isEmpty, isMark(units[span.start]) { span.start += 1 }
      while !span.isEmpty, isMark(units[span.end - 1]) { span.end -= 1 }
      if let word = left.first(where: { starts(units, span, $0) }), span.count >= word.count {
        span.start += word.count
        changed = true
      } else if let word = right.first(where: { ends(units, span, $0) }), span.count >= word.count {
        span.end -= word.count
        changed = true
      }
    }
  }

  private func isMark(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x20, 0x0A, 0x09, 0x3000, 0x3001, 0x2014, 0x25A0, 0x2022, 0x00B7: true
    default: false
    }
  }

  private func starts(_ units: UnsafeBufferPointer<UInt16>, _ span: Span, _ word: [UInt16]) -> Bool {
    guard word.count <= span.count else { return false }
    for i in 0..<word.count where units[span.start + i] != word[i] { return false }
    return true
  }

  private func ends(_ units: UnsafeBufferPointer<UInt16>, _ span: Span, _ word: [UInt16]) -> Bool {
    guard word.count <= span.count else { return false }
    for i in 0..<word.count where units[span.end - word.count + i] != word[i] { return false }
    return true
  }
}
