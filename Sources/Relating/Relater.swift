import Records
import Rules
import Text

/// Makes observations out of numbers: what is measured, and whether the number is its level, its growth, its share or its
/// rank. The first row of the relations table that matches around a number speaks for it.
public final class Relater: Sendable {
  let symbols: RelationSymbols
  let rules: [RelationRule]
  let gates: [RuleGate]
  /// The row for the numbers of a ratio of parts; no pattern leads to it, the list does.
  let ratioRule: Int?
  let names: NameReader
  let lists: ListReader
  let tableWords: TableWords

  /// The kinds of tables that relating reads.
  public static let schemas = [
    RelationRule.schema, RelationSymbols.schema, NameReader.schema, ListReader.schema, TableWords.schema,
  ]

  public init(tables: TableSet) throws {
    let symbols = try RelationSymbols(tables: tables)
    let compiler = symbols.compiler
    self.symbols = symbols
    var faults: [Diagnostic] = []
    var rules: [RelationRule] = []
    for row in tables.rows(of: "relations") {
      do { rules.append(try RelationRule(row, compiler)) } catch { faults.append(error) }
    }
    if !faults.isEmpty { throw Diagnostics(faults) }
    self.rules = rules
    gates = rules.map { RuleGate($0.pattern) }
    ratioRule = rules.firstIndex { $0.isRatio }
    names = NameReader(tables: tables, symbols: symbols.cues.symbols)
    lists = ListReader(tables: tables, symbols: symbols)
    tableWords = TableWords(tables: tables)
  }

  /// Writes `observations` of a document that was tagged; areas, periods, modality and ranks are for the resolver.
  public func relate(_ document: inout Document) {
    var found: [Observation] = []
    var silenced: [(quantity: Int, row: RowID)] = []
    let source = DocumentReference(document)
    let starts = document.quantities.map { $0.span.start }
    document.text.units.withUnsafeBufferPointer { units in
      var tokens = SentenceTokens(symbols: symbols.cues.symbols, looseUnits: lists.looseUnits)
      var cursor = SentenceTokens.Cursor()
      let inheritance = NameInheritance(lists: lists)
      var block = -1
      // By its place: an observation is too large to be carried from sentence to sentence.
      var last: Int?
      var next = 0
      var cells = TableCells(tableWords)
      for sentence in document.sentences {
        if sentence.block != block {
          block = sentence.block
          last = nil
        }
        while next < starts.count, starts[next] < sentence.span.start { next += 1 }
        guard next < starts.count, starts[next] < sentence.span.end else { continue }
        // A number that fills a cell is named by the headers of its table, not by words: nothing is said without them.
        if document.blocks[sentence.block].cell != nil {
          if let observation = cells.observation(of: sentence, document, units, at: found.count) {
            found.append(observation)
            continue
          }
        }
        tokens.read(document, units, sentence.span, &cursor)
        if document.blocks[sentence.block].kind == .tableCell, tokens.tokens.count == 1 { continue }
        var reader = SentenceRelater(
          relater: self, source: source, units: units, tokens: tokens.tokens, sentence: sentence.span)
        reader.read()
        inheritance.complete(&reader, after: last.map { found[$0] })
        found += reader.observations
        if !reader.observations.isEmpty { last = found.count - 1 }
        silenced += reader.silenced
      }
    }
    document.observations = found
    // A number that gives no observation says which row decided that.
    for it in silenced { document.quantities[it.quantity].rule.add(it.row) }
  }
}
