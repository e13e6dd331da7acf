import Records
import Rules
import Text

/// The rows of `characters` as arrays over all UTF-16 units: what a pass looks up for each unit of a text.
struct CharacterTable: Sendable {
  static let schema = TableSchema(
    kind: "characters",
    columns: [
      .init("step", required: true, values: ["width", "look_alike", "space", "invisible"]),
      .init("from", required: true), .init("to"),
      .init("where", values: ["between_digits", "after_numeral", "between_numerals", "kept"]),
      .init("in"), .init("out"), .init("stays"),
    ])

  /// Units that are folded wherever they stand, to themselves by default.
  private(set) var target = [UInt16](0...UInt16.max)
  /// Units that are removed.
  private(set) var removed: [UInt16] = []
  /// Characters beyond the basic plane that are removed.
  private(set) var removedBeyond: Set<UInt32> = []
  /// Units that are folded under a condition, with what they become.
  private(set) var conditional: [UInt16: (condition: Condition, to: UInt16)] = [:]

  enum Condition: String, Sendable {
    case betweenDigits = "between_digits"
    case afterNumeral = "after_numeral"
    case betweenNumerals = "between_numerals"
  }

  init(_ tables: TableSet, options: Normaliser.Options) throws {
    var faults: [Diagnostic] = []
    for row in tables.rows(of: Self.schema.kind) where options.isOn(step: row["step"]) {
      do { try add(row) } catch { faults.append(error) }
    }
    if !faults.isEmpty { throw Diagnostics(faults) }
  }

  private mutating func add(_ row: Row) throws(Diagnostic) {
    guard row["where"] != "kept" else { return }
    let from = try CharacterList(row, "from").scalars
    let to = try CharacterList(row, "to").scalars
    guard to.count <= 1 || to.count == from.count else {
      throw row.fault(
        "to", "\(to.count) characters for \(from.count)", mend: "give one for each of `from`, one for all, or none")
    }
    for (at, scalar) in from.enumerated() {
      if to.isEmpty, scalar >= 0x10000 {
        removedBeyond.insert(scalar)
        continue
      }
      guard let unit = UInt16(exactly: scalar), let new = to.isEmpty ? 0 : UInt16(exactly: to[to.count == 1 ? 0 : at])
      else {
        throw row.fault("from", "only characters of the basic plane are folded", mend: "leave U+10000 and beyond out")
      }
      if let condition = Condition(rawValue: row["where"]) {
        conditional[unit] = (condition, new)
      } else if to.isEmpty {
        removed.append(unit)
      } else {
        target[Int(unit)] = new
      }
    }
  }
}
