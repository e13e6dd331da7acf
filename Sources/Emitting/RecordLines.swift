import Records
import Text

/// The lines of one document, being written. Keys stand in the order of the schema.
struct RecordLines: ~Copyable {
  private let document: Document
  private let units: UnsafeBufferPointer<UInt16>
  private let ruleNames: [[UInt8]]
  private var json = JSONWriter()
  /// The document's id as the inside of a JSON string.
  private let docID: [UInt8]
  /// For each observation, the how-manieth it is on its span.
  private let ordinals: [Int]

  init(document: Document, units: UnsafeBufferPointer<UInt16>, ruleNames: [[UInt8]], ordinals: [Int]) {
    self.document = document
    self.units = units
    self.ruleNames = ruleNames
    var id = JSONWriter()
    id.body(document.id)
    docID = id.bytes
    self.ordinals = ordinals
  }

  func finish() -> [UInt8] { json.bytes }

  // MARK: document/1

  mutating func writeDocument() {
    let metadata = document.metadata
    json.raw(#"{"record":"document/1","id":"#)
    json.string(document.id)
    member(#","source":"#, document.source)
    member(#","sha256":"#, document.sha256)
    member(#","media_type":"#, document.mediaType.rawValue)
    member(#","encoding":"#, document.encoding)
    member(#","title":"#, metadata.title)
    member(#","date_published":"#, metadata.datePublished)
    member(#","publisher":"#, metadata.publisher)
    member(#","author":"#, metadata.author)
    member(#","editor":"#, metadata.editor)
    member(#","doc_number":"#, metadata.docNumber)
    member(#","region":"#, metadata.region)
    member(#","language":"#, document.language)
    member(#","duplicate_of":"#, metadata.duplicateOf)
    json.raw(#","text":"#)
    json.string(units, Span(0, units.count))
    json.raw("}\n")
  }

  // MARK: entity/1

  mutating func write(_ entity: Entity) {
    head("entity", "e", entity.span)
    member(#","type":"#, entity.type.rawValue)
    member(#","name":"#, entity.name)
    member(#","code":"#, entity.code)
    member(#","level":"#, entity.level?.rawValue)
    json.raw(#","titles":["#)
    for (at, title) in entity.titles.enumerated() {
      if at > 0 { json.byte(0x2C) }
      json.string(title)
    }
    json.byte(0x5D)
    foot(entity.rule)
  }

  // MARK: period/1

  mutating func write(_ period: Period) {
    head("period", "p", period.span)
    member(#","period_start":"#, period.start)
    member(#","period_end":"#, period.end)
    member(#","time_period":"#, period.timePeriod)
    member(#","granularity":"#, period.granularity?.rawValue)
    member(#","duration":"#, period.duration)
    member(#","recurrence":"#, period.recurrence)
    member(#","grounding":"#, period.grounding.rawValue)
    foot(period.rule)
  }

  // MARK: quantity/1

  mutating func write(_ quantity: Quantity) {
    head("quantity", "q", quantity.span)
    member(#","value":"#, quantity.value)
    member(#","value_max":"#, quantity.valueMax)
    member(#","unit_mult":"#, quantity.unitMult)
    member(#","decimals":"#, quantity.decimals)
    member(#","unit":"#, quantity.unit)
    member(#","dimension":"#, quantity.dimension?.rawValue)
    json.raw(#","si_value":"#)
    if let value = quantity.siValue { json.number(value) } else { json.null() }
    member(#","si_unit":"#, quantity.siUnit)
    member(#","comparator":"#, quantity.comparator?.rawValue)
    member(#","min":"#, quantity.min)
    member(#","max":"#, quantity.max)
    foot(quantity.rule)
  }

  // MARK: observation/1

  mutating func write(_ it: Observation, at: Int) {
    head("observation", "", it.span, ordinal: ordinals[at])
    member(#","indicator":"#, it.indicator)
    member(#","indicator_name":"#, it.indicatorName)
    member(#","measure":"#, it.measure.rawValue)
    member(#","value":"#, it.value)
    member(#","value_max":"#, it.valueMax)
    member(#","unit":"#, it.unit)
    member(#","unit_mult":"#, it.unitMult)
    member(#","decimals":"#, it.decimals)
    member(#","comparator":"#, it.comparator?.rawValue)
    member(#","min":"#, it.min)
    member(#","max":"#, it.max)
    member(#","basis":"#, it.basis?.rawValue)
    json.raw(#","basis_stated":"#)
    json.bool(it.isBasisStated)
    member(#","basis_period":"#, it.basisPeriod)
    member(#","price":"#, it.price?.rawValue)
    writePlaceAndTime(of: it)
    member(#","modality":"#, it.modality.rawValue)
    member(#","rank":"#, it.rank)
    member(#","rank_area":"#, it.rankArea)
    member(#","rank_area_name":"#, it.rankAreaName)
    json.raw(#","part_of":"#)
    if let whole = it.partOf, document.observations.indices.contains(whole) {
      id("", document.observations[whole].span, ordinal: ordinals[whole])
    } else {
      json.null()
    }
    member(#","agent":"#, it.agent)
    member(#","purpose":"#, it.purpose)
    member(#","recurrence":"#, it.recurrence)
    offsets(#","sentence_start":"#, #","sentence_end":"#, it.sentence)
    json.raw(#","spans":["#)
    for (at, role) in it.roles.enumerated() {
      json.raw(at > 0 ? #",{"role":"# : #"{"role":"#)
      json.string(role.name.rawValue)
      offsets(#","start":"#, #","end":"#, role.span)
      json.byte(0x7D)
    }
    json.byte(0x5D)
    foot(it.rule)
  }

  private mutating func writePlaceAndTime(of it: Observation) {
    member(#","ref_area":"#, it.refArea)
    member(#","ref_area_name":"#, it.refAreaName)
    member(#","subject":"#, it.subject)
    member(#","subject_type":"#, it.subjectType?.rawValue)
    member(#","ref_area_from":"#, it.refAreaFrom?.rawValue)
    member(#","time_period":"#, it.timePeriod)
    member(#","period_start":"#, it.periodStart)
    member(#","period_end":"#, it.periodEnd)
    member(#","time_from":"#, it.timeFrom?.rawValue)
  }

  // MARK: What all but the document have

  private mutating func head(_ type: StaticString, _ mark: StaticString, _ span: Span, ordinal: Int = 1) {
    json.raw(#"{"record":""#)
    json.raw(type)
    json.raw(#"/1","doc":""#)
    json.append(docID)
    json.raw(#"","id":"#)
    id(mark, span, ordinal: ordinal)
    json.raw(#","exact":"#)
    json.string(units, span)
    offsets(#","start":"#, #","end":"#, span)
    let source = document.text.sourceRange(span)
    json.raw(#","source_start":"#)
    if let source { json.integer(source.lowerBound.value) } else { json.null() }
    json.raw(#","source_end":"#)
    if let source { json.integer(source.upperBound.value) } else { json.null() }
  }

  /// `"<doc>#<mark><start>-<end>"`, and `/2` for the second on one span.
  private mutating func id(_ mark: StaticString, _ span: Span, ordinal: Int) {
    json.byte(0x22)
    json.append(docID)
    json.byte(0x23)
    json.raw(mark)
    json.integer(document.text.codePointOffset(span.start).value)
    json.byte(0x2D)
    json.integer(document.text.codePointOffset(span.end).value)
    if ordinal > 1 {
      json.byte(0x2F)
      json.integer(ordinal)
    }
    json.byte(0x22)
  }

  private mutating func foot(_ rule: RuleTrail) {
    json.raw(#","rule":""#)
    for at in 0..<rule.count {
      if at > 0 { json.byte(0x2B) }
      let row = Int(rule[at].value)
      if ruleNames.indices.contains(row) { json.append(ruleNames[row]) }
    }
    json.raw("\"}\n")
  }

  private mutating func offsets(_ start: StaticString, _ end: StaticString, _ span: Span) {
    json.raw(start)
    json.integer(document.text.codePointOffset(span.start).value)
    json.raw(end)
    json.integer(document.text.codePointOffset(span.end).value)
  }

  private mutating func member(_ key: StaticString, _ value: String?) {
    json.raw(key)
    json.string(value)
  }

  private mutating func member(_ key: StaticString, _ value: ExactDecimal?) {
    json.raw(key)
    json.decimal(value)
  }

  private mutating func member(_ key: StaticString, _ value: Moment?) {
    json.raw(key)
    json.moment(value)
  }

  private mutating func member(_ key: StaticString, _ value: Int) {
    json.raw(key)
    json.integer(value)
  }
}
