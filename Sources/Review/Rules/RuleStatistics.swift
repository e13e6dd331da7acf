import Emitting
import Pipeline
import Records
import Relating
import Rules

/// What each row did in a set of articles: how many records it had a hand in, which rows did nothing, and which rows of
/// the relations table would have spoken had another not stood above them.
public struct RuleStatistics: Sendable {
  public private(set) var documents = 0
  /// Of each row, by `RowID`: how many records of each type it had a hand in.
  private var counts: [Counts]
  /// Row that spoke → row that would have fitted too → how often. By `RowID`.
  private var overlaps: [Int32: [Int32: Int]] = [:]
  private let tables: TableSet

  struct Counts: Sendable, Equatable {
    var entities = 0
    var periods = 0
    var quantities = 0
    var observations = 0
    var all: Int { entities + periods + quantities + observations }
  }

  public init(_ tables: TableSet) {
    self.tables = tables
    counts = Array(repeating: Counts(), count: tables.rows.count)
  }

  /// Counts a document that went through all stages. `withOverlaps` tries all relations around every number: slow.
  public mutating func add(_ document: Document, _ pipeline: Pipeline, withOverlaps: Bool) {
    documents += 1
    for it in document.entities { count(it.rule, \.entities) }
    for it in document.periods { count(it.rule, \.periods) }
    for it in document.quantities { count(it.rule, \.quantities) }
    for it in document.observations { count(it.rule, \.observations) }
    guard withOverlaps else { return }
    for at in document.quantities.indices {
      guard let trace = pipeline.trace(document, quantity: at), let spoken = trace.spoken else { continue }
      for attempt in trace.attempts where attempt.speaks && attempt.row != spoken.row {
        overlaps[spoken.row.value, default: [:]][attempt.row.value, default: 0] += 1
      }
    }
  }

  private mutating func count(_ trail: RuleTrail, _ type: WritableKeyPath<Counts, Int>) {
    for at in 0..<trail.count where counts.indices.contains(Int(trail[at].value)) {
      counts[Int(trail[at].value)][keyPath: type] += 1
    }
  }

  // MARK: Telling

  private struct Kind {
    var name: String
    var rows: [Row]
    var used: Int
  }

  /// Kinds whose rows are named by records at all: of the others, nothing can be said.
  private func kinds(_ wanted: String?) -> [Kind] {
    tables.kinds.compactMap { name in
      guard wanted == nil || wanted == name else { return nil }
      let rows = tables.rows(of: name)
      let used = rows.count { counts[Int($0.rowID.value)].all > 0 }
      return used > 0 ? Kind(name: name, rows: rows, used: used) : nil
    }
  }

  /// `limit` is how many rows of each list are told.
  public func text(kind: String?, limit: Int, withDead: Bool) -> String {
    let kinds = kinds(kind)
    var out = "\(documents) documents\n\n"
    let heads = ["KIND", "rows", "used", "without examples", "used without examples"]
    out +=
      TextTable(
        [heads]
          + kinds.map { kind in
            let bare = kind.rows.filter { $0.examples.isEmpty }
            let usedBare = bare.count { counts[Int($0.rowID.value)].all > 0 }
            return [kind.name, "\(kind.rows.count)", "\(kind.used)", "\(bare.count)", "\(usedBare)"]
          }
      ).description
    out += "\n" + rowsText(kinds, limit)
    out += overlapsText(limit)
    if withDead { out += deadText(kinds) }
    return out
  }

  private func rowsText(_ kinds: [Kind], _ limit: Int) -> String {
    let rows = kinds.flatMap { kind in kind.rows.map { (kind: kind.name, row: $0, counts: counts[Int($0.rowID.value)]) }
    }
    .filter { $0.counts.all > 0 }.sorted { ($1.counts.all, $0.row.id) < ($0.counts.all, $1.row.id) }
    let cells = rows.prefix(limit).map { it in
      [it.row.id, it.kind]
        + [it.counts.observations, it.counts.quantities, it.counts.periods, it.counts.entities].map { "\($0)" }
    }
    return TextTable([["ROW", "kind", "observations", "quantities", "periods", "entities"]] + cells).description
      + (rows.count > limit ? "… and \(rows.count - limit) more rows\n" : "")
  }

  private func overlapsText(_ limit: Int) -> String {
    let pairs = overlaps.flatMap { spoken, others in others.map { (spoken: spoken, other: $0.key, count: $0.value) } }
      .sorted { ($1.count, $0.spoken, $0.other) < ($0.count, $1.spoken, $1.other) }
    if pairs.isEmpty { return "" }
    let cells = pairs.prefix(limit).map { [name($0.spoken), name($0.other), "\($0.count)"] }
    return "\n" + TextTable([["SPOKE", "would have fitted too", "times"]] + cells).description
      + (pairs.count > limit ? "… and \(pairs.count - limit) more pairs\n" : "")
  }

  private func deadText(_ kinds: [Kind]) -> String {
    var out = "\nDEAD: no record names them\n"
    for kind in kinds {
      let dead = kind.rows.filter { counts[Int($0.rowID.value)].all == 0 }
      for row in dead { out += "\(row.file):\(row.line): \(row.id)\n" }
    }
    return out
  }

  private func name(_ row: Int32) -> String { tables.rows[Int(row)].id }

  /// JSON Lines: a line for each row of a kind that records name, then one for each pair that overlaps.
  public func json(kind: String?) -> String {
    var out = ""
    for kind in kinds(kind) {
      for row in kind.rows {
        let it = counts[Int(row.rowID.value)]
        out +=
          #"{"row":\#(JSONText.quoted(row.id)),"kind":"\#(kind.name)","file":\#(JSONText.quoted(row.file)),"#
          + #""line":\#(row.line),"examples":\#(row.examples.count),"observations":\#(it.observations),"#
          + #""quantities":\#(it.quantities),"periods":\#(it.periods),"entities":\#(it.entities)}"# + "\n"
      }
    }
    for (spoken, others) in overlaps.sorted(by: { $0.key < $1.key }) {
      for (other, count) in others.sorted(by: { $0.key < $1.key }) {
        out +=
          #"{"spoke":\#(JSONText.quoted(name(spoken))),"fitted":\#(JSONText.quoted(name(other))),"times":\#(count)}"#
          + "\n"
      }
    }
    return out
  }
}
