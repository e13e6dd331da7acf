import Records
import Rules

/// Records measured against gold annotations.
///
/// Observations pair by overlapping spans, the one with the same value first, then the one with most fields right;
/// entities by the same span. `tuple` wants all fields right that say what the figure is; `loose` lets one of the two
/// indicators contain the other; `rank`, `part_of` and what gold marks hard are counted apart; numbers that are no
/// quantities (`none`) are to have no record. What is marked optional is never missed, and never false.
public struct GoldScore: Sendable {
  public private(set) var tallies: [String: Tally] = [:]
  public private(set) var types: [String: Tally] = [:]
  public private(set) var misses: [Miss] = []
  private(set) var fields: [String: FieldTally] = [:]
  private(set) var entityFields: [String: FieldTally] = [:]
  private(set) var documents: [String: [String: Tally]] = [:]
  private(set) var none: [String: Int] = [:]
  private(set) var hard: [String: Int] = [:]
  private var lost: Set<Int> = []

  static let figures = ["detection", "tuple", "loose", "rank", "part_of", "entity", "span"]

  /// Records whose place in the source is unknown.
  var unplaced: Int { lost.count }

  /// Of those paired: how many are right; and the same of those where gold says something.
  struct FieldTally: Sendable {
    var right = 0
    var of = 0
    var statedRight = 0
    var stated = 0
  }

  /// Something that was missed, invented or wrong.
  public struct Miss: Sendable {
    public var document: String
    public var what: String
    /// Code points of the source.
    public var span: Range<Int>
    public var exact: String
    public var said: String
    public var context: String
  }

  init(_ gold: [GoldDocument], _ records: [String: [GoldRecord]]) {
    let hasEntities = gold.contains { $0.entities != nil }
    for name in Self.figures where hasEntities || !["entity", "span"].contains(name) { tallies[name] = Tally() }
    for document in gold {
      scoreObservations(document, records[document.id] ?? [])
      scoreEntities(document, records[document.id] ?? [])
    }
    let order = Dictionary(gold.enumerated().map { ($1.id, $0) }) { a, _ in a }
    misses.sort {
      let (a, b) = (order[$0.document] ?? 0, order[$1.document] ?? 0)
      return (a, $0.span.lowerBound, $0.span.upperBound, $0.what) < (b, $1.span.lowerBound, $1.span.upperBound, $1.what)
    }
  }

  // MARK: Counting

  private mutating func count(
    _ document: GoldDocument, _ name: String, right: Int = 0, gold: Int = 0, found: Int = 0
  ) {
    tallies[name, default: Tally()].add(right: right, gold: gold, found: found)
    documents[document.id, default: [:]][name, default: Tally()].add(right: right, gold: gold, found: found)
  }

  private mutating func miss(
    _ document: GoldDocument, _ what: String, _ span: Range<Int>, _ exact: String, _ said: String
  ) {
    misses.append(
      Miss(
        document: document.id, what: what, span: span, exact: exact, said: said, context: document.source.context(span))
    )
  }

  /// The records that lie in the annotated stretch, with their places; and those that lie nowhere.
  private func placed(
    _ records: [GoldRecord], _ document: GoldDocument
  ) -> (inside: [GoldRecord], lost: [GoldRecord]) {
    var (inside, lost): ([GoldRecord], [GoldRecord]) = ([], [])
    for var record in records {
      guard let from = record["source_start"]?.integer.flatMap({ document.source.point($0) }),
        let to = record["source_end"]?.integer.flatMap({ document.source.point($0) }), from < to
      else {
        lost.append(record)
        continue
      }
      guard document.reach.lowerBound <= from, to <= document.reach.upperBound else { continue }
      record.span = document.source.trimmed(from..<to)
      inside.append(record)
    }
    return (inside, lost)
  }

  private static func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
  }

  /// One to one, best grade first; nil where two cannot pair. Ties go by the order of the text.
  private static func pair(
    _ items: [GoldItem], _ records: [GoldRecord], _ grade: (GoldItem, GoldRecord) -> [Double]?
  ) -> [Int: Int] {
    var graded: [(grade: [Double], item: Int, record: Int)] = []
    for (i, item) in items.enumerated() {
      for (j, record) in records.enumerated() {
        if let grade = grade(item, record) { graded.append((grade, i, j)) }
      }
    }
    graded.sort { a, b in
      a.grade != b.grade ? b.grade.lexicographicallyPrecedes(a.grade) : (a.item, a.record) < (b.item, b.record)
    }
    var (pairs, used): ([Int: Int], Set<Int>) = ([:], [])
    for it in graded where pairs[it.item] == nil && !used.contains(it.record) {
      pairs[it.item] = it.record
      used.insert(it.record)
    }
    return pairs
  }

  // MARK: Observations

  private mutating func scoreObservations(_ document: GoldDocument, _ records: [GoldRecord]) {
    let placed = placed(records.filter { $0.type == "observation" || $0.type == "quantity" }, document)
    lost.formUnion(placed.lost.map(\.line))
    let quantities = placed.inside.filter { $0.type == "quantity" }
    var found = placed.inside.filter { $0.type == "observation" }
    let items = document.observations
    let pairs = Self.pair(items, found) { item, record in
      let common = Self.overlap(item.span, record.span)
      guard common > 0 else { return nil }
      let right = GoldComparison.right(GoldComparison.tuple, item, record)
      let union =
        max(item.span.upperBound, record.span.upperBound) - min(item.span.lowerBound, record.span.lowerBound)
      let isValueRight = right["value"] == true && right["value_max"] == true
      return [isValueRight ? 1 : 0, Double(right.values.count { $0 }), Double(common) / Double(union)]
    }
    let used = Set(pairs.values)
    var starts: [String: Int] = [:]
    for (i, j) in pairs { if let id = found[j]["id"]?.string { starts[id] = items[i].start } }
    for j in found.indices where found[j]["part_of"] != nil {
      found[j].partOf = found[j]["part_of"]?.string.flatMap { starts[$0] } ?? -1
    }
    for (i, item) in items.enumerated() { score(item, pairs[i].map { found[$0] }, document) }
    for (j, record) in found.enumerated() where !used.contains(j) {
      for name in ["detection", "tuple", "loose"] { count(document, name, found: 1) }
      if record["rank"] != nil { count(document, "rank", found: 1) }
      if record.partOf != nil { count(document, "part_of", found: 1) }
      miss(document, "invented", record.span, record.exact, "\(Self.brief(record.said)) · \(record.rule)")
    }
    if document.isWhole {
      for _ in placed.lost.filter({ $0.type == "observation" }) {
        for name in ["detection", "tuple", "loose"] { count(document, name, found: 1) }
      }
    }
    let loose =
      found.indices.filter { !used.contains($0) }.map { found[$0] }
      + quantities.filter { quantity in items.allSatisfy { Self.overlap(quantity.span, $0.span) <= 0 } }
    for record in loose {
      guard let it = document.none.first(where: { Self.overlap($0.span, record.span) > 0 }) else { continue }
      none[record.type, default: 0] += 1
      miss(
        document, "\(record.type) on none", record.span, record.exact,
        "\(it.said["why"]?.string ?? "") · \(record.rule)")
    }
  }

  private mutating func score(_ item: GoldItem, _ record: GoldRecord?, _ document: GoldDocument) {
    let keys =
      GoldComparison.tuple + GoldComparison.apart + GoldComparison.extra.filter { item.said.keys.contains($0) }
    let right = record.map { GoldComparison.right(keys, item, $0) } ?? [:]
    let isWhole = record != nil && GoldComparison.tuple.allSatisfy { right[$0] == true }
    let isFound = record == nil ? 0 : 1
    if item.isHard {
      hard["gold", default: 0] += 1
      hard["found", default: 0] += isFound
      hard["tuple", default: 0] += isWhole ? 1 : 0
    }
    if !item.isAside {
      let isLoose =
        record.map { GoldComparison.right(GoldComparison.tuple, item, $0, loose: true).values.allSatisfy { $0 } }
        ?? false
      for (name, good) in [("detection", record != nil), ("tuple", isWhole), ("loose", isLoose)] {
        count(document, name, right: good ? 1 : 0, gold: 1, found: isFound)
      }
      for name in ["rank", "part_of"] {
        let said = item.said[name] ?? .null != .null
        let ours = name == "rank" ? record?["rank"] != nil : record?.partOf != nil
        let good = record != nil && right[name] == true && (name != "rank" || right["rank_area_name"] == true)
        // Else gold leaves open whether it is said.
        if said == ours || !good {
          count(document, name, right: good && said ? 1 : 0, gold: said ? 1 : 0, found: ours ? 1 : 0)
        }
      }
      if record != nil { countFields(keys, right, item) }
    }
    tell(item, record, keys, right, isWhole, document)
  }

  private mutating func countFields(_ keys: [String], _ right: [String: Bool], _ item: GoldItem) {
    for key in keys {
      let isRight = right[key] == true ? 1 : 0
      fields[key, default: FieldTally()].right += isRight
      fields[key, default: FieldTally()].of += 1
      if GoldComparison.parts(of: key).contains(where: { GoldComparison.said(item, $0) != nil }) {
        fields[key, default: FieldTally()].statedRight += isRight
        fields[key, default: FieldTally()].stated += 1
      }
    }
  }

  private mutating func tell(
    _ item: GoldItem, _ record: GoldRecord?, _ keys: [String], _ right: [String: Bool], _ isWhole: Bool,
    _ document: GoldDocument
  ) {
    if item.isOptional { return }
    let mark = item.isHard ? " (hard)" : ""
    guard let record else {
      return miss(document, "missed" + mark, item.span, item.exact, Self.brief(item.said))
    }
    let wrong = keys.filter { key in
      right[key] != true && !((key == "ref_area" || key == "subject") && right["place"] == true)
    }
    if wrong.isEmpty { return }
    let said = wrong.map { key in
      "\(key): \(Self.told(key) { record[$0] }) for \(Self.told(key) { GoldComparison.said(item, $0) })"
    }
    miss(
      document, (isWhole ? "apart" : "wrong") + mark, item.span, item.exact,
      "\(said.joined(separator: "; ")) · \(record.rule)")
  }

  // MARK: Entities

  private mutating func scoreEntities(_ document: GoldDocument, _ records: [GoldRecord]) {
    guard let items = document.entities else { return }
    let placed = placed(records.filter { $0.type == "entity" }, document)
    lost.formUnion(placed.lost.map(\.line))
    let found = placed.inside
    let pairs = Self.pair(items, found) { item, record in
      let right = GoldComparison.right(["span", "type"], item, record)
      guard right["span"] == true else { return nil }
      return [right["type"] == true ? 1 : 0, item.isAside ? 0 : 1]
    }
    for (i, item) in items.enumerated() { scoreEntity(item, pairs[i].map { found[$0] }, document) }
    let used = Set(pairs.values)
    for (j, record) in found.enumerated() where !used.contains(j) {
      let type = record["type"]?.string ?? "None"
      for name in ["entity", "span"] { count(document, name, found: 1) }
      types[type, default: Tally()].add(found: 1)
      miss(document, "entity invented", record.span, record.exact, "\(type) · \(record.rule)")
    }
    guard document.isWhole else { return }
    for record in placed.lost {
      for name in ["entity", "span"] { count(document, name, found: 1) }
      types[record["type"]?.string ?? "None", default: Tally()].add(found: 1)
    }
  }

  private mutating func scoreEntity(_ item: GoldItem, _ record: GoldRecord?, _ document: GoldDocument) {
    let right = record.map { GoldComparison.right(["span", "type", "name", "code", "titles"], item, $0) } ?? [:]
    let isRight = record != nil && right["type"] == true
    let goldType = item.said["type"]?.string ?? ""
    if item.isHard {
      hard["entity gold", default: 0] += 1
      hard["entity found", default: 0] += isRight ? 1 : 0
    }
    if item.isAside { return }
    let isFound = record == nil ? 0 : 1
    count(document, "entity", right: isRight ? 1 : 0, gold: 1, found: isFound)
    count(document, "span", right: isFound, gold: 1, found: isFound)
    types[goldType, default: Tally()].add(right: isRight ? 1 : 0, gold: 1, found: isRight ? 1 : 0)
    guard let record else { return miss(document, "entity missed", item.span, item.exact, goldType) }
    guard isRight else {
      let type = record["type"]?.string ?? "None"
      types[type, default: Tally()].add(found: 1)
      return miss(
        document, "entity wrong", item.span, item.exact, "type: \(type) for \(goldType) · \(record.rule)")
    }
    let stated = ["name", "code", "titles"].filter { item.said.keys.contains($0) }
    for key in stated {
      entityFields[key, default: FieldTally()].right += right[key] == true ? 1 : 0
      entityFields[key, default: FieldTally()].of += 1
    }
    let wrong = stated.filter { right[$0] != true }
    if wrong.isEmpty { return }
    let said = wrong.map { "\($0): \(Self.told(record[$0])) for \(Self.told(item.said[$0]))" }
    miss(document, "entity apart", item.span, item.exact, "\(said.joined(separator: "; ")) · \(record.rule)")
  }

  // MARK: Words

  private static func brief(_ said: [String: JSONValue]) -> String {
    ["indicator_name", "value", "unit"].compactMap { key in
      said[key] ?? .null == .null ? nil : told(said[key])
    }.joined(separator: " ")
  }

  private static func told(_ key: String, _ value: (String) -> JSONValue?) -> String {
    guard key == "place" else { return told(value(key)) }
    return "\(value("subject")?.string ?? "–")/\(value("ref_area_name")?.string ?? value("ref_area")?.string ?? "–")"
  }

  private static func told(_ value: JSONValue?) -> String {
    switch value {
    case .text(let text)?, .number(let text)?: text
    case .bool(let bool)?: "\(bool)"
    case .array(let list)?: "[" + list.map { told($0) }.joined(separator: ", ") + "]"
    case .object?, .null?, nil: "null"
    }
  }
}
