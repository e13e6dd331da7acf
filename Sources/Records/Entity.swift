import Text

/// One named thing, at one place where it stands. See `entity/1`.
public struct Entity: Sendable {
  public var span: Span
  public var type: EntityType
  /// Normalised, in full.
  public var name: String
  /// GB/T 2260 of a region, as valid at the document's date.
  public var code: String?
  public var level: RegionLevel?
  public var titles: [String] = []
  /// A word that stands for a name said elsewhere: 该县, 全县, 园区.
  public var isAnaphor = false
  public var rule: RuleTrail

  public init(span: Span, type: EntityType, name: String, rule: RuleTrail) {
    self.span = span
    self.type = type
    self.name = name
    self.rule = rule
  }
}

public enum EntityType: String, Sendable, CaseIterable {
  case region, organisation, person, facility, document, meeting, plan, project, honour, industry, event
}

public enum RegionLevel: String, Sendable, CaseIterable {
  case country, province, prefecture, county, township, village
}
