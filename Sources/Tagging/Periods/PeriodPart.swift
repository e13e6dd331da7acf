import Records
import Rules

/// How large a stretch a piece of a period names, the largest first; pieces nest from large to small.
enum PeriodUnit: Int, CaseIterable, Comparable {
  case era, century, decade, year, half, quarter, month, week, tenday, day, part, clock
  // Lengths of time, in the same order.
  case years, quarters, months, weeks, days, hours, minutes, seconds
  // Cycles, words for now, and what is no period at all.
  case cycle, word

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  init?(_ name: String) {
    guard let found = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = found
  }

  var bit: UInt32 { 1 << UInt32(rawValue) }
  var isLength: Bool { self >= .years && self <= .seconds }

  var granularity: Period.Granularity? {
    switch self {
    case .era, .century, .decade: .multiYear
    case .year, .years: .year
    case .half: .half
    case .quarter, .quarters: .quarter
    case .month, .months: .month
    case .week, .weeks: .week
    case .tenday, .day, .part, .clock, .days, .hours, .minutes, .seconds: .day
    case .cycle, .word: nil
    }
  }
}

/// A row of the tables `periods`, `plans` or `holidays`, ready to be read from a text: one piece of a period, such as
/// the year or the month of a date.
struct PeriodPart: Sendable {
  var row: RowID
  var unit: PeriodUnit
  var sets: [Assignment] = []
  /// The units that it may stand behind, as bits.
  var under: UInt32 = 0
  var standsAlone = true
  var kind: Period.Kind = .calendar
  /// A text that looks like a period and is none: it is passed over.
  var isStop = false
  var granularity: Period.Granularity?
  /// Of a length: what comes on top of the number, in halves (两年半).
  var halves = 0
  /// Of a cycle, with `n` for the number that was read.
  var recurrence: [UInt8] = []
  /// Of a plan or another stretch that has a name.
  var fixed: (start: CalendarDate, end: CalendarDate?)?
  var festival: Festival?
  /// How long it is kept.
  var festivalDays = 1
  /// Its month and day are those of the Chinese calendar.
  var isLunar = false
  /// The stretch of the period spoken of, in the year that it stands behind: 上年同期.
  var isSamePeriod = false
  /// It sums over years that may have been named before: 五年累计.
  var isTotal = false
  /// What stands behind it reaches to the document's day: 截至目前,本年度.
  var isUpToNow = false
  /// It names the end of a larger piece, so that before it means until that end: 年底前.
  var isEnd = false

  /// `field=value` of the column `set`.
  struct Assignment: Sendable {
    var field: Field
    var isUpperEnd: Bool
    var base: Base
    /// The slot of a number, times its sign.
    var slot: Int?
    var factor = 1
    var constant = 0
  }

  /// What a number stands for, the largest first.
  enum Field: String, CaseIterable, Sendable {
    case century = "k"
    case decade = "e"
    case year = "y"
    /// A year counted within a plan or decade.
    case yearWithin = "a"
    case half = "f"
    case quarter = "q"
    case month = "m"
    case tenday = "x"
    case week = "w"
    case day = "d"
    /// 1 is Monday.
    case weekday = "c"
    /// Hours of the day.
    case hour = "t"

    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What a value is counted from: nothing; the document's date; the year to come, which is the document's own in its
  /// first half; the period that the text speaks of.
  enum Base: Sendable { case number, document, coming, context }

  private static let bases: [Character: Base] = ["D": .document, "N": .coming, "C": .context]

  /// It is a stretch of several units, in which no smaller piece can be told (近三年).
  var isRange: Bool { kind == .lookBack || sets.contains { $0.isUpperEnd && $0.field != .hour } }
}

extension PeriodPart {
  static let columns: [TableSchema.Column] = [
    .init("pattern", required: true),
    .init("unit", required: true, values: PeriodUnit.allCases.map { "\($0)" }),
    .init("set"), .init("under"), .init("alone", values: ["yes", "no"]),
    .init("kind", values: kinds.keys.sorted() + ["stop", "same", "end", "lunar"]),
    .init("halves"), .init("recurrence"),
  ]

  static let kinds: [String: Period.Kind] = [
    "calendar": .calendar, "plan": .plan, "now": .now, "vague": .vague, "length": .length, "cycle": .cycle,
    "point": .pointInPast, "whole": .wholeYear, "look_back": .lookBack, "up_to_now": .now, "total": .lookBack,
    "festival": .festival, "clock": .clock,
  ]

  init(_ row: Row, pattern: PeriodPattern) throws(Diagnostic) {
    self.row = row.rowID
    unit = PeriodUnit(row["unit"]) ?? .word
    for name in row.list("under") {
      guard let parent = PeriodUnit(name) else {
        throw row.fault("under", "'\(name)' is no unit", mend: suggestion(name, PeriodUnit.allCases.map { "\($0)" }))
      }
      under |= parent.bit
    }
    standsAlone = row["alone"] != "no"
    isStop = row["kind"] == "stop"
    isSamePeriod = row["kind"] == "same"
    isLunar = row["kind"] == "lunar"
    isEnd = row["kind"] == "end"
    isTotal = row["kind"] == "total"
    isUpToNow = row["kind"] == "up_to_now"
    kind = Self.kinds[row["kind"]] ?? Self.kind(of: unit)
    halves = try row.integer("halves") ?? 0
    recurrence = Array(row["recurrence"].utf8)
    if unit.isLength {
      // 8天20小时: every smaller unit may follow a larger one.
      for larger in PeriodUnit.allCases where larger.isLength && larger < unit { under |= larger.bit }
    }
    sets = try Self.assignments(row, pattern)
  }

  private static func kind(of unit: PeriodUnit) -> Period.Kind {
    switch unit {
    case .cycle: .cycle
    case .word: .vague
    default: unit.isLength ? .length : .calendar
    }
  }

  /// What the column `set` says, and for every other number its own field.
  private static func assignments(_ row: Row, _ pattern: PeriodPattern) throws(Diagnostic) -> [Assignment] {
    var out: [Assignment] = []
    for text in row["set"].split(separator: " ") { out.append(try assignment(String(text), row)) }
    for case .number(_, let slot) in pattern.alternatives.joined() {
      let name = PeriodPattern.Slot.names[slot.index]
      let isUpper = name.hasSuffix("2")
      guard let field = Field(rawValue: isUpper ? String(name.dropLast()) : name), field.rawValue != "n" else {
        continue
      }
      if out.contains(where: { $0.field == field && $0.isUpperEnd == isUpper }) { continue }
      out.append(Assignment(field: field, isUpperEnd: isUpper, base: .number, slot: slot.index))
    }
    if pattern.alternatives.joined().contains(where: { if case .number(.compactDate, _) = $0 { true } else { false } })
    {
      out.append(Assignment(field: .month, isUpperEnd: false, base: .number, slot: PeriodPattern.Slot.month))
      out.append(Assignment(field: .day, isUpperEnd: false, base: .number, slot: PeriodPattern.Slot.day))
    }
    return out.sorted { ($0.field.order, $0.isUpperEnd ? 1 : 0) < ($1.field.order, $1.isUpperEnd ? 1 : 0) }
  }

  /// `m2=n`, `y=D-1`, `d=-n`, `y=C+1`.
  private static func assignment(_ text: String, _ row: Row) throws(Diagnostic) -> Assignment {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    let isUpper = sides[0].hasSuffix("2")
    guard sides.count == 2, let field = Field(rawValue: isUpper ? String(sides[0].dropLast()) : String(sides[0])) else {
      throw row.fault("set", "'\(text)' sets nothing", mend: "write field=value, such as m=1 or y=D-1")
    }
    var out = Assignment(field: field, isUpperEnd: isUpper, base: .number)
    var rest = sides[1]
    if let base = rest.first.flatMap({ bases[$0] }) {
      out.base = base
      rest = rest.dropFirst()
    }
    while !rest.isEmpty {
      let sign = rest.hasPrefix("-") ? -1 : 1
      if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
      let term = rest.prefix { $0 != "-" && $0 != "+" }
      rest = rest.dropFirst(term.count)
      if let number = Int(term) {
        out.constant += sign * number
      } else if let slot = PeriodPattern.Slot(String(term)) {
        out.slot = slot.index
        out.factor = sign
      } else {
        throw row.fault("set", "'\(term)' is neither a number nor one that the pattern reads")
      }
    }
    return out
  }
}
