import Records
import Rules
import Text

/// Takes the name of a list apart: `A、B和C` into three, each with what only the last one says.
extension ListReader {
  struct Part {
    var span: Span
    var text: String?
    var row: RowID?
  }

  /// `A、B和C` into three; 城乡低保标准 into two.
  func parts(
    of span: Span, _ units: UnsafeBufferPointer<UInt16>, _ count: Int, splitsWords: Bool = true
  ) -> [Part]? {
    for split in splits where splitsWords && split.parts.count == count {
      guard let at = find(split.word, units, span) else { continue }
      let row = split.row
      return split.parts.map { part in
        let text = Array(units[span.start..<at]) + part + Array(units[(at + split.word.count)..<span.end])
        return Part(span: span, text: String(decoding: text, as: UTF16.self), row: row)
      }
    }
    var out: [Part] = []
    var start = span.start
    var at = span.start
    while at < span.end {
      let width =
        units[at] == 0x3001
        ? 1
        : joints.first { starts(units, Span(at, span.end), $0) && at > start && at + $0.count < span.end }?.count ?? 0
      if width > 0 {
        out.append(Part(span: Span(start, at), row: andRow))
        at += width
        start = at
      } else {
        at += 1
      }
    }
    out.append(Part(span: Span(start, span.end), row: andRow))
    guard out.count == count else { return nil }
    shareTail(&out, units)
    return out
  }

  /// Gives the earlier parts of a list what only the last one says: 原煤、焦炭产量; 第一、二产业增加值; 东头村、西上村农户.
  private func shareTail(_ parts: inout [Part], _ units: UnsafeBufferPointer<UInt16>) {
    guard let last = parts.last?.span, let first = parts.first?.span else { return }
    for i in parts.indices.dropLast() {
      let part = parts[i].span
      if statistics.contains(where: { ends(units, part, $0) }) { continue }
      guard let tail = tail(of: last, after: part, units) else { continue }
      // 第一、二、三产业: the later ones leave out what stands before the numeral, too.
      let head = i > 0 && isNumeral(units, part) ? Array(units[first.start..<(first.end - 1)]) : []
      parts[i].text = String(
        decoding: head + Array(units[part.range]) + units[tail.start..<last.end], as: UTF16.self)
      parts[i].row = tail.row
    }
    if parts.count > 1, first.count > 1, isNumeral(units, Span(first.end - 1, first.end)),
      isNumeral(units, Span(last.start, last.start + 1))
    {
      let text = Array(units[first.start..<(first.end - 1)]) + Array(units[last.range])
      parts[parts.count - 1].text = String(decoding: text, as: UTF16.self)
    }
  }

  /// Where the last part of a list begins to speak for an earlier one as well.
  private func tail(of last: Span, after part: Span, _ units: UnsafeBufferPointer<UInt16>) -> (start: Int, row: RowID)?
  {
    if isNumeral(units, Span(part.end - 1, part.end)), isNumeral(units, Span(last.start, last.start + 1)) {
      return (last.start + 1, tailRow)
    }
    for peer in peers where peer.words.contains(where: { part.count == $0.count && starts(units, part, $0) }) {
      guard let word = peer.words.first(where: { last.count > $0.count && starts(units, last, $0) }) else { continue }
      return (last.start + word.count, peer.row)
    }
    if let tail = tails.first(where: { last.count > $0.count && ends(units, last, $0) }) {
      return (last.end - tail.count, tailRow)
    }
    // Names of one kind end alike: 东头村、西上村.
    guard part.count > 1, last.count > part.count,
      let at = ((last.start + 1)..<(last.end - 1)).first(where: { units[$0] == units[part.end - 1] })
    else { return nil }
    return (at + 1, tailRow)
  }

  /// One of 一…十.
  private func isNumeral(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) -> Bool {
    span.count == 1 && Self.numerals.contains(units[span.start])
  }

  private static let numerals = Set(
    "\u{4E00}\u{4E8C}\u{4E09}\u{56DB}\u{4E94}\u{516D}\u{4E03}\u{516B}\u{4E5D}\u{5341}".utf16)

  // MARK: Words in a stretch of text

  func find(_ word: [UInt16], _ units: UnsafeBufferPointer<UInt16>, _ span: Span) -> Int? {
    guard span.count >= word.count else { return nil }
    return (span.start...(span.end - word.count)).first { starts(units, Span($0, span.end), word) }
  }

  func starts(_ units: UnsafeBufferPointer<UInt16>, _ span: Span, _ word: [UInt16]) -> Bool {
    guard word.count <= span.count else { return false }
    for i in 0..<word.count where units[span.start + i] != word[i] { return false }
    return true
  }

  func ends(_ units: UnsafeBufferPointer<UInt16>, _ span: Span, _ word: [UInt16]) -> Bool {
    guard word.count <= span.count else { return false }
    for i in 0..<word.count where units[span.end - word.count + i] != word[i] { return false }
    return true
  }
}
