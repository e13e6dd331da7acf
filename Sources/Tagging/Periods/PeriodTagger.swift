import Records
import Rules
import Text

/// Marks periods: dates, years, quarters, plans, holidays, lengths and cycles of time, as the tables say how they are put.
///
/// A piece (年, 月, 日, 季度…) is a row; pieces chain from large to small by their units, chains join to ranges and take
/// 以来 or 截至, and then the dates are found. See `PeriodPattern` for the notation.
struct PeriodTagger: Sendable {
  static let schemas = [
    TableSchema(kind: "periods", columns: PeriodPart.columns),
    TableSchema(
      kind: "plans", columns: [.init("pattern", required: true), .init("start", required: true), .init("end")]),
    TableSchema(kind: "holidays", columns: Festival.columns),
    TableSchema(kind: "period_links", columns: PeriodLink.columns),
    TableSchema(kind: "period_variants", columns: [.init("from", required: true), .init("to", required: true)]),
  ]

  private let reader: PeriodReader
  private let links: PeriodLinks

  init(tables: TableSet) throws {
    let fold = try Self.fold(tables.rows(of: "period_variants"))
    var parts: [PeriodPart] = []
    var patterns: [(pattern: PeriodPattern, owner: Int)] = []
    for kind in ["plans", "holidays", "periods"] {
      for row in tables.rows(of: kind) {
        let pattern = try PeriodPattern(row)
        patterns.append((pattern, parts.count))
        switch kind {
        case "plans": parts.append(try PeriodPart(plan: row))
        case "holidays": parts.append(try PeriodPart(holiday: row))
        default: parts.append(try PeriodPart(row, pattern: pattern))
        }
      }
    }
    let trie = PeriodTrie(patterns, fold: fold)
    links = try PeriodLinks(tables.rows(of: "period_links"), fold: fold)
    reader = PeriodReader(trie: trie, parts: parts, joiners: links.joiners)
  }

  /// What every code unit counts as in a pattern: itself, or the character that a row of variants gives.
  private static func fold(_ rows: [Row]) throws -> [UInt16] {
    var fold = (0...UInt16.max).map { $0 }
    for row in rows {
      let (from, to) = (Array(row["from"].utf16), Array(row["to"].utf16))
      guard from.count == to.count else { throw row.fault("to", "'\(row["to"])' is not as long as '\(row["from"])'") }
      for (a, b) in zip(from, to) { fold[Int(a)] = b }
    }
    return fold
  }

  /// The periods of a text, in text order. One pass over UTF-16 units; it allocates only where a pattern can begin.
  func tag(_ input: TagInput) -> [Period] {
    var walk = PeriodWalk(reader: reader, links: links, input: input)
    return walk.run()
  }
}

extension PeriodPart {
  /// A plan, or another stretch that has a name and fixed dates.
  init(plan row: Row) throws(Diagnostic) {
    guard let start = CalendarDate(row["start"]) else {
      throw row.fault("start", "'\(row["start"])' is not a date", mend: "write it as 2021-01-01")
    }
    self.row = row.rowID
    unit = .era
    kind = .plan
    var end: CalendarDate?
    if let text = row.optional("end") {
      guard let date = CalendarDate(text) else {
        throw row.fault("end", "'\(text)' is not a date", mend: "write it as 2026-01-01")
      }
      end = date
    }
    fixed = (start, end)
  }

  init(holiday row: Row) throws(Diagnostic) {
    self.row = row.rowID
    unit = .day
    kind = .festival
    under = PeriodUnit.year.bit | PeriodUnit.word.bit | PeriodUnit.cycle.bit
    festival = try Festival(row)
    festivalDays = max(1, try row.integer("days") ?? 1)
  }
}
