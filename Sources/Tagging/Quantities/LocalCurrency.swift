import Records
import Rules
import Text

/// What 元 means in a text from a place with a currency of its own: 億元 in a release from Hong Kong is HKD.
struct LocalCurrency: Sendable {
  static let schema = TableSchema(
    kind: "local_currencies",
    columns: [
      .init("region", required: true), .init("unit", required: true), .init("gives", required: true), .init("names"),
    ])

  private struct Rule: Sendable {
    var region: String
    var unit: String
    var gives: String
    /// Names that say the other currency outright.
    var names: [String]
    var row: RowID
  }

  private let rules: [Rule]

  init(tables: TableSet) {
    rules = tables.rows(of: Self.schema.kind).map {
      Rule(region: $0["region"], unit: $0["unit"], gives: $0["gives"], names: $0.list("names"), row: $0.rowID)
    }
  }

  func apply(to document: inout Document) {
    guard let region = document.metadata.region, let rule = rules.first(where: { region.hasPrefix($0.region) }) else {
      return
    }
    for at in document.quantities.indices {
      guard let unit = document.quantities[at].unit, unit == rule.unit || unit.hasPrefix(rule.unit + "/") else {
        continue
      }
      let exact = document.text.string(document.quantities[at].span)
      guard !rule.names.contains(where: { exact.contains($0) }) else { continue }
      document.quantities[at].unit = rule.gives + unit.dropFirst(rule.unit.count)
      document.quantities[at].rule.add(rule.row)
    }
  }
}
