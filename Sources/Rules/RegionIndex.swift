import Records

/// Names and codes of the administrative divisions (GB/T 2260), with the years in which they held.
///
/// Tagging finds places by it, resolving asks for the parents of a place: so it lies below both.
public struct RegionIndex: Sendable {
  /// One name of one code.
  public struct Region: Sendable {
    public var code: Int32
    public var name: String
    /// The names that go without the word for the kind of division: `阳曲`.
    public var shorts: [String]
    public var level: RegionLevel
    /// Code of the division that it lies in; 0 for a province.
    public var parent: Int32
    /// First year in the yearly tables; nil where the record begins with it.
    public var from: Int?
    /// The year in which the name or the code went; nil where it holds today.
    public var to: Int?
    public var successors: [Int32]
    public var row: RowID

    /// Held at some time of a year; today where the year is nil.
    public func isValid(in year: Int?) -> Bool {
      guard let year else { return to == nil }
      return (from ?? year) <= year && year <= (to ?? year)
    }

    /// The code as records carry it.
    public var codeText: String { String(code) }
  }

  public static let schema = TableSchema(
    kind: "regions",
    columns: [
      .init("code", required: true), .init("name", required: true), .init("short"),
      .init("level", required: true, values: RegionLevel.allCases.map(\.rawValue)), .init("parent"), .init("from"),
      .init("to"), .init("successors"),
    ])

  public let regions: [Region]
  /// For each code the places of its names in `regions`, the newest first.
  private let byCode: [Int32: [Int32]]
  /// The yearly tables begin with this year: a name of that year is as old as any.
  private static let firstYear = 1981

  public init(tables: TableSet) throws(Diagnostic) {
    var regions: [Region] = []
    var byCode: [Int32: [Int32]] = [:]
    let rows = tables.rows(of: Self.schema.kind)
    regions.reserveCapacity(rows.count)
    byCode.reserveCapacity(rows.count)
    for row in rows {
      let from = try row.integer("from")
      let region = Region(
        code: try Self.code(row["code"], "code", row), name: row["name"], shorts: row.list("short"),
        level: RegionLevel(rawValue: row["level"]) ?? .county, parent: try Self.code(row["parent"], "parent", row),
        from: from == Self.firstYear ? nil : from, to: try row.integer("to"),
        successors: try Self.codes(row), row: row.rowID)
      byCode[region.code, default: []].append(Int32(regions.count))
      regions.append(region)
    }
    for (code, places) in byCode where places.count > 1 {
      byCode[code] = places.sorted { (regions[Int($0)].to ?? .max) > (regions[Int($1)].to ?? .max) }
    }
    self.regions = regions
    self.byCode = byCode
  }

  private static func code(_ text: String, _ column: String, _ row: Row) throws(Diagnostic) -> Int32 {
    if text.isEmpty { return 0 }
    guard let code = Int32(text), (100_000...999_999).contains(code) else {
      throw row.fault(column, "'\(text)' is no code of GB/T 2260", mend: "it has six digits")
    }
    return code
  }

  private static func codes(_ row: Row) throws(Diagnostic) -> [Int32] {
    let list = row.list("successors")
    if list.isEmpty { return [] }
    var out: [Int32] = []
    for text in list { out.append(try code(text, "successors", row)) }
    return out
  }

  // MARK: Lookup

  /// The place in `regions` of a code as it was in a year; where it was not valid then, its newest name.
  public func place(of code: Int32, in year: Int? = nil) -> Int? {
    guard let places = byCode[code], let newest = places.first else { return nil }
    return Int(places.first { regions[Int($0)].isValid(in: year) } ?? newest)
  }

  public func region(_ code: String, in year: Int? = nil) -> Region? {
    Int32(code).flatMap { place(of: $0, in: year) }.map { regions[$0] }
  }

  /// The name of a code in a year, today's where the year is nil: `140122` → `阳曲县`.
  public func name(of code: String, in year: Int? = nil) -> String? { region(code, in: year)?.name }

  /// The code of the division that it lies in; nil for a province.
  public func parent(of code: String) -> String? {
    guard let parent = region(code)?.parent, parent != 0 else { return nil }
    return String(parent)
  }

  public func level(of code: String) -> RegionLevel? { region(code)?.level }

  /// The division itself, or the one above it, that has a level: the prefecture of a county.
  public func ancestor(of code: String, at level: RegionLevel) -> String? {
    var at: String? = code
    // Three levels at most; a table that goes in a circle must not hang us.
    for _ in 0..<4 {
      guard let current = at, let found = self.level(of: current) else { return nil }
      if found == level { return current }
      at = parent(of: current)
    }
    return nil
  }

  /// One lies in the other, or is it.
  public func isWithin(_ code: Int32, _ area: Int32) -> Bool {
    var at = code
    for _ in 0..<4 {
      if at == area { return true }
      guard at != 0, let place = place(of: at) else { return false }
      at = regions[place].parent
    }
    return false
  }
}
