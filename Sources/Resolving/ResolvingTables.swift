import Records
import Rules

/// The tables that resolving reads.
struct ResolvingTables: Sendable {
  static let schemas = [
    TableSchema(
      kind: "origins",
      columns: [
        .init("field", required: true, values: ["period", "area", "subject"]),
        .init("finder", required: true, values: Finder.allCases.map(\.rawValue)),
        .init("from", required: true, values: Observation.Origin.allCases.map(\.rawValue)),
      ]),
    TableSchema(
      kind: "genres",
      columns: [
        .init("title", required: true), .init("year"), .init("carries", values: ["yes"]),
        .init("coming", values: Observation.Modality.allCases.map(\.rawValue)),
      ]),
    TableSchema(kind: "area_names", columns: [.init("name", required: true), .init("short", required: true)]),
    TableSchema(kind: "bystanders", columns: [.init("rules", required: true)]),
    TableSchema(
      kind: "kinds_of_names",
      columns: [
        .init("says", required: true, values: ["stock", "flow", "plan", "planned", "total", "timeless"]), .init("ends"),
        .init("begins"),
      ]),
  ]

  /// A place to look for an area, a subject or a period.
  enum Finder: String, Sendable, CaseIterable { case clause, sentence, paragraph, section, document }

  struct Origin: Sendable {
    var finder: Finder
    var from: Observation.Origin
    var row: RowID
  }

  struct Genre: Sendable {
    var titles: [String]
    /// Nil where figures without a period have no year.
    var year: Int?
    var carries: Bool
    /// What figures of a year that has not ended are, where no word says so.
    var coming: Observation.Modality?
    var row: RowID
  }

  struct NameKind: Sendable {
    var says: String
    /// In UTF-8: names are compared byte by byte.
    var ends: [[UInt8]]
    var begins: [[UInt8]]
    var row: RowID
  }

  let periods: [Origin]
  let areas: [Origin]
  let subjects: [Origin]
  let genres: [Genre]
  let nameKinds: [NameKind]
  /// What observations call an area, by the name of its entity.
  let areaNames: [String: String]
  /// Rows whose entities are never what a figure is about, by `RowID`.
  private let bystanders: [Bool]
  /// Codes by the name of an indicator.
  let indicators: [ExactKey: (code: String, row: RowID)]

  init(tables: TableSet) throws(Diagnostic) {
    func origins(_ field: String) -> [Origin] {
      tables.rows(of: "origins").filter { $0["field"] == field }.compactMap { row in
        guard let finder = Finder(rawValue: row["finder"]), let from = Observation.Origin(rawValue: row["from"]) else {
          return nil
        }
        return Origin(finder: finder, from: from, row: row.rowID)
      }
    }
    periods = origins("period")
    areas = origins("area")
    subjects = origins("subject")
    var genres: [Genre] = []
    for row in tables.rows(of: "genres") {
      genres.append(
        Genre(
          titles: row.list("title"), year: try row.integer("year"), carries: row["carries"] == "yes",
          coming: Observation.Modality(rawValue: row["coming"]), row: row.rowID))
    }
    self.genres = genres
    nameKinds = tables.rows(of: "kinds_of_names").map {
      NameKind(
        says: $0["says"], ends: $0.list("ends").map { Array($0.utf8) },
        begins: $0.list("begins").map { Array($0.utf8) },
        row: $0.rowID)
    }
    areaNames = Dictionary(
      tables.rows(of: "area_names").map { ($0["name"], $0["short"]) }, uniquingKeysWith: { first, _ in first })
    let prefixes = tables.rows(of: "bystanders").flatMap { $0.list("rules") }.map { Array($0.utf8) }
    bystanders = tables.rows.map { row in prefixes.contains { row.id.utf8.starts(with: $0) } }
    var indicators: [ExactKey: (String, RowID)] = [:]
    indicators.reserveCapacity(tables.rows(of: "indicators").count * 4)
    for row in tables.rows(of: "indicators") {
      for name in IndicatorTable.names(of: row) {
        let key = ExactKey(name)
        if indicators[key] == nil { indicators[key] = (row.id, row.rowID) }
      }
    }
    self.indicators = indicators
  }

  func isBystander(_ entity: Entity) -> Bool {
    (0..<entity.rule.count).contains { at in
      let row = Int(entity.rule[at].value)
      return bystanders.indices.contains(row) && bystanders[row]
    }
  }

  func says(_ kind: String, _ name: String) -> Bool {
    var name = name
    return name.withUTF8 { name in
      nameKinds.contains { row in
        row.says == kind
          && (row.ends.contains { $0.count <= name.count && name[(name.count - $0.count)...].elementsEqual($0) }
            || row.begins.contains { name.starts(with: $0) })
      }
    }
  }
}
