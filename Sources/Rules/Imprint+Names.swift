import Text

/// Who wrote a text, as its first and last lines tell.
extension Imprint {
  /// Units of a bracket with names at most, and of what stands before one at the beginning of a report.
  private static let (bracketLimit, leadLimit) = (40, 40)

  /// The names in what follows `作者：`: without their paper (`南都记者 余毅菁`), their work (`陈智 整合`) and codes behind them.
  func names(in value: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    if let found = reporters(in: value, units) { return found }
    return checked(value, units)
  }

  /// The names behind a word for those who write: `记者 张三 李四`, `扬子晚报记者 张楠`, `文/图 张三`.
  public func reporters(in span: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    var at = span.start
    while at < span.end {
      // What stands before the word is a paper, and short.
      guard at - span.start <= 16 else { return nil }
      guard let word = reporters.first(where: { Self.matches($0, units, at, span.end) }) else {
        at += 1
        continue
      }
      var start = at + word.count
      while start < span.end, isSeparator(units[start]) { start += 1 }
      // One word may follow another: 本报记者, 记者/摄影.
      if let next = reporters.first(where: { Self.matches($0, units, start, span.end) }) {
        at = start
        if next.count < span.end - start { continue }
      }
      return checked(Span(start, span.end), units)
    }
    return nil
  }

  /// Names alone in a bracket: two to four characters each, the first of them a surname.
  private func bareNames(in span: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    let parts = units[span.range].split { isGap($0) }
    guard (1...4).contains(parts.count) else { return nil }
    for part in parts {
      guard (2...4).contains(part.count), part.allSatisfy(isHan), !nameStops.contains(Array(part)) else { return nil }
      let isSurname = surnames.contains(Array(part.prefix(1))) || surnames.contains(Array(part.prefix(2)))
      // 完全, 金额: two characters say little.
      guard isSurname, part.count < 4 || surnames.contains(Array(part.prefix(2))) else { return nil }
    }
    return checked(span, units)
  }

  /// What is left of a value when words for work and codes are taken off; nil where that is no name.
  private func checked(_ span: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    var (end, count) = (span.start, 0)
    for part in units[span.range].split(whereSeparator: isGap) {
      let name = Array(part.prefix { $0 != 0x5F && $0 != 0x28 && $0 != 0xFF08 && !Self.isCloser($0) })
      let isOther = reporters.contains { name.starts(with: $0) } || words.contains { name.starts(with: $0.text) }
      if nameStops.contains(name) || isOther || stops.contains(where: { name.starts(with: $0) }) { break }
      guard !name.isEmpty, !name.allSatisfy({ isASCIIDigit($0) || $0 == 0x2D }) else { break }
      (end, count) = (part.startIndex + name.count, count + 1)
      if name.count < part.count { break }
    }
    let name = String(decoding: units[span.start..<end], as: UTF16.self).trimmed
    guard (2...30).contains(name.utf16.count), count <= 6, !isNobody(name) else { return nil }
    return name
  }

  /// A value that names nobody: 佚名, admin.
  public func isNobody(_ name: String) -> Bool {
    nobody.contains(name.lowercased()) || name.utf16.allSatisfy { isASCIIDigit($0) }
  }

  // MARK: In paragraphs

  /// The names in the bracket near the beginning of a report: `某报讯（记者 张三）`.
  public func openingNames(of block: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    let limit = min(block.end, block.start + Self.leadLimit)
    guard let open = units[block.start..<limit].firstIndex(where: isOpenBracket) else { return nil }
    let before = units[block.start..<open]
    // A dateline has no sentences.
    guard !before.contains(where: { $0 == 0x3002 || $0 == 0xFF0C || $0 == 0x2C }) else { return nil }
    let reach = min(block.end, open + Self.bracketLimit)
    guard let close = units[open..<reach].firstIndex(where: isCloseBracket) else { return nil }
    return reporters(in: Span(open + 1, close), units)
  }

  /// The names in the bracket that ends a text: `（张三）`, `（记者 张三）`.
  public func closingNames(of block: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    var end = block.end
    while end > block.start, units[end - 1] == 0x3002 || isBlank(units[end - 1]) { end -= 1 }
    guard end > block.start, isCloseBracket(units[end - 1]) else { return nil }
    let reach = max(block.start, end - Self.bracketLimit)
    guard let open = units[reach..<end].lastIndex(where: isOpenBracket) else { return nil }
    let inside = Span(open + 1, end - 1)
    // Behind a sentence, or alone: `王某（张三）` tells of no author.
    let isBehindSentence = open == block.start || Self.isSentenceEnd(units[open - 1])
    return reporters(in: inside, units) ?? (isBehindSentence ? bareNames(in: inside, units) : nil)
  }

  private static func isSentenceEnd(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0x201D, 0x2026, 0x20: true
    default: false
    }
  }

  private func isOpenBracket(_ unit: UInt16) -> Bool { unit == 0xFF08 || unit == 0x28 }
  private func isCloseBracket(_ unit: UInt16) -> Bool { unit == 0xFF09 || unit == 0x29 }

  private func isGap(_ unit: UInt16) -> Bool {
    isBlank(unit) || unit == 0x3001 || unit == 0xFF0C || unit == 0x2C || unit == 0x3B || unit == 0xFF1B
  }

  private func isSeparator(_ unit: UInt16) -> Bool {
    isBlank(unit) || Self.isColon(unit) || unit == 0x2F || unit == 0xFF0F || unit == 0x7C
  }
}
