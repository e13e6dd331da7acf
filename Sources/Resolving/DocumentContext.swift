import Records
import Rules
import Text

/// What a document and its earlier sentences say for the sentences that follow.
struct DocumentContext {
  /// A stretch of time with how it was named.
  struct Time {
    var start: Moment?
    var end: Moment?
    /// See `Period.asOf`.
    var asOf: Moment?
    var granularity: Period.Granularity?
    var kind: Period.Kind
    var span: Span?
  }

  let date: CalendarDate?
  let region: String?
  let regionName: String?
  let isRegionFromOption: Bool
  let genre: ResolvingTables.Genre?
  /// A kind of document that speaks of what is to come, and of no year throughout.
  let plan: ResolvingTables.Genre?
  /// The period that figures of this part of the document hold for; only in genres that speak of one year.
  private(set) var section: Time?
  /// The last stretch of years that the document looked back over.
  private(set) var review: Time?
  /// The last year that is over and that a sentence was about: 全年 means it, also in a later paragraph.
  private(set) var year: Time?
  private(set) var sectionModality: Observation.Modality?
  /// What the paragraph speaks of since its last sentence that said so.
  private(set) var period: Time?
  private(set) var modality: Observation.Modality?
  /// Entities, by their place in the document.
  private(set) var area: Int?
  private(set) var subject: Int?
  private var block = -1

  init(_ document: Document, _ resolver: Resolver) {
    date = document.metadata.date
    region = document.metadata.region
    regionName = region.flatMap { resolver.regions.name(of: $0) }
    isRegionFromOption = document.metadata.isRegionFromOption
    let title =
      document.metadata.title ?? document.blocks.first { $0.kind == .title }.map { document.text.string($0.span) }
    let known = title.flatMap { title in resolver.tables.genres.first { $0.titles.contains { title.contains($0) } } }
    genre = known?.year == nil ? nil : known
    plan = known?.year == nil ? known : nil
    if let genre, let base = title.flatMap(Self.year) ?? date?.year {
      let year = base + (genre.year ?? 0)
      section = Time(
        start: Moment(CalendarDate(year)), end: Moment(CalendarDate(year + 1)), granularity: .year, kind: .calendar)
    } else if let block = document.blocks.first(where: { $0.kind == .title }),
      let it = document.periods.first(where: { block.span.contains($0.span) && $0.start != nil && $0.end != nil })
    {
      // What a title dates holds for the article: 前三季度主要指标位居前列.
      section = Time(start: it.start, end: it.end, granularity: it.granularity, kind: it.kind)
    }
  }

  /// The first number of four digits.
  private static func year(_ title: String) -> Int? {
    title.utf8.split { !(0x30...0x39).contains($0) }.first { $0.count == 4 }.flatMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
  }

  /// A new paragraph forgets what the one before spoke of.
  mutating func enter(_ block: Int) {
    guard block != self.block else { return }
    self.block = block
    period = nil
    modality = nil
    area = nil
    subject = nil
  }

  /// Takes note of what a sentence was about.
  mutating func advance(
    past sentence: Sentence, _ tokens: [PatternToken], _ document: Document, _ observations: ArraySlice<Observation>,
    _ resolver: Resolver
  ) {
    enter(sentence.block)
    let symbols = resolver.symbols
    let kind = document.blocks[sentence.block].kind
    if genre?.carries == true, kind == .heading, readHeading(tokens, document, resolver) { return }
    if let at = Topics.period(tokens, symbols),
      genre == nil || !document.periods[Int(tokens[at].tag)].isOfYearSpokenOf
    {
      let it = document.periods[Int(tokens[at].tag)]
      var time = Time(
        start: it.start, end: it.end, asOf: it.asOf, granularity: it.granularity, kind: it.kind, span: it.span)
      // 年末 of a text that spoke of a year that is over is the end of that one.
      if genre == nil, it.isOfYearSpokenOf, it.granularity == .year, it.grounding == .document, let year {
        (time.start, time.end) = (year.start, year.end)
      }
      // 目前 and 全年 speak of their own sentence.
      if it.kind == .lookBack, it.end != nil { review = time }
      if it.granularity == .year, it.grounding == .explicit, isOver(it) { year = time }
      period =
        genre != nil && it.end == nil
        ? nil
        : it.kind == .now || it.kind == .vague || it.kind == .pointInPast || it.kind == .wholeYear && genre == nil
          ? nil : time
      modality = isOver(it) ? nil : Topics.modality(tokens, symbols)
      if genre?.carries == true, isOfSection(it) {
        section = time
        sectionModality = modality ?? planned(it, document, resolver)
      }
    }
    for at in tokens.indices where Topics.isTopic(tokens, at, symbols) {
      if tokens[at].symbol == symbols.region {
        area = Int(tokens[at].tag)
        subject = nil
      } else {
        // A body is what the paragraph is about once a figure was given of it.
        let name = document.entities[Int(tokens[at].tag)].name
        subject = observations.contains { $0.subject == name } ? Int(tokens[at].tag) : nil
      }
    }
  }

  /// A heading with a year in it begins a part on that year: 二、1981年计划的主要指标.
  private mutating func readHeading(_ tokens: [PatternToken], _ document: Document, _ resolver: Resolver) -> Bool {
    for token in tokens where token.symbol == resolver.symbols.period {
      let it = document.periods[Int(token.tag)]
      guard it.granularity == .year || it.granularity == .multiYear, it.start != nil, it.end != nil else { continue }
      section = Time(start: it.start, end: it.end, granularity: it.granularity, kind: it.kind, span: it.span)
      sectionModality = isOver(it) ? nil : Topics.modality(tokens, resolver.symbols) ?? planned(it, document, resolver)
      if it.kind == .lookBack { review = section }
      return true
    }
    return false
  }

  /// 第六个五年计划 says that its figures are planned, 十三五 does not.
  private func planned(_ period: Period, _ document: Document, _ resolver: Resolver) -> Observation.Modality? {
    period.kind == .plan && !isOver(period) && resolver.tables.says("planned", document.text.string(period.span))
      ? .plan : nil
  }

  private func isOver(_ period: Period) -> Bool {
    guard let date, let end = period.end?.date else { return false }
    return end.year <= date.year && end.dayNumber <= date.dayNumber
  }

  /// The year spoken of, or a review of some years: not a year in the course of an argument.
  private func isOfSection(_ period: Period) -> Bool {
    guard let date, let start = period.start?.date, period.granularity == .year || period.granularity == .multiYear
    else {
      return false
    }
    return period.kind == .lookBack || (date.year - 1...date.year).contains(start.year)
  }
}

/// Where a sentence says what it is about.
enum Topics {
  /// A period with dates, or a vague one, at the beginning of the sentence.
  static func period(_ tokens: [PatternToken], _ symbols: ResolvingSymbols) -> Int? {
    for (at, token) in tokens.enumerated() {
      if token.symbol == symbols.period {
        if token.flags & (SentenceTokens.Flag.dated | SentenceTokens.Flag.vague) == 0 { continue }
        if at > 0, tokens[at - 1].symbol == symbols.than { return nil }
        return at
      }
      guard
        token.symbol == symbols.comma || token.symbol == symbols.lead || token.symbol == symbols.fill
          || token.symbol == symbols.region || token.symbol == symbols.from || token.symbol == symbols.entity
          || token.symbol == symbols.text && token.span.count <= 2
      else { return nil }
    }
    return nil
  }

  /// A region or a body at the beginning of a clause, which is no part of a list and does not own what follows by 的.
  static func isTopic(_ tokens: [PatternToken], _ at: Int, _ symbols: ResolvingSymbols) -> Bool {
    let token = tokens[at]
    guard token.symbol == symbols.region || token.symbol == symbols.entity else { return false }
    if at + 1 < tokens.count, tokens[at + 1].symbol == symbols.sep || tokens[at + 1].symbol == symbols.etc {
      return false
    }
    if at > 0, tokens[at - 1].symbol == symbols.sep { return false }
    if at + 1 < tokens.count, tokens[at + 1].symbol == symbols.link { return false }
    var before = at - 1
    while before >= 0 {
      let symbol = tokens[before].symbol
      if symbol == symbols.period || symbol == symbols.lead || symbol == symbols.fill || symbol == symbols.region {
        before -= 1
      } else {
        return symbol == symbols.comma || symbol == symbols.semicolon || symbol == symbols.colon
      }
    }
    return true
  }

  /// The modality that a sentence as a whole has.
  static func modality(_ tokens: [PatternToken], _ symbols: ResolvingSymbols) -> Observation.Modality? {
    for token in tokens {
      if token.symbol == symbols.target { return .target }
      if token.symbol == symbols.plan { return .plan }
      if token.symbol == symbols.expected { return .expected }
    }
    return nil
  }
}
