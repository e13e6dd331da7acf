import Records
import Rules
import Text

/// What a header of a row or a column says, or a caption: a name, a period, an area, a unit, what kind of number.
struct TableHeader {
  /// The name that is left, and where it stands.
  var name: String?
  var span: Span?
  /// By their places in the document.
  var periods: [Int] = []
  var area: Int?
  var unit: UnitNames.Unit?
  var measure: TableWords.Word?
  var modality: TableWords.Word?
  /// 其中.
  var isPart = false

  init(_ block: Span, _ document: Document, _ units: UnsafeBufferPointer<UInt16>, _ words: TableWords) {
    var rest = Self.trimmed(block, units)
    isPart = Self.takePart(&rest, units, words)
    Self.takeNumbering(&rest, units)
    takeUnit(&rest, units, words)
    takeMeasure(&rest, units, words)
    // Several pieces are left where a period stands in the middle.
    var pieces = [rest]
    let first = document.periods.partitioningIndex { $0.span.start >= rest.start }
    for at in first..<document.periods.count {
      let span = document.periods[at].span
      guard span.end <= rest.end else { break }
      guard var last = pieces.popLast() else { break }
      // 比2019年: what it is compared with is not its time.
      let before = units[last.start..<max(last.start, span.start)]
      if let than = words.words.first(where: { $0.role == .than && before.reversed().starts(with: $0.text.reversed()) })
      {
        last.end = span.start - than.text.count
        pieces += [last, Span(span.end, rest.end)]
        continue
      }
      periods.append(at)
      pieces += [Span(last.start, max(last.start, span.start)), Span(span.end, last.end)]
    }
    var text: [UInt16] = []
    for piece in pieces {
      let piece = Self.trimmed(piece, units)
      guard !piece.isEmpty else { continue }
      text += units[piece.range]
      span = Span(span?.start ?? piece.start, piece.end)
    }
    takeWords(&text, words)
    guard !text.isEmpty, let place = span else {
      span = nil
      return
    }
    if let region = Self.region(place, document, units) {
      area = region
      span = nil
      return
    }
    name = String(decoding: text, as: UTF16.self)
  }

  // MARK: Parts

  /// `其中：轻工业`, `#轻工业`.
  private static func takePart(_ rest: inout Span, _ units: UnsafeBufferPointer<UInt16>, _ words: TableWords) -> Bool {
    guard let found = words.find(.part, in: units[rest.range].asArraySlice), found.range.lowerBound == 0 else {
      return false
    }
    rest.start += found.range.count
    rest = trimmed(rest, units)
    return true
  }

  /// `一、`, `（二）`, `3.`, a bullet: no part of the name.
  private static func takeNumbering(_ rest: inout Span, _ units: UnsafeBufferPointer<UInt16>) {
    var at = rest.start
    let isBracket = at < rest.end && (units[at] == 0x28 || units[at] == 0xFF08)
    if isBracket { at += 1 }
    let digits = at
    while at < rest.end, at - digits < 3, isASCIIDigit(units[at]) || isNumeral(units[at]) { at += 1 }
    guard at > digits, at + 1 < rest.end else { return }
    let mark = units[at]
    let ends = isBracket ? mark == 0x29 || mark == 0xFF09 : mark == 0x3001 || mark == 0x2E || mark == 0xFF0E
    guard ends, !isASCIIDigit(units[at + 1]) else { return }
    rest = trimmed(Span(at + 1, rest.end), units)
  }

  /// `（亿元）` at the end, or the sign of a percentage.
  private mutating func takeUnit(_ rest: inout Span, _ units: UnsafeBufferPointer<UInt16>, _ words: TableWords) {
    guard let last = units[rest.range].last else { return }
    if last == 0x29 || last == 0xFF09,
      let open = units[rest.range].lastIndex(where: { $0 == 0x28 || $0 == 0xFF08 })
    {
      if let found = words.units.unit(units[open + 1..<rest.end - 1]) {
        unit = found
        rest = Self.trimmed(Span(rest.start, open), units)
      }
    } else if last == 0x25 || last == 0x2030, rest.count > 1 {
      unit = words.units.unit([last])
      rest = Self.trimmed(Span(rest.start, rest.end - 1), units)
    }
  }

  /// `同比增长` at the beginning or the end.
  private mutating func takeMeasure(
    _ rest: inout Span, _ units: UnsafeBufferPointer<UInt16>, _ words: TableWords
  ) {
    let text = Array(units[rest.range])[...]
    guard let found = words.find(.measure, in: text) else { return }
    measure = found.word
    if found.range.lowerBound == 0 { rest.start += found.range.count } else { rest.end -= found.range.count }
    rest = Self.trimmed(rest, units)
  }

  private mutating func takeWords(_ text: inout [UInt16], _ words: TableWords) {
    var rest = text[...]
    if words.whole(rest, .filler) != nil { rest = [] }
    if let found = words.find(.modality, in: rest) {
      modality = found.word
      rest.removeSubrange(found.range)
      rest = Array(rest)[...]
    }
    if words.whole(rest, .filler) != nil { rest = [] }
    text = rest.filter { !isBlank($0) || rest.contains(where: isASCIILetter) }
  }

  /// The region that fills a text.
  private static func region(_ span: Span, _ document: Document, _ units: UnsafeBufferPointer<UInt16>) -> Int? {
    let first = document.entities.partitioningIndex { $0.span.start >= span.start }
    guard first < document.entities.count else { return nil }
    let entity = document.entities[first]
    // 太 原 市 is spaced out; only what is the whole counts.
    return entity.type == .region && entity.span == span ? first : nil
  }

  static func trimmed(_ span: Span, _ units: UnsafeBufferPointer<UInt16>) -> Span {
    var span = span
    while span.start < span.end, isTrim(units[span.start]) { span.start += 1 }
    while span.start < span.end, isTrim(units[span.end - 1]) { span.end -= 1 }
    return span
  }

  private static func isTrim(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3A, 0xFF1A, 0x2C, 0xFF0C, 0x3001, 0x2014, 0x2D, 0xB7, 0x2022, 0x25A0, 0x25CF: true
    default: isBlank(unit)
    }
  }

  /// 一二三四五六七八九十.
  private static func isNumeral(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true
    default: false
    }
  }
}

extension Slice where Base == UnsafeBufferPointer<UInt16> {
  fileprivate var asArraySlice: ArraySlice<UInt16> { Array(self)[...] }
}
