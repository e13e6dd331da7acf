import Records
import Rules
import Text

extension SentenceResolver {
  /// Completes what the headers of a table say of a number: the area that they name, else the document's; a period that
  /// they leave open is that of the title.
  func resolveCell(_ it: inout Observation) {
    if it.timeFrom == nil, let section = context.section,
      let origin = resolver.tables.periods.first(where: { $0.finder == .document || $0.finder == .section })
    {
      it.periodStart = section.start
      it.periodEnd = section.end
      it.timePeriod = timePeriod(start: section.start, end: section.end, granularity: section.granularity)
      it.timeFrom = origin.from
      it.rule.add(origin.row)
    }
    if let role = it.roles.first(where: { $0.name == .area }), let region = region(at: role.span) {
      it.refArea = region.code
      it.refAreaName = resolver.tables.areaNames[region.name] ?? region.name
      it.rule.add(region.rule)
    } else if let code = context.region, let origin = resolver.tables.areas.first(where: { $0.finder == .document }) {
      it.refArea = code
      it.refAreaName = context.regionName
      it.refAreaFrom = context.isRegionFromOption ? .option : origin.from
      it.rule.add(origin.row)
    }
    resolveCode(&it)
  }

  private func region(at span: Span) -> Entity? {
    var (low, high) = (0, document.entities.count)
    while low < high {
      let middle = (low + high) / 2
      if document.entities[middle].span.start >= span.start { high = middle } else { low = middle + 1 }
    }
    guard low < document.entities.count, document.entities[low].span == span else { return nil }
    return document.entities[low]
  }
}
