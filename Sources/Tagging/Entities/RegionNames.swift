import Records
import Rules
import Text

/// The names under which divisions and other places stand in text, and what each may mean.
///
/// A name is a literal; several divisions may share it, in other places or other years. The row that a literal comes
/// with is that of the first of them, so a hit is told by its row and its length.
struct RegionNames: Sendable {
  /// A string that names one or several places.
  struct Surface: Sendable {
    /// Places in `index.regions`, from `names.candidates`.
    var first: Int32 = 0
    var count: Int32 = 0
    /// The string is the whole name for all of them, not one without the word for the kind of division.
    var isFull = false
    /// The place in `places`, or -1.
    var place: Int32 = -1
    var trust = Trust.free
  }

  /// What a name needs to be taken for a region.
  enum Trust: UInt8, Sendable {
    case free
    /// It stands behind the region that it lies in, or the document is about it, or its full name is in the text.
    case evidence
    /// A short name that is a word as well.
    case word
  }

  /// A place without a code: a country, a large area.
  struct Place: Sendable {
    var name: String
    var level: RegionLevel?
    var parent: Int32
    var row: RowID
  }

  static let wordSchema = TableSchema(
    kind: "region_words",
    columns: [.init("class", required: true, values: ["evidence", "word"]), .init("text", required: true)])
  static let placeSchema = TableSchema(
    kind: "places",
    columns: [
      .init("text", required: true), .init("name", required: true),
      .init("level", required: true, values: ["area"] + RegionLevel.allCases.map(\.rawValue)), .init("parent"),
    ])

  let index: RegionIndex
  private(set) var surfaces: [Surface] = []
  /// For each surface its candidates, one after the other.
  private(set) var candidates: [Int32] = []
  private(set) var places: [Place] = []
  private(set) var literals: [Literal] = []
  /// For each region the surface of its full name, to know whether the text has it.
  private(set) var fullSurface: [Int32] = []
  /// For each region the surfaces under which its short names stand.
  private(set) var stemSurface: [Int32] = []
  /// By `RowID.value`, less `rowBase`: the first entry of the row in `entries`, or -1.
  private var firstEntry: [Int32] = []
  private var entries: [(length: Int32, surface: Int32, next: Int32)] = []

  init(tables: TableSet, index: RegionIndex) {
    self.index = index
    firstEntry = [Int32](repeating: -1, count: tables.rows.count)
    var byText: [ExactKey: Int32] = [:]
    byText.reserveCapacity(index.regions.count * 2)
    var lists: [[Int32]] = []
    var isFull: [Bool] = []
    func surface(_ text: String, _ row: RowID, full: Bool) -> Int32 {
      if let known = byText[ExactKey(text)] {
        if full { isFull[Int(known)] = true }
        return known
      }
      let id = Int32(lists.count)
      byText[ExactKey(text)] = id
      lists.append([])
      isFull.append(full)
      let units = Array(text.utf16)
      literals.append((units, row, .everywhere))
      entries.append((Int32(units.count), id, firstEntry[Int(row.value)]))
      firstEntry[Int(row.value)] = Int32(entries.count - 1)
      return id
    }
    for (at, region) in index.regions.enumerated() {
      let full = surface(region.name, region.row, full: true)
      fullSurface.append(full)
      lists[Int(full)].append(Int32(at))
      var stem: Int32 = -1
      for short in region.shorts {
        let id = surface(short, region.row, full: false)
        lists[Int(id)].append(Int32(at))
        if stem < 0 { stem = id }
      }
      stemSurface.append(stem)
    }
    for list in lists {
      surfaces.append(Surface(first: Int32(candidates.count), count: Int32(list.count)))
      candidates += list
    }
    for at in surfaces.indices { surfaces[at].isFull = isFull[at] }
    for row in tables.rows(of: Self.placeSchema.kind) {
      let place = Int32(places.count)
      places.append(
        Place(
          name: row["name"], level: RegionLevel(rawValue: row["level"]), parent: Int32(row["parent"]) ?? 0,
          row: row.rowID))
      for text in row.list("text") {
        let id = surface(text, row.rowID, full: true)
        if Int(id) == surfaces.count { surfaces.append(Surface(isFull: true)) }
        surfaces[Int(id)].place = place
      }
    }
    settleTrust(tables, byText)
  }

  private mutating func settleTrust(_ tables: TableSet, _ byText: [ExactKey: Int32]) {
    for at in surfaces.indices where surfaces[at].place < 0 {
      let surface = surfaces[at]
      let isCounty = range(of: surface).allSatisfy { index.regions[Int(candidates[$0])].level == .county }
      guard isCounty else { continue }
      // 成县, 和县: two letters that stand beside each other by chance.
      if !surface.isFull { surfaces[at].trust = .evidence }
    }
    for literal in literals where literal.text.count == 2 {
      let id = entries.indices.contains(Int(firstEntry[Int(literal.row.value)])) ? self.surface(literal.row, 2) : nil
      guard let id, surfaces[id].place < 0, surfaces[id].isFull else { continue }
      surfaces[id].trust = .evidence
    }
    for row in tables.rows(of: Self.wordSchema.kind) {
      for text in row.list("text") {
        guard let id = byText[ExactKey(text)] else { continue }
        if row["class"] == "word" {
          let isCounty = range(of: surfaces[Int(id)]).allSatisfy { index.regions[Int(candidates[$0])].level == .county }
          if isCounty, !surfaces[Int(id)].isFull { surfaces[Int(id)].trust = .word }
        } else if surfaces[Int(id)].trust == .free {
          surfaces[Int(id)].trust = .evidence
        }
      }
    }
  }

  // MARK: Lookup

  func range(of surface: Surface) -> Range<Int> { Int(surface.first)..<Int(surface.first + surface.count) }

  /// The surface of a hit, by its row and length; nil where the row is none of ours.
  @inline(__always)
  func surface(_ row: RowID, _ length: Int) -> Int? {
    var entry = firstEntry[Int(row.value)]
    while entry >= 0 {
      if entries[Int(entry)].length == Int32(length) { return Int(entries[Int(entry)].surface) }
      entry = entries[Int(entry)].next
    }
    return nil
  }

  /// The division that a name of the past means in a year (today where nil): itself where it held then, else what
  /// became of it. Nil where it went into several of which none bears its name.
  func present(_ region: Int, in year: Int?, depth: Int = 0) -> Int? {
    let r = index.regions[region]
    if r.isValid(in: year) { return region }
    // The tables lag behind: a name that they date later than the text was there when it was written.
    if let year, let from = r.from, from > year { return sameStem(region, in: year) ?? region }
    if let same = index.place(of: r.code, in: year), index.regions[same].isValid(in: year) { return same }
    if depth < 6 {
      let heirs = r.successors.compactMap { code in
        index.place(of: code, in: year).flatMap { present($0, in: year, depth: depth + 1) }
      }
      if let first = heirs.first, heirs.allSatisfy({ index.regions[$0].code == index.regions[first].code }) {
        return first
      }
      let stem = stemSurface[region]
      if stem >= 0, let namesake = heirs.first(where: { stemSurface[$0] == stem }) { return namesake }
    }
    return sameStem(region, in: year)
  }

  /// 莱芜市 → 莱芜区: of the same stem, in the same province.
  private func sameStem(_ region: Int, in year: Int?) -> Int? {
    guard stemSurface[region] >= 0 else { return nil }
    var best: Int?
    for at in range(of: surfaces[Int(stemSurface[region])]) {
      let other = Int(candidates[at])
      let r = index.regions[other]
      guard r.code / 10000 == index.regions[region].code / 10000, r.isValid(in: year) else { continue }
      if let known = best, index.regions[known].level.rank <= r.level.rank { continue }
      best = other
    }
    return best
  }
}

extension RegionLevel {
  /// 0 is the widest.
  var rank: Int {
    switch self {
    case .country: 0
    case .province: 1
    case .prefecture: 2
    case .county: 3
    case .township: 4
    case .village: 5
    }
  }
}
