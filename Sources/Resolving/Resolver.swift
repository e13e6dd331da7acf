import Records
import Rules
import Text

/// Gives observations what their own words leave out: area, subject, period, basis, modality, rank, the whole that they
/// are a part of; inherited from the clause, the sentence, the paragraph or the document, in the order of a table.
public final class Resolver: Sendable {
  let tables: ResolvingTables
  let cues: CueTable
  let symbols: ResolvingSymbols
  let regions: RegionIndex

  /// The kinds of tables that resolving reads.
  public static let schemas = ResolvingTables.schemas

  /// `regions` is the index of the same tables, where it was made already.
  public init(tables: TableSet, regions: RegionIndex? = nil) throws {
    self.tables = try ResolvingTables(tables: tables)
    cues = try CueTable(tables: tables)
    symbols = ResolvingSymbols(cues.symbols)
    self.regions = try regions ?? RegionIndex(tables: tables)
  }

  /// Completes `observations` of a document that was related.
  public func resolve(_ document: inout Document) {
    guard !document.observations.isEmpty else { return }
    let related = document.observations
    var observations: [Observation] = []
    observations.reserveCapacity(document.observations.count)
    var context = DocumentContext(document, self)
    var (next, period, entity) = (0, 0, 0)
    let source = DocumentReference(document)
    document.text.units.withUnsafeBufferPointer { units in
      var tokens = SentenceTokens(symbols: cues.symbols)
      var cursor = SentenceTokens.Cursor()
      // The observations of the last sentence that gave any, and its paragraph.
      var (block, earlier) = (-1, 0..<0)
      for sentence in document.sentences {
        let begin = next
        while next < related.count, related[next].sentence == sentence.span { next += 1 }
        let mine = related[begin..<next]
        context.enter(sentence.block)
        let first = observations.count
        // Most sentences give no figure and name no place or time: they leave the context as it is.
        while period < document.periods.count, document.periods[period].span.end <= sentence.span.start { period += 1 }
        while entity < document.entities.count, document.entities[entity].span.end <= sentence.span.start {
          entity += 1
        }
        let hasPeriod = period < document.periods.count && document.periods[period].span.start < sentence.span.end
        let hasEntity = entity < document.entities.count && document.entities[entity].span.start < sentence.span.end
        guard !mine.isEmpty || hasPeriod || hasEntity else { continue }
        tokens.read(document, units, sentence.span, &cursor)
        if !mine.isEmpty {
          observations += SentenceResolver(
            resolver: self, source: source, tokens: tokens.tokens, context: context, firstIndex: first,
            before: block == sentence.block ? observations[earlier] : []
          ).resolve(mine)
          (block, earlier) = (sentence.block, first..<observations.count)
        }
        context.advance(past: sentence, tokens.tokens, document, observations[first...], self)
      }
    }
    document.observations = observations
  }
}

/// The symbols that resolving asks for.
struct ResolvingSymbols: Sendable {
  let quantity, period, region, entity, comma, semicolon, colon, sep, text: Symbol
  let than, from, of, yoy, mom, qoq, annual, perYear, among, target, plan, expected, constant, current, reach, over,
    under: Symbol
  let lead, fill, upto, each, etc, will, link, propose, does, say, cover: Symbol

  init(_ symbols: Symbols) {
    func symbol(_ name: String) -> Symbol { symbols[name] ?? Symbol(127) }
    quantity = symbol("Q")
    period = symbol("P")
    region = symbol("R")
    entity = symbol("E")
    comma = symbol("comma")
    semicolon = symbol("semicolon")
    colon = symbol("colon")
    sep = symbol("sep")
    text = symbol("T")
    than = symbol("than")
    from = symbol("from")
    of = symbol("of")
    yoy = symbol("yoy")
    mom = symbol("mom")
    qoq = symbol("qoq")
    annual = symbol("annual")
    perYear = symbol("peryear")
    among = symbol("among")
    target = symbol("target")
    plan = symbol("plan")
    expected = symbol("expected")
    constant = symbol("constant")
    current = symbol("current")
    reach = symbol("reach")
    over = symbol("over")
    under = symbol("under")
    lead = symbol("lead")
    fill = symbol("fill")
    upto = symbol("upto")
    each = symbol("each")
    etc = symbol("etc")
    will = symbol("will")
    link = symbol("link")
    propose = symbol("propose")
    does = symbol("do")
    say = symbol("say")
    cover = symbol("cover")
  }
}
