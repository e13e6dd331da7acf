import Records
import Text

/// An entity that a grammar proposes; which of those that overlap stay is settled when all have spoken.
struct EntityDraft: Sendable {
  var span: Span
  var type: EntityType
  /// Nil: the words themselves.
  var name: String?
  var code: String?
  var level: RegionLevel?
  var titles: [String] = []
  var isAnaphor = false
  var rule: RuleTrail

  init(_ span: Span, _ type: EntityType, _ row: RowID, name: String? = nil) {
    self.span = span
    self.type = type
    self.name = name
    rule = RuleTrail(row)
  }

  func entity(_ units: UnsafeBufferPointer<UInt16>) -> Entity {
    var entity = Entity(
      span: span, type: type, name: name ?? String(units, span), rule: rule)
    entity.code = code
    entity.level = level
    entity.titles = titles
    entity.isAnaphor = isAnaphor
    return entity
  }
}

extension [EntityDraft] {
  /// The longest of those that overlap; of equals the one that was proposed first. In text order.
  func longest(_ count: Int) -> [EntityDraft] {
    let order = indices.sorted {
      self[$0].span.count != self[$1].span.count ? self[$0].span.count > self[$1].span.count : $0 < $1
    }
    var taken = [Bool](repeating: false, count: count)
    var kept: [Int] = []
    for at in order {
      let span = self[at].span
      // Spans are accepted from the longest on, so a shorter one that overlaps has an end inside a longer one.
      if span.isEmpty || taken[span.start] || taken[span.end - 1] { continue }
      for unit in span.range { taken[unit] = true }
      kept.append(at)
    }
    return kept.map { self[$0] }.sorted { $0.span < $1.span }
  }
}
