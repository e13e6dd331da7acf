import Records
import Rules
import Text

/// What surrounds numbers: signs and units in front, marks of ranges, comparators, contexts in which a number does not
/// count, and cues by which a bare one does.
final class QuantityTables: Sendable {
  static let prefixSchema = TableSchema(
    kind: "number_prefixes",
    columns: [
      .init("words", required: true), .init("role", required: true, values: Prefix.Role.allCases.map(\.rawValue)),
      .init("of"), .init("unit"),
    ])
  static let rangeSchema = TableSchema(
    kind: "range_marks",
    columns: [
      .init("words", required: true), .init("role", required: true, values: RangeMark.Role.allCases.map(\.rawValue)),
    ])
  static let comparatorSchema = TableSchema(
    kind: "comparators",
    columns: [
      .init("words", required: true), .init("position", required: true, values: ["before", "behind"]),
      .init("comparator", values: [">", ">=", "<", "<=", "~"]), .init("inclusive", values: ["yes"]),
    ])
  static let fixedSchema = TableSchema(
    kind: "fixed_quantities",
    columns: [
      .init("words", required: true), .init("value", required: true), .init("unit"),
      .init("dimension", required: true, values: Dimension.allCases.map(\.rawValue)),
      .init("comparator", values: [">", ">=", "<", "<=", "~"]),
    ])
  static let stopWordSchema = TableSchema(kind: "number_stop_words", columns: [.init("words", required: true)])
  static let contextSchema = TableSchema(
    kind: "number_contexts",
    columns: [
      .init("before"), .init("behind"),
      .init("of", required: true, values: Context.Scope.allCases.map(\.rawValue)),
      .init("verdict", required: true, values: Context.Verdict.allCases.map(\.rawValue)),
    ])
  static let unitContextSchema = TableSchema(
    kind: "unit_contexts",
    columns: [.init("unit", required: true), .init("cues", required: true), .init("gives", required: true)])
  static let formSchema = TableSchema(kind: "number_forms", columns: [.init("form", required: true)])

  static let schemas = [
    prefixSchema, rangeSchema, comparatorSchema, fixedSchema, stopWordSchema, contextSchema, unitContextSchema,
    formSchema,
  ]

  /// What stands in front of a number and is part of it: a sign, 第, a currency.
  struct Prefix: Sendable {
    var role: Role
    /// Keys of the units behind the number that it goes with; empty where it needs none.
    var of: [String]
    var unit: String?
    var row: RowID

    enum Role: String, Sendable, CaseIterable {
      case negative, below, minus, ordinal, front, last, reach, unit, rate
    }
  }

  struct RangeMark: Sendable {
    var role: Role
    var row: RowID

    enum Role: String, Sendable, CaseIterable {
      /// Between the ends.
      case between
      /// Between the ends, which must be digits that follow each other (三、四个).
      case adjacent
      /// Between the ends, where 之间 closes the range.
      case joined
      /// Behind the second end.
      case closing
      /// In front of the first end: this is a move from one number to the other, no range.
      case from
      /// Between number and mark, passed over: （含）.
      case aside
    }
  }

  struct ComparatorWord: Sendable {
    var comparator: Comparator?
    var isInclusive: Bool
    var row: RowID
  }

  struct Fixed: Sendable {
    var value: ExactDecimal
    var unit: String?
    var dimension: Dimension
    var comparator: Comparator?
    var row: RowID
  }

  /// Words that touch a number and decide whether it counts.
  struct Context: Sendable {
    var scope: Scope
    var verdict: Verdict
    /// Where both sides are given: words one of which must stand in front.
    var other: [[UInt16]]
    var row: RowID

    enum Scope: String, Sendable, CaseIterable {
      /// Any number.
      case any
      /// One that has no unit.
      case bare
      /// One with a word for counting, or without unit.
      case counted
      /// One with a word that counts only behind digits (分, 步).
      case noun
      /// One that begins with a place word and no digit (百亿元).
      case implicit
      /// One in Chinese numerals, below 100, with a word for counting or none.
      case small
      /// An ordinal (第, 前).
      case ordinal
      /// One that begins with 几 or 数.
      case several
      /// 多 behind its unit.
      case open
      /// 上 in front of a place word.
      case reach
      /// 半 in front of its unit.
      case half
      /// 成 and 折.
      case tenth
    }

    enum Verdict: String, Sendable, CaseIterable { case stop, count }
  }

  let prefixes: [Prefix]
  let prefixWords: AnchoredLiterals
  let marks: [RangeMark]
  let marksBehind: AnchoredLiterals
  let marksBefore: AnchoredLiterals
  let comparators: [ComparatorWord]
  let comparatorsBefore: AnchoredLiterals
  let comparatorsBehind: AnchoredLiterals
  let fixed: [Fixed]
  let contexts: [Context]
  let contextsBefore: AnchoredLiterals
  let contextsBehind: AnchoredLiterals
  let unitContexts: [(unit: String, cues: [[UInt16]], gives: String, row: RowID)]
  /// By the place of the form in `Form.allCases`.
  let formRows: [RowID]
  let literals: [Literal]
  /// By `RowID.value`: -1 nothing, -2 a stop word, else a place in `fixed`.
  let roles: [Int32]

  /// How a number is put, with a row of its own, so that a record can name it.
  enum Form: String, Sendable, CaseIterable {
    case plain, chinese, fraction, percent, range, more, open, ordinal, half, compound, list

    /// In `allCases`.
    var place: Int {
      switch self {
      case .plain: 0
      case .chinese: 1
      case .fraction: 2
      case .percent: 3
      case .range: 4
      case .more: 5
      case .open: 6
      case .ordinal: 7
      case .half: 8
      case .compound: 9
      case .list: 10
      }
    }
  }

  init(tables: TableSet) throws(Diagnostic) {
    var roles = [Int32](repeating: -1, count: tables.rows.count)
    var literals: [Literal] = []

    var prefixes: [Prefix] = []
    var words: [(text: String, tag: Int)] = []
    for row in tables.rows(of: Self.prefixSchema.kind) {
      words += row.list("words").map { ($0, prefixes.count) }
      prefixes.append(
        Prefix(
          role: Prefix.Role(rawValue: row["role"]) ?? .unit, of: row.list("of"), unit: row.optional("unit"),
          row: row.rowID))
    }
    self.prefixes = prefixes
    prefixWords = AnchoredLiterals(.before, words)

    var marks: [RangeMark] = []
    var behind: [(text: String, tag: Int)] = []
    var before: [(text: String, tag: Int)] = []
    for row in tables.rows(of: Self.rangeSchema.kind) {
      let mark = RangeMark(role: RangeMark.Role(rawValue: row["role"]) ?? .between, row: row.rowID)
      if mark.role == .from {
        before += row.list("words").map { ($0, marks.count) }
      } else {
        behind += row.list("words").map { ($0, marks.count) }
      }
      marks.append(mark)
    }
    self.marks = marks
    marksBehind = AnchoredLiterals(.behind, behind)
    marksBefore = AnchoredLiterals(.before, before)

    var comparators: [ComparatorWord] = []
    behind = []
    before = []
    for row in tables.rows(of: Self.comparatorSchema.kind) {
      let entries = row.list("words").map { (text: $0, tag: comparators.count) }
      if row["position"] == "before" { before += entries } else { behind += entries }
      comparators.append(
        ComparatorWord(
          comparator: Comparator(rawValue: row["comparator"]), isInclusive: row["inclusive"] == "yes", row: row.rowID))
    }
    self.comparators = comparators
    comparatorsBefore = AnchoredLiterals(.before, before)
    comparatorsBehind = AnchoredLiterals(.behind, behind)

    var fixed: [Fixed] = []
    for row in tables.rows(of: Self.fixedSchema.kind) {
      guard let value = ExactDecimal(row["value"]) else { throw row.fault("value", "'\(row["value"])' is no number") }
      roles[Int(row.rowID.value)] = Int32(fixed.count)
      literals += row.list("words").map { (Array($0.utf16), row.rowID, .everywhere) }
      fixed.append(
        Fixed(
          value: value, unit: row.optional("unit"), dimension: Dimension(rawValue: row["dimension"]) ?? .count,
          comparator: Comparator(rawValue: row["comparator"]), row: row.rowID))
    }
    self.fixed = fixed
    for row in tables.rows(of: Self.stopWordSchema.kind) {
      roles[Int(row.rowID.value)] = -2
      literals += row.list("words").map { (Array($0.utf16), row.rowID, .everywhere) }
    }
    self.literals = literals
    self.roles = roles

    var contexts: [Context] = []
    behind = []
    before = []
    for row in tables.rows(of: Self.contextSchema.kind) {
      let (left, right) = (row.list("before"), row.list("behind"))
      if left.isEmpty, right.isEmpty {
        throw row.fault("before", "the row names no word", mend: "fill 'before', 'behind', or both")
      }
      // The rarer side anchors; where both are given, that is the one behind.
      if right.isEmpty {
        before += left.map { ($0, contexts.count) }
      } else {
        behind += right.map { ($0, contexts.count) }
      }
      contexts.append(
        Context(
          scope: Context.Scope(rawValue: row["of"]) ?? .any,
          verdict: Context.Verdict(rawValue: row["verdict"]) ?? .stop,
          other: right.isEmpty ? [] : left.map { Array($0.utf16) }, row: row.rowID))
    }
    self.contexts = contexts
    contextsBefore = AnchoredLiterals(.before, before)
    contextsBehind = AnchoredLiterals(.behind, behind)

    unitContexts = tables.rows(of: Self.unitContextSchema.kind).map {
      ($0["unit"], $0.list("cues").map { Array($0.utf16) }, $0["gives"], $0.rowID)
    }
    var formRows = [RowID](repeating: RowID(-1), count: Form.allCases.count)
    for row in tables.rows(of: Self.formSchema.kind) {
      guard let form = Form(rawValue: row["form"]) else {
        throw row.fault(
          "form", "'\(row["form"])' is no form of numbers", mend: suggestion(row["form"], Form.allCases.map(\.rawValue))
        )
      }
      formRows[form.place] = row.rowID
    }
    self.formRows = formRows
  }
}
