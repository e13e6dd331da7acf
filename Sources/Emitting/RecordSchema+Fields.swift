import Records

// The members of each type of record, in the order in which they are written. Offsets are in code points of the
// document's text where nothing else is said.
extension RecordSchema {
  private static let dateOrTime = #"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$"#
  private static let duration = #"^P"#
  private static let regionCode = #"^\d{6}$"#

  static let rule = Field("rule", .text, optional: false, "Ids of the table rows that made the record, joined by +.")

  static let head = [
    Field("doc", .text, optional: false, "The id of the document."),
    Field(
      "id", .text, optional: false,
      "The id of the record: <doc>#<start>-<end>, with e, p or q before the start for an entity, a period or a quantity, and /2 behind it for the second observation of one value."
    ),
    Field("exact", .text, optional: false, "What the span holds."),
    Field("start", .integer, optional: false, "Where the span begins in the document's text, in code points."),
    Field("end", .integer, optional: false, "Where it ends, exclusive."),
    Field("source_start", .integer, "Where it begins in the source decoded to UTF-8, in bytes."),
    Field("source_end", .integer, "Where it ends there, exclusive."),
  ]

  static let document = [
    Field("id", .text, optional: false, "The input's own id; else its URL; else its path."),
    Field("source", .text, "Where it came from: a path or a URL."),
    Field("sha256", .pattern("^[0-9a-f]{64}$"), "SHA-256 of the bytes of the source."),
    Field("media_type", .choice(["text/plain", "text/html"]), optional: false, "What the source is."),
    Field("encoding", .text, "The character encoding that it was read in."),
    Field("title", .text, "Its title."),
    Field("date_published", .text, "ISO date or date-time of publication."),
    Field("publisher", .text, "Who published it (来源)."),
    Field("author", .text, "Who wrote it."),
    Field("editor", .text, "Who edited it (责编)."),
    Field("doc_number", .text, "The number of an official document (发文字号)."),
    Field("region", .text, "GB/T 2260 code of the place that it is mainly about."),
    Field("language", .text, "zh-Hans or zh-Hant."),
    Field("duplicate_of", .text, "The id of the document that this one repeats."),
    Field("text", .text, optional: false, "The normalised text that offsets count in."),
  ]

  static let entity = [
    Field("type", .choice(EntityType.allCases.map(\.rawValue)), optional: false, "What kind of thing is named."),
    Field("name", .text, optional: false, "Its name, normalised and in full."),
    Field("code", .text, "GB/T 2260 code of a region, as valid at the document's date."),
    Field("level", .choice(RegionLevel.allCases.map(\.rawValue)), "The level of a region."),
    Field("titles", .list(.text), optional: false, "The offices of a person."),
  ]

  static let period = [
    Field("period_start", .pattern(dateOrTime), "First day or moment."),
    Field("period_end", .pattern(dateOrTime), "The day or moment behind the last one."),
    Field("time_period", .text, "In SDMX form; else ISO 8601 start and duration."),
    Field("granularity", .choice(Period.Granularity.allCases.map(\.rawValue)), "The unit of time that the words name."),
    Field("duration", .pattern(duration), "ISO 8601 duration of a length of time."),
    Field("recurrence", .pattern(duration), "ISO 8601 duration of a cycle."),
    Field("grounding", .choice(Period.Grounding.allCases.map(\.rawValue)), optional: false, "What fixed the dates."),
  ]

  private static let measured = [
    Field("value", .number, "The number, scaled out of 万 and 亿."),
    Field("value_max", .number, "The end of a range."),
  ]

  private static let printed = [
    Field("unit_mult", .integer, optional: false, "The power of ten of the multiplier as printed: 万 is 4."),
    Field("decimals", .integer, optional: false, "Decimal places as printed."),
  ]

  private static let unit = Field("unit", .text, "Key of the units table, or an ISO 4217 code.")

  private static let bounds = [
    Field("comparator", .choice([">", ">=", "<", "<=", "~"]), "Which way the words open the number."),
    Field("min", .number, "The least that the words allow."),
    Field("max", .number, "The most that the words allow."),
  ]

  static let quantity =
    measured + printed + [
      unit,
      Field("dimension", .choice(Dimension.allCases.map(\.rawValue)), "What the unit measures."),
      Field("si_value", .number, "The value in the SI unit, at most 12 significant digits."),
      Field("si_unit", .text, "The SI unit, where the unit converts exactly."),
    ] + bounds

  private static let origins = Observation.Origin.allCases.map(\.rawValue)

  static let observation =
    [
      Field("indicator", .text, "Code in the indicator table."),
      Field("indicator_name", .text, "The measured thing as written."),
      Field(
        "measure", .choice(Observation.Measure.allCases.map(\.rawValue)), optional: false, "What the number says of it."
      ),
    ] + measured + [unit] + printed + bounds + [
      Field("basis", .choice(Observation.Basis.allCases.map(\.rawValue)), "What a growth or delta is counted from."),
      Field("basis_stated", .bool, optional: false, "A word says so."),
      Field("basis_period", .text, "The period that it is counted from."),
      Field("price", .choice(Observation.Price.allCases.map(\.rawValue)), "At constant or current prices."),
      Field("ref_area", .text, "GB/T 2260 code of the region that it is for."),
      Field("ref_area_name", .text, "The name of that region."),
      Field("subject", .text, "The organisation, facility or group that it is about."),
      Field("subject_type", .choice(EntityType.allCases.map(\.rawValue)), "What kind of thing the subject is."),
      Field("ref_area_from", .choice(origins), "Where the area was taken from."),
      Field("time_period", .text, "The period that it holds for, in SDMX form."),
      Field("period_start", .pattern(dateOrTime), "First day or moment of that period."),
      Field("period_end", .pattern(dateOrTime), "The day or moment behind its last one."),
      Field("time_from", .choice(origins), "Where the period was taken from."),
      Field(
        "modality", .choice(Observation.Modality.allCases.map(\.rawValue)), optional: false,
        "Fact, expectation, target or plan."),
      Field("rank", .number, "A rank given to this datum."),
      Field("rank_area", .text, "GB/T 2260 code of the region that it is ranked in."),
      Field("rank_area_name", .text, "The name of that region."),
      Field("part_of", .text, "The id of the observation of the whole."),
      Field("agent", .text, "Who did it."),
      Field("purpose", .text, "What for."),
      Field("recurrence", .pattern(duration), "ISO 8601 duration of a cycle."),
      Field("sentence_start", .integer, optional: false, "Where its sentence begins."),
      Field("sentence_end", .integer, optional: false, "Where its sentence ends, exclusive."),
      Field("spans", .list(.object(roleFields)), optional: false, "The stretches of the text that it was made from."),
    ]

  private static let roleFields = [
    Field(
      "role", .choice(Observation.Role.Name.allCases.map(\.rawValue)), optional: false,
      "The part that the stretch played."),
    Field("start", .integer, optional: false, "Where it begins."),
    Field("end", .integer, optional: false, "Where it ends, exclusive."),
  ]
}
