import Records
import Text

/// What a document says of itself in its first and last lines: source, author, editor, date, number.
///
/// Pages are asked for it before their text is made, so that such lines need not stand in it; other texts when they are
/// parted into blocks.
public struct Imprint: Sendable {
  public static let schemas = [
    TableSchema(
      kind: "imprint_words",
      columns: [
        .init("word", required: true),
        .init("field", required: true, values: Field.allCases.map(\.rawValue)),
        .init("needs_colon", values: ["yes", "no"]),
      ]),
    TableSchema(kind: "dateline_agencies", columns: [.init("name", required: true), .init("publisher")]),
    TableSchema(kind: "dateline_ends", columns: [.init("word", required: true)]),
    TableSchema(
      kind: "imprint_stops",
      columns: [
        .init("class", required: true, values: ["value", "name", "reporter", "no_name"]), .init("text", required: true),
      ]),
  ]

  public enum Field: String, CaseIterable, Sendable {
    case publisher, author, editor, date
    case docNumber = "doc_number"
    /// Belongs to such a line and tells nothing that records have.
    case other
  }

  /// Units of a line of this kind at most.
  static let lineLimit = 120
  /// Blocks from the beginning, and from the end, that are looked at.
  public static let (head, tail) = (12, 6)

  struct Word: Sendable {
    var text: [UInt16]
    var field: Field
    var needsColon: Bool
  }

  struct Agency: Sendable {
    var name: [UInt16]
    var publisher: String?
  }

  /// The longest first.
  let words: [Word]
  let agencies: [Agency]
  let ends: [[UInt16]]
  /// What ends a value and is no part of it, and what ends a name.
  let stops: [[UInt16]]
  let nameStops: Set<[UInt16]>
  /// What goes before the names of those who wrote a text, the longest first.
  let reporters: [[UInt16]]
  /// Values that name nobody.
  let nobody: Set<String>
  let surnames: Set<[UInt16]>

  public init(tables: TableSet) {
    words = tables.rows(of: "imprint_words").compactMap { row in
      Field(rawValue: row["field"]).map {
        Word(text: Array(row["word"].utf16), field: $0, needsColon: row["needs_colon"] == "yes")
      }
    }.sorted { $0.text.count > $1.text.count }
    agencies = tables.rows(of: "dateline_agencies").map {
      Agency(name: Array($0["name"].utf16), publisher: $0.optional("publisher"))
    }.sorted { $0.name.count > $1.name.count }
    ends = tables.rows(of: "dateline_ends").map { Array($0["word"].utf16) }
    let stopped = { (name: String) in
      tables.rows(of: "imprint_stops").filter { $0["class"] == name }.flatMap { $0.list("text") }
    }
    stops = stopped("value").map { Array($0.utf16) }
    nameStops = Set(stopped("name").map { Array($0.utf16) })
    reporters = stopped("reporter").map { Array($0.utf16) }.sorted { $0.count > $1.count }
    nobody = Set(stopped("no_name").map { $0.lowercased() })
    let people = tables.rows(of: "person_words").filter { $0["class"] == "surname" }
    surnames = Set(people.flatMap { $0.list("text") }.map { Array($0.utf16) })
  }

  // MARK: Lines

  /// Reads a short line of the head or the tail; false where it is none of these.
  /// `allowsBareDate`: a date alone is one as well.
  public func read(
    _ line: Span, _ units: UnsafeBufferPointer<UInt16>, into metadata: inout Metadata, allowsBareDate: Bool = true
  ) -> Bool {
    guard line.count <= Self.lineLimit else { return false }
    var isImprint = false
    var at = line.start
    var lastEnd = at
    while at < line.end {
      guard at == lastEnd || !isHan(units[at - 1]) || !isHan(units[at]), let word = word(at: at, line.end, units)
      else {
        at += 1
        continue
      }
      let start = skipSeparators(from: at + word.text.count, line.end, units)
      let end = valueEnd(from: start, line.end, units)
      isImprint = true
      note(word.field, Span(start, end), line, units, &metadata)
      at = max(end, at + word.text.count)
      lastEnd = at
    }
    if !isImprint, allowsBareDate, let found = PublicationDate.find(units, in: line.range),
      isBareDate(found.range, in: line, units)
    {
      isImprint = true
      metadata.datePublished = metadata.datePublished ?? found.iso
    } else if isImprint, metadata.datePublished == nil, let found = PublicationDate.find(units, in: line.range) {
      metadata.datePublished = found.iso
    }
    return isImprint
  }

  /// What the word tells with which a line begins, perhaps in brackets: `（责任编辑：张三）`; nil where it begins with none.
  public func firstField(of line: Span, _ units: UnsafeBufferPointer<UInt16>) -> Field? {
    guard let start = line.range.first(where: { !Self.isOpener(units[$0]) }) else { return nil }
    return word(at: start, line.end, units)?.field
  }

  /// Whether a text is one of the words, without a value.
  public func isLabel(_ text: [UInt16]) -> Bool { words.contains { $0.text == text } }

  private func word(at: Int, _ limit: Int, _ units: UnsafeBufferPointer<UInt16>) -> Word? {
    words.first { word in
      guard Self.matches(word.text, units, at, limit) else { return false }
      let behind = at + word.text.count
      guard behind < limit else { return false }
      return word.needsColon ? Self.isColon(units[behind]) : Self.isColon(units[behind]) || isBlank(units[behind])
    }
  }

  private func skipSeparators(from: Int, _ limit: Int, _ units: UnsafeBufferPointer<UInt16>) -> Int {
    var at = from
    while at < limit, isBlank(units[at]) || Self.isColon(units[at]) { at += 1 }
    return at
  }

  /// A value ends at a bracket or bar, at a gap, or where the next word begins.
  private func valueEnd(from start: Int, _ limit: Int, _ units: UnsafeBufferPointer<UInt16>) -> Int {
    var at = start
    while at < limit {
      let unit = units[at]
      if Self.isCloser(unit) || isBlank(unit) && at + 1 < limit && isBlank(units[at + 1]) { break }
      if at > start, stops.contains(where: { Self.matches($0, units, at, limit) }) || isLabel(at, limit, units) {
        break
      }
      // After a gap something else begins: another word, a date.
      if isBlank(unit), at + 1 < limit,
        isASCIIDigit(units[at + 1]) && !isASCIIDigit(units[at - 1])
          || word(at: at + 1, limit, units) != nil
      {
        break
      }
      at += 1
    }
    return at
  }

  /// A word with its colon, such as may follow a value without a gap: `来源：新华社责任编辑：张三`.
  private func isLabel(_ at: Int, _ limit: Int, _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    guard let word = word(at: at, limit, units), word.text.count > 1 else { return false }
    return Self.isColon(units[at + word.text.count])
  }

  private func note(
    _ field: Field, _ span: Span, _ line: Span, _ units: UnsafeBufferPointer<UInt16>, _ metadata: inout Metadata
  ) {
    let value = String(units, span).trimmed
    guard !value.isEmpty, span.count <= 60 else { return }
    switch field {
    case .publisher: metadata.publisher = metadata.publisher ?? value
    case .author: metadata.author = metadata.author ?? names(in: span, units)
    case .editor: metadata.editor = metadata.editor ?? value
    case .docNumber: metadata.docNumber = metadata.docNumber ?? value
    case .date:
      // Behind a gap the time follows.
      if metadata.datePublished == nil {
        metadata.datePublished = PublicationDate.find(units, in: span.start..<line.end, isLabelled: true)?.iso
      }
    case .other: break
    }
  }

  /// A date that is alone in its line, in brackets, behind dashes, or with little behind it (`2021-11-15 09:30 本站`).
  private func isBareDate(_ date: Range<Int>, in line: Span, _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    let before = date.lowerBound - line.start
    let behind = line.end - date.upperBound
    let opening = before == 0 || (before <= 3 && units[line.start..<date.lowerBound].allSatisfy(Self.isOpener))
    return opening && behind <= (before == 0 ? 12 : 60)
  }

  // MARK: Numbers of documents

  /// `国发〔2021〕23号` in a short line: its place and how it is written.
  public func docNumber(in line: Span, _ units: UnsafeBufferPointer<UInt16>) -> String? {
    guard line.count <= 60 else { return nil }
    for open in line.range where Self.yearBrackets.contains(units[open]) {
      guard open + 5 < line.end, units[(open + 1)...(open + 4)].allSatisfy(isASCIIDigit),
        Self.yearBrackets.contains(units[open + 5])
      else { continue }
      var end = open + 6
      while end < line.end, isBlank(units[end]) || units[end] == 0x7B2C { end += 1 }
      let digits = end
      while end < line.end, isASCIIDigit(units[end]) { end += 1 }
      var mark = end
      while mark < line.end, isBlank(units[mark]) { mark += 1 }
      // 号
      guard end > digits, mark < line.end, units[mark] == 0x53F7 else { continue }
      var start = open
      while start > line.start, isHan(units[start - 1]), open - start < 16 { start -= 1 }
      guard start < open else { continue }
      let part = { (range: Range<Int>) in String(units, Span(range.lowerBound, range.upperBound)) }
      return "\(part(start..<open))〔\(part(open + 1..<open + 5))〕\(part(digits..<end))号"
    }
    return nil
  }

  /// 〔 〕 and what stands for them.
  private static let yearBrackets: Set<UInt16> = [
    0x3014, 0x3015, 0x5B, 0x5D, 0xFF3B, 0xFF3D, 0x28, 0x29, 0xFF08, 0xFF09, 0x3010, 0x3011,
  ]

  // MARK: Characters

  static func matches(_ text: [UInt16], _ units: UnsafeBufferPointer<UInt16>, _ at: Int, _ limit: Int) -> Bool {
    guard at + text.count <= limit else { return false }
    for (i, unit) in text.enumerated() where units[at + i] != unit { return false }
    return true
  }

  static func isColon(_ unit: UInt16) -> Bool { unit == 0x3A || unit == 0xFF1A || unit == 0xFE55 }

  static func isCloser(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x29, 0xFF09, 0x3011, 0x5D, 0x7C, 0xFF5C, 0x3002, 0x3B, 0xFF1B: true
    default: false
    }
  }

  static func isOpener(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x28, 0xFF08, 0x3010, 0x5B, 0x2014, 0x2D, 0x2015, 0x2500, 0x20, 0x3000: true
    default: false
    }
  }
}
