import Records
import Rules
import Text

/// The units of measurement, words for counting and currencies, and how they are found behind a number.
final class UnitTable: Sendable {
  static let schema = TableSchema(
    kind: "units",
    columns: [
      .init("key", required: true), .init("dimension", required: true, values: Dimension.allCases.map(\.rawValue)),
      .init("kind", required: true, values: Unit.Kind.allCases.map(\.rawValue)), .init("si_unit"), .init("factor"),
      .init("aliases"), .init("scale"),
    ])

  struct Unit: Sendable {
    var key: String
    var dimension: Dimension
    var kind: Kind
    var siUnit: String?
    /// How many `siUnit` one of it is.
    var factor: Fraction?
    /// Of a part of the key's unit (角 of CNY), how many units it is.
    var scale: Fraction?
    var row: RowID

    enum Kind: String, Sendable, CaseIterable {
      case measure, ratio, tenth, time, clock, degree, count, noun, currency, subunit
      /// A word that only begins like a unit (人口, 国道): no unit stands there.
      case word
    }
  }

  /// A unit as it stands behind a number, with what it is per.
  struct Match: Sendable {
    var end: Int
    var unit: Int
    /// Of a compound (`元/平方米`): the unit below the stroke, and the spelling of its multiplier (`吨标准煤/万元`).
    var per: Int?
    var perPrefix: Span?
  }

  let units: [Unit]
  let literals: [Literal]
  /// By `RowID.value`, the place in `units`, or -1.
  private let places: [Int32]
  /// Names of the parts of money, which mean that only behind money (分).
  let subunits: AnchoredLiterals
  /// Places of the two units of time that have no exact length and yet a fixed ratio.
  let months: Int?
  /// Places of the units that 一分半钟 and 一个半钟 are said in.
  let minutes: Int?
  let hours: Int?
  let years: Int?
  /// Places of the units that 百分之 and 千分之 make.
  let percent: Int?
  let permille: Int?

  init(tables: TableSet) throws(Diagnostic) {
    var units: [Unit] = []
    var literals: [Literal] = []
    var taken: Set<String> = []
    var parts: [(text: String, tag: Int)] = []
    var places = [Int32](repeating: -1, count: tables.rows.count)
    let rows = tables.rows(of: Self.schema.kind)
    for row in rows {
      let unit = Unit(
        key: row["key"], dimension: Dimension(rawValue: row["dimension"]) ?? .count,
        kind: Unit.Kind(rawValue: row["kind"]) ?? .count, siUnit: row.optional("si_unit"),
        factor: try Self.fraction(row, "factor"), scale: try Self.fraction(row, "scale"), row: row.rowID)
      places[Int(row.rowID.value)] = Int32(units.count)
      if unit.kind == .subunit { parts += row.list("aliases").map { ($0, units.count) } }
      units.append(unit)
    }
    // The names of a part of money come last: 分 is a score before it is a cent.
    for isPart in [false, true] {
      for row in rows where (row["kind"] == Unit.Kind.subunit.rawValue) == isPart {
        let isNamedByAliases = [Unit.Kind.currency, .subunit].map(\.rawValue).contains(row["kind"])
        for name in (isNamedByAliases ? [] : [row["key"]]) + row.list("aliases") where taken.insert(name).inserted {
          literals.append((Array(name.utf16), row.rowID, .unit))
        }
      }
    }
    self.units = units
    self.literals = literals
    self.places = places
    subunits = AnchoredLiterals(.behind, parts)
    months = rows.firstIndex { $0.id == "unit.month" }
    minutes = rows.firstIndex { $0.id == "unit.minute" }
    hours = rows.firstIndex { $0.id == "unit.hour" }
    years = rows.firstIndex { $0.id == "unit.year" }
    percent = rows.firstIndex { $0.id == "unit.percent" }
    permille = rows.firstIndex { $0.id == "unit.permille" }
  }

  private static func fraction(_ row: Row, _ column: String) throws(Diagnostic) -> Fraction? {
    guard let text = row.optional(column) else { return nil }
    guard let fraction = Fraction(text) else {
      throw row.fault(column, "'\(text)' is no exact factor", mend: "write 1000, 1/3 or 2000/3")
    }
    return fraction
  }

  // MARK: Finding

  /// The longest unit that begins at a place, with `/` and another one behind it where they stand there.
  func match(_ input: TagInput, at place: Int, limit: Int) -> Match? {
    guard let (end, unit) = longest(input, place, limit) else { return nil }
    var out = Match(end: end, unit: unit)
    addPer(&out, input, limit)
    return out
  }

  func longest(_ input: TagInput, _ place: Int, _ limit: Int) -> (end: Int, unit: Int)? {
    guard place < limit, let hit = input.index.longest(input.units, at: place, limit: limit, .unit) else { return nil }
    let unit = Int(places[Int(hit.row.value)])
    guard unit >= 0, units[unit].kind != .word else { return nil }
    // A unit in letters ends where the letters end: 3g, not 3grams.
    if isASCIILetter(input.units[hit.end - 1]), hit.end < limit, isASCIILetter(input.units[hit.end]) { return nil }
    return (hit.end, unit)
  }

  /// `/` or 每, then a unit, perhaps of 万 of them.
  private func addPer(_ match: inout Match, _ input: TagInput, _ limit: Int) {
    let at = match.end
    guard at + 1 < limit, input.units[at] == 0x2F || input.units[at] == 0x6BCF || input.units[at] == 0xFF0F else {
      return
    }
    guard !isASCIIDigit(input.units[at + 1]) else { return }
    var below = at + 1
    while below < limit, below - at <= 2, Self.isMultiplier(input.units[below]) { below += 1 }
    guard let (end, unit) = longest(input, below, limit), units[match.unit].kind != .ratio else { return }
    if input.units[at] == 0x6BCF, below > at + 1 { return }
    match.per = unit
    match.perPrefix = below > at + 1 ? Span(at + 1, end) : nil
    match.end = end
  }

  private static func isMultiplier(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x767E, 0x5343, 0x4E07, 0x842C, 0x4EBF, 0x5104: true  // 百千万萬亿億
    default: false
    }
  }

  // MARK: Naming

  func key(_ match: Match, _ text: UnsafeBufferPointer<UInt16>) -> String {
    let key = units[match.unit].key
    guard let per = match.per else { return key }
    if let prefix = match.perPrefix { return key + "/" + String(decoding: text[prefix.range], as: UTF16.self) }
    return key + "/" + units[per].key
  }

  func dimension(_ match: Match) -> Dimension {
    guard let per = match.per else { return units[match.unit].dimension }
    return units[match.unit].dimension == .count && units[per].dimension == .area ? .density : .compound
  }
}
