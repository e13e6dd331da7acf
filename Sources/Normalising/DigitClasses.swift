import Records
import Rules
import Text

/// The rows of `digit_classes`: for each UTF-16 unit, which parts it can play in a number that was spaced out.
struct DigitClasses: Sendable {
  static let schema = TableSchema(
    kind: "digit_classes",
    columns: [
      .init("role", required: true, values: roles.map(\.name)), .init("characters", required: true),
      .init("in"), .init("out"), .init("stays"),
    ])

  struct Role: OptionSet, Sendable {
    let rawValue: UInt8
    static let decimal = Role(rawValue: 1)
    static let point = Role(rawValue: 2)
    /// A Chinese digit.
    static let numeral = Role(rawValue: 4)
    /// May follow a run of zeros.
    static let numeralEnd = Role(rawValue: 8)
    static let tail = Role(rawValue: 16)
    static let tailSingle = Role(rawValue: 32)
  }

  private static let roles: [(name: String, role: Role)] = [
    ("decimal", .decimal), ("point", .point), ("numeral", .numeral), ("numeral_end", .numeralEnd), ("tail", .tail),
    ("tail_single", .tailSingle),
  ]

  private var classes = [UInt8](repeating: 0, count: 65536)

  init(_ tables: TableSet) {
    for row in tables.rows(of: Self.schema.kind) {
      guard let role = Self.roles.first(where: { $0.name == row["role"] })?.role else { continue }
      for unit in row["characters"].utf16 { classes[Int(unit)] |= role.rawValue }
    }
  }

  @inline(__always)
  func `is`(_ unit: UInt16, _ role: Role) -> Bool { classes[Int(unit)] & role.rawValue != 0 }
}
