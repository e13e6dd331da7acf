import Records
import Rules
import Text

/// Marks entities.
struct EntityTagger: Sendable {
  static let schemas: [TableSchema] = [
    RegionIndex.schema, RegionNames.wordSchema, RegionNames.placeSchema, RegionFinder.stopSchema, RegionAnaphora.schema,
  ]

  let regions: RegionFinder
  let anaphora: RegionAnaphora
  let literals: [Literal]

  init(tables: TableSet) throws {
    regions = try RegionFinder(tables: tables)
    anaphora = RegionAnaphora(tables: tables)
    literals = regions.literals + anaphora.literals
  }

  func tag(_ input: TagInput, periods: [Period]) -> [Entity] {
    let (mentions, covers) = regions.find(input)
    let context = RegionContext(input, mentions, regions.names)
    var entities: [Entity] = []
    entities.reserveCapacity(mentions.count)
    for mention in mentions {
      var entity = Entity(span: mention.span, type: .region, name: mention.name, rule: RuleTrail(mention.row))
      entity.code = mention.code == 0 ? nil : String(mention.code)
      entity.level = mention.level
      entities.append(entity)
    }
    entities += anaphora.find(input, context, covers: covers)
    return entities.sorted { $0.span < $1.span }
  }
}
