import Records
import Rules
import Text

/// Marks entities: regions first, for what other names begin with; then each grammar proposes names, and of those that
/// overlap the longest stays.
struct EntityTagger: Sendable {
  static let schemas: [TableSchema] = [
    RegionIndex.schema, RegionNames.wordSchema, RegionNames.placeSchema, RegionFinder.stopSchema, RegionAnaphora.schema,
    NameBorders.schema, NameSuffixes.schema, KnownNames.schema, RegionBodies.schema, QuotedNames.schema,
    Industries.schema, NameLists.schema, Persons.schema, NameAnaphora.schema,
  ]

  private let regions: RegionFinder
  private let anaphora: RegionAnaphora
  private let borders: NameBorders
  private let suffixes: NameSuffixes
  private let known: KnownNames
  private let bodies: RegionBodies
  private let quoted: QuotedNames
  private let industries: Industries
  private let lists: NameLists
  private let persons: Persons
  private let nameAnaphora: NameAnaphora
  let literals: [HitReader: [Literal]]

  init(tables: TableSet, regions index: RegionIndex) throws {
    regions = try RegionFinder(tables: tables, index: index)
    anaphora = RegionAnaphora(tables: tables)
    borders = NameBorders(tables: tables)
    suffixes = try NameSuffixes(tables: tables)
    known = KnownNames(tables: tables)
    bodies = try RegionBodies(tables: tables)
    quoted = QuotedNames(tables: tables)
    industries = Industries(tables: tables)
    lists = NameLists(tables: tables)
    persons = Persons(tables: tables)
    nameAnaphora = NameAnaphora(tables: tables)
    literals = [
      .regions: regions.literals, .regionAnaphora: anaphora.literals, .borders: borders.literals,
      .suffixes: suffixes.literals, .knownNames: known.literals, .regionBodies: bodies.literals,
      .industries: industries.literals, .nameLists: lists.literals, .persons: persons.literals,
      .nameAnaphora: nameAnaphora.literals,
    ]
  }

  func tag(_ input: TagInput, periods: [Period]) -> [Entity] {
    let (mentions, covers) = regions.find(input)
    let context = RegionContext(input, mentions, regions.names)
    var scene = NameScene(input, context)
    for mention in mentions {
      var draft = EntityDraft(mention.span, .region, mention.row, name: mention.name)
      draft.code = mention.code == 0 ? nil : String(mention.code)
      draft.level = mention.level
      scene.drafts.append(draft)
    }
    scene.drafts += anaphora.find(input, context, covers: covers)
    borders.mark(&scene, input.hits[.borders], periods)
    known.find(&scene, input.hits[.knownNames])  // after the borders: inside a known name there is none
    bodies.find(&scene, input.hits[.regionBodies])
    quoted.find(&scene)
    suffixes.find(&scene, input.hits[.suffixes], borders)
    industries.find(&scene, input.hits[.industries])
    lists.find(&scene, input.hits[.nameLists])
    persons.find(&scene, input.hits[.persons])
    var drafts = scene.drafts.longest(input.units.count)
    nameAnaphora.add(to: &drafts, scene, input.hits[.nameAnaphora])
    return drafts.map { $0.entity(input.units) }
  }
}
