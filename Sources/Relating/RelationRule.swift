import Records
import Rules

/// A row of the relations table: a pattern around a number, and what an observation of it says.
final class RelationRule: Sendable {
  let row: RowID
  let pattern: Pattern
  /// Nil where the number is no datum.
  let measure: Observation.Measure?
  let name: NameSource
  /// The captured verb tells the sign (`down` is negative).
  let isSigned: Bool
  let basis: Observation.Basis?
  /// An ordinal of this row ranks what was said before it.
  let ranksList: Bool
  /// An ordinal of this row ranks the last datum before it.
  let ranksLast: Bool
  /// The numbers of a ratio of parts; the list reader chooses this row.
  let isRatio: Bool

  /// The unit of a number that is written without one.
  let unit: String?
  let head: Int?
  let noun: Int?
  let verb: Int?
  let subject: Int?
  /// A number before the anchor that this rule speaks for too (`由A提高到B`).
  let from: Int?
  let whole: Int?

  /// Where the measured thing is named.
  enum NameSource: String, Sendable, CaseIterable {
    /// Before the number.
    case head
    /// Behind the number.
    case noun
    /// The unit names it (`4镇`).
    case unit
    /// It was named before: of the observation before this one.
    case before
  }

  static let schema = TableSchema(
    kind: "relations",
    columns: [
      .init("pattern", required: true),
      .init("measure", required: true, values: Observation.Measure.allCases.map(\.rawValue) + ["none"]),
      .init("name", required: true, values: NameSource.allCases.map(\.rawValue)),
      .init("signed", values: ["yes"]),
      .init("basis", values: Observation.Basis.allCases.map(\.rawValue)),
      .init("of", values: ["list", "last", "ratio"]), .init("unit"),
    ])

  init(_ row: Row, _ compiler: PatternCompiler) throws(Diagnostic) {
    self.row = row.rowID
    pattern = try compiler.compile(row)
    measure = Observation.Measure(rawValue: row["measure"])
    name = NameSource(rawValue: row["name"]) ?? .head
    isSigned = row["signed"] == "yes"
    basis = Observation.Basis(rawValue: row["basis"])
    ranksList = row["of"] == "list"
    ranksLast = row["of"] == "last"
    isRatio = row["of"] == "ratio"
    unit = row.optional("unit")
    head = pattern.slot(of: "head")
    noun = pattern.slot(of: "noun")
    verb = pattern.slot(of: "verb")
    subject = pattern.slot(of: "subject")
    from = pattern.slot(of: "from")
    whole = pattern.slot(of: "whole")
    let known = ["head", "noun", "verb", "subject", "from", "whole"]
    if let odd = pattern.captures.first(where: { !known.contains($0) }) {
      throw row.fault("pattern", "a relation has no part '\(odd)'", mend: suggestion(odd, known))
    }
  }
}

/// What a rule needs at the least: turns most rules away before their patterns are looked at.
struct RuleGate: Sendable {
  private let flags: UInt32
  // Four are enough for all but the longest patterns; a set that is not there is met by everything.
  private var needs: (SymbolSet?, SymbolSet?, SymbolSet?, SymbolSet?) = (nil, nil, nil, nil)

  init(_ pattern: Pattern) {
    flags = pattern.anchorFlags
    // The rarest first: a small set turns away most.
    let sets = pattern.needs.sorted { $0.count < $1.count }
    if sets.count > 0 { needs.0 = sets[0] }
    if sets.count > 1 { needs.1 = sets[1] }
    if sets.count > 2 { needs.2 = sets[2] }
    if sets.count > 3 { needs.3 = sets[3] }
  }

  @inline(__always)
  func isOpen(to flags: UInt32, _ before: SymbolSet) -> Bool {
    flags & self.flags == self.flags && needs.0?.overlaps(before) ?? true && needs.1?.overlaps(before) ?? true
      && needs.2?.overlaps(before) ?? true && needs.3?.overlaps(before) ?? true
  }
}

/// The symbols and groups of symbols that patterns of relations are written in.
struct RelationSymbols: Sendable {
  let cues: CueTable
  let borders: SymbolSet
  /// Verbs and nouns that make a number negative.
  let falling: SymbolSet
  let quantity, entity, region, sep, and, each, both, text, act, indicator, colon, per: Symbol
  /// By name, as the table `symbol_groups` has them.
  let groups: [String: SymbolSet]

  static let schema = TableSchema(kind: "symbol_groups", columns: [.init("symbols", required: true)])

  init(tables: TableSet) throws(Diagnostic) {
    cues = try CueTable(tables: tables)
    var groups: [String: SymbolSet] = ["name": cues.nominal]
    for row in tables.rows(of: "symbol_groups") {
      var set = SymbolSet()
      for word in row.list("symbols") {
        if word.hasPrefix("-") {
          guard let symbol = cues.symbols[String(word.dropFirst())] else {
            throw row.fault(
              "symbols", "there is no symbol '\(word.dropFirst())'", mend: suggestion(word, cues.symbols.names))
          }
          set.remove(symbol)
        } else if let group = groups[word] {
          set = set.union(group)
        } else if let symbol = cues.symbols[word] {
          set.insert(symbol)
        } else {
          throw row.fault(
            "symbols", "there is no symbol '\(word)'", mend: suggestion(word, cues.symbols.names + groups.keys.sorted())
          )
        }
      }
      groups[row.id] = set
    }
    self.groups = groups
    borders = groups["border"] ?? SymbolSet()
    falling = groups["falling"] ?? SymbolSet()
    let names = cues.symbols
    func symbol(_ name: String) -> Symbol { names[name] ?? Symbol(127) }
    quantity = symbol("Q")
    entity = symbol("E")
    region = symbol("R")
    sep = symbol("sep")
    and = symbol("and")
    each = symbol("each")
    both = symbol("both")
    text = symbol("T")
    act = symbol("act")
    colon = symbol("colon")
    per = symbol("per")
    indicator = symbol("I")
  }

  var compiler: PatternCompiler {
    PatternCompiler(symbols: cues.symbols, groups: groups, flags: SentenceTokens.Flag.names)
  }
}
