import Records
import Rules
import Text

/// Marks what a text mentions: cues, periods, entities and quantities. The text is walked once for the literals of all
/// tables; each tagger works from there.
public struct Tagger: Sendable {
  private let index: LiteralIndex
  /// By `RowID.value`: the raw value of the `HitReader`.
  private let readers: [UInt8]
  private let cues: CueTagger
  private let periods: PeriodTagger
  private let entities: EntityTagger
  private let quantities: QuantityTagger
  private let currencies: LocalCurrency

  /// The kinds of tables that tagging reads.
  public static let schemas =
    CueTagger.schemas + PeriodTagger.schemas + EntityTagger.schemas + QuantityTagger.schemas
    + [LocalCurrency.schema]

  /// `regions` is the index of the same tables, where it was made already.
  public init(tables: TableSet, regions: RegionIndex? = nil) throws {
    cues = try CueTagger(tables: tables)
    periods = try PeriodTagger(tables: tables)
    entities = try EntityTagger(tables: tables, regions: regions ?? RegionIndex(tables: tables))
    quantities = try QuantityTagger(tables: tables)
    currencies = LocalCurrency(tables: tables)
    var literals = entities.literals
    literals[.cues] = cues.literals
    literals[.quantities] = quantities.literals
    var readers = [UInt8](repeating: 0, count: tables.rows.count)
    for (reader, literals) in literals {
      for literal in literals { readers[Int(literal.row.value)] = reader.rawValue }
    }
    self.readers = readers
    index = LiteralIndex(HitReader.allCases.flatMap { literals[$0] ?? [] })
  }

  /// Writes `cues`, `periods`, `entities` and `quantities` of a document that was segmented.
  ///
  /// Periods and entities are marked first: a number inside one is no quantity. Cues come last: many are cues only beside
  /// a number.
  public func tag(_ document: inout Document) {
    document.text.units.withUnsafeBufferPointer { units in
      var hits: [LiteralIndex.Hit] = []
      hits.reserveCapacity(units.count / 2)
      index.scan(units, 0..<units.count, into: &hits)
      let input = TagInput(
        units: units, hits: HitLists(hits, readers: readers), index: index, sentences: document.sentences,
        blocks: document.blocks,
        metadata: document.metadata)
      document.periods = periods.tag(input)
      document.entities = entities.tag(input, periods: document.periods)
      if document.metadata.region == nil {
        document.metadata.region = MainRegion(document.entities).code(document.blocks).map { "\($0)" }
      }
      document.quantities = quantities.tag(input, periods: document.periods, entities: document.entities)
      document.cues = cues.tag(
        input, quantities: document.quantities, periods: document.periods, entities: document.entities)
    }
    currencies.apply(to: &document)
  }
}
