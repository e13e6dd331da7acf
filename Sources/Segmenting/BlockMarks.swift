import Records
import Rules
import Text

/// What a line begins with tells what it is: `一、`, `(二)`, `■`, `1.`, `一是`.
struct BlockMarks: Sendable {
  static let schema = TableSchema(
    kind: "block_marks",
    columns: [
      .init("mark", required: true), .init("role", required: true, values: ["heading", "list_item"]), .init("level"),
    ])

  /// Units of a heading at most; what is longer is a paragraph that begins like one.
  static let headingLimit = 48

  private struct Mark: Sendable {
    var parts: [Part]
    var isHeading: Bool
    var level: Int
  }

  private enum Part: Sendable {
    case unit(UInt16)
    /// `{n}`: a Chinese numeral of up to three characters.
    case numeral
    /// `{d}`: up to three digits.
    case digits
  }

  private let marks: [Mark]

  init(tables: TableSet) throws {
    marks = try tables.rows(of: Self.schema.kind).map { row in
      Mark(parts: try Self.parts(of: row), isHeading: row["role"] == "heading", level: try row.integer("level") ?? 0)
    }
  }

  private static func parts(of row: Row) throws -> [Part] {
    var parts: [Part] = []
    var rest = row["mark"][...]
    while let first = rest.first {
      if rest.hasPrefix("{n}") || rest.hasPrefix("{d}") {
        parts.append(rest.hasPrefix("{n}") ? .numeral : .digits)
        rest = rest.dropFirst(3)
      } else if first == "{" {
        throw row.fault("mark", "no such placeholder", mend: "{n} is a Chinese numeral, {d} are digits")
      } else {
        parts += String(first).utf16.map(Part.unit)
        rest = rest.dropFirst()
      }
    }
    return parts
  }

  /// What a line is by its beginning, in the order of the table; nil where it begins with none of the marks.
  func role(of line: Span, _ units: UnsafeBufferPointer<UInt16>, _ scanner: SentenceScanner) -> (
    Block.Kind, level: Int
  )? {
    for mark in marks {
      guard let end = match(mark.parts, units, line) else { continue }
      guard mark.isHeading else { return (.listItem, 0) }
      // A heading says one thing: at most a full stop at its very end.
      let isShort = line.count <= Self.headingLimit && end < line.end
      return isShort && !scanner.hasEnd(units, in: Span(end, max(end, line.end - 1)))
        ? (.heading, mark.level) : (.listItem, 0)
    }
    return nil
  }

  private func match(_ parts: [Part], _ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> Int? {
    var at = line.start
    for part in parts {
      let start = at
      switch part {
      case .unit(let unit):
        guard at < line.end, units[at] == unit else { return nil }
        at += 1
      case .numeral:
        while at < line.end, at - start < 3, Self.isNumeral(units[at]) { at += 1 }
        guard at > start else { return nil }
      case .digits:
        while at < line.end, at - start < 3, isASCIIDigit(units[at]) { at += 1 }
        guard at > start else { return nil }
      }
    }
    // `1.5万` and `2021.3` are no list marks.
    if case .unit(0x2E)? = parts.last, at < line.end, isASCIIDigit(units[at]) { return nil }
    return at
  }

  /// 一二三四五六七八九十.
  private static func isNumeral(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true
    default: false
    }
  }
}
