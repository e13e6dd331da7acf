import Records
import Text

/// The names of units as they stand alone, without a number: `亿元`, `万吨`, `%`, `元/平方米`.
///
/// Behind numbers units are found by tagging; headers of tables and captions name them apart.
public struct UnitNames: Sendable {
  public struct Unit: Sendable, Equatable {
    /// As records carry it.
    public var key: String
    /// The power of ten of what stands before it: 8 for 亿元.
    public var power: Int
    public var row: RowID

    /// A part of 100 or 1000, or a multiple: what rates of growth and shares are given in.
    public var isRate: Bool
  }

  private var units: [[UInt16]: (key: String, isRate: Bool, row: RowID)] = [:]
  private var multipliers: [UInt16: Int] = [:]

  public init(tables: TableSet) {
    for row in tables.rows(of: "units") where row["kind"] != "word" && row["kind"] != "noun" {
      let isRate = row["kind"] == "ratio" || row["dimension"] == "ratio" || row["dimension"] == "multiple"
      let isNamedByAliases = row["kind"] == "currency" || row["kind"] == "subunit"
      // Parts of money scale their unit: no table of the kind that is read here is in 角.
      if row["kind"] == "subunit" { continue }
      for name in (isNamedByAliases ? [] : [row["key"]]) + row.list("aliases") {
        if units[Array(name.utf16)] == nil { units[Array(name.utf16)] = (row["key"], isRate, row.rowID) }
      }
    }
    for row in tables.rows(of: "number_words") where row["class"] == "small" || row["class"] == "large" {
      guard let power = Int(row["value"]) else { continue }
      for word in row.list("words") where word.utf16.count == 1 {
        if let unit = word.utf16.first { multipliers[unit] = power }
      }
    }
  }

  /// The unit that a text is, white space aside; nil where it is none.
  public func unit(_ text: some Sequence<UInt16>) -> Unit? {
    let units = text.filter { !isBlank($0) }
    guard !units.isEmpty, units.count <= 24 else { return nil }
    if let whole = plain(units) { return whole }
    // 元/吨: what is below the stroke keeps its spelling.
    guard let stroke = units.firstIndex(where: { $0 == 0x2F || $0 == 0xFF0F }), stroke > 0, stroke + 1 < units.count,
      var above = plain(Array(units[..<stroke])), let below = plain(Array(units[(stroke + 1)...]))
    else { return nil }
    let prefix = below.power == 0 ? below.key : String(decoding: units[(stroke + 1)...], as: UTF16.self)
    above.key += "/" + prefix
    above.isRate = false
    return above
  }

  private func plain(_ units: [UInt16]) -> Unit? {
    var (start, power) = (0, 0)
    while true {
      if let found = self.units[Array(units[start...])] {
        return Unit(key: found.key, power: power, row: found.row, isRate: found.isRate)
      }
      guard start + 1 < units.count, start < 3, let more = multipliers[units[start]] else { return nil }
      power += more
      start += 1
    }
  }
}
