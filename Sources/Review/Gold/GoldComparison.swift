import ICU
import Records

/// A record that is scored, with its place in the source.
struct GoldRecord {
  let type: String
  /// The line in the file.
  let line: Int
  let said: [String: JSONValue]
  /// Code points of the source, without quotes and the like at the edges.
  var span = 0..<0
  /// The whole as gold names one, by its start; -1 for a whole that gold does not have.
  var partOf: Int?

  subscript(_ name: String) -> JSONValue? {
    let value = said[name]
    return value == .null ? nil : value
  }

  var exact: String { self["exact"]?.string ?? "" }
  var rule: String { self["rule"]?.string ?? "" }
}

/// Whether a record's fields are what gold says, or another value that gold accepts.
struct GoldComparison {
  static let tuple = [
    "value", "value_max", "unit", "measure", "basis", "indicator_name", "place", "period_start", "period_end",
    "modality",
    "comparator",
  ]
  static let apart = ["ref_area", "subject", "min", "max", "rank", "rank_area_name", "part_of"]
  static let extra = ["agent", "purpose", "recurrence"]
  private static let names: Set<String> = ["indicator_name", "subject", "rank_area_name", "agent", "purpose", "name"]
  private static let defaults: [String: JSONValue] = ["measure": .text("level"), "modality": .text("actual")]
  /// Members that a field is made of.
  static func parts(of key: String) -> Set<String> {
    switch key {
    case "place": ["subject", "ref_area", "ref_area_name"]
    case "ref_area": ["ref_area", "ref_area_name"]
    default: [key]
    }
  }

  private struct Gold {
    var said: [String: JSONValue]
    var span: Range<Int>

    /// A member that is left out has its default; one that is null has none.
    subscript(_ key: String) -> JSONValue? {
      let value = said[key] ?? GoldComparison.defaults[key]
      return value == .null ? nil : value
    }
  }

  /// What gold says of a member, with the default where it is left out.
  static func said(_ item: GoldItem, _ key: String) -> JSONValue? { Gold(said: item.said, span: item.span)[key] }

  /// Field → right or not. An accepted object counts where the record bears it out whole.
  static func right(_ keys: [String], _ item: GoldItem, _ record: GoldRecord, loose: Bool = false) -> [String: Bool] {
    let plain = Gold(said: item.said, span: item.span)
    var borneOut: [(keys: Set<String>, gold: Gold)] = []
    for other in item.accept {
      let gold = Gold(said: item.said.merging(other.said) { $1 }, span: other.span ?? item.span)
      var keys = Set(other.said.keys)
      if other.span != nil { keys.insert("span") }
      let said = Set(keys.map { $0 == "ref_area_name" ? "ref_area" : $0 }).subtracting(["exact", "start", "end"])
      if said.allSatisfy({ isSame($0, gold, record, loose) }) { borneOut.append((keys, gold)) }
    }
    return keys.reduce(into: [:]) { out, key in
      out[key] =
        isSame(key, plain, record, loose)
        || borneOut.contains { !parts(of: key).isDisjoint(with: $0.keys) && isSame(key, $0.gold, record, loose) }
    }
  }

  private static func isSame(_ key: String, _ gold: Gold, _ record: GoldRecord, _ loose: Bool) -> Bool {
    switch key {
    case "place":
      return isSame("subject", gold, record, false)
        && (gold["subject"] != nil || isSame("ref_area", gold, record, false))
    case "ref_area":
      let (code, name) = (gold["ref_area"], gold["ref_area_name"]?.string)
      if code == nil, name == nil { return record["ref_area"] == nil && record["ref_area_name"] == nil }
      if let code, code == record["ref_area"] { return true }
      guard let name, let other = record["ref_area_name"]?.string else { return false }
      return plain(name) == plain(other)
    case "span": return gold.span == record.span
    case "part_of": return gold["part_of"]?.integer == record.partOf
    case _ where GoldItem.numbers.contains(key):
      return GoldValue.number(gold[key]) == GoldValue.number(record[key])
    case _ where names.contains(key):
      let (a, b) = (gold[key]?.string.map(plain), record[key]?.string.map(plain))
      if loose, key == "indicator_name", let a, let b, !a.isEmpty, !b.isEmpty { return a.contains(b) || b.contains(a) }
      return a == b
    default: return gold[key] == record[key]
    }
  }

  /// A name less white space and 的, widths folded.
  static func plain(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in Composition.compatible(name).unicodeScalars
    where !scalar.properties.isWhitespace && scalar != "的" { out.append(scalar) }
    return String(out)
  }
}
