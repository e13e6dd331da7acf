import Records
import Rules
import Text

/// What a figure is, by the headers of its column and its row.
extension TableRelater {
  func observation(_ block: Int, _ number: Int, _ column: Column, _ stub: Stub) -> Observation? {
    let quantity = document.quantities[number]
    let span = document.blocks[block].span
    let (rows, columns) = (stub.headers, column.headers)
    let all = columns + rows
    guard let cell = words.cell, !all.isEmpty else { return nil }
    let measure = (columns.reversed() + rows.reversed() + caption).lazy.compactMap(\.measure).first
    var names = (rows + columns).filter { $0.name != nil }
    if names.isEmpty, measure != nil, let named = column.named { names = [named] }
    // A number of which no header says what it is says nothing.
    guard !names.isEmpty || measure != nil || caption.contains(where: { $0.name != nil }) else { return nil }
    var trail = RuleTrail(cell)
    trail.add(quantity.rule)
    var out = Observation(span: quantity.span, sentence: span, rule: trail)
    out.isFromTable = true
    out.quantity = number
    out.roles.append(.init(.value, quantity.span))
    out.measure = measure?.measure ?? .level
    let given =
      columns.reversed().lazy.compactMap(\.unit).first ?? rows.reversed().lazy.compactMap(\.unit).first ?? stub.unit
    setValue(&out, quantity, measure, given)
    if let measure {
      out.rule.add(measure.row)
      out.basis = measure.basis
      out.isBasisStated = measure.basis != nil
      if out.measure == .growth, out.basis == nil { out.basis = .yoy }
    }
    if let modality = (columns + rows + caption).lazy.compactMap(\.modality).first {
      out.modality = modality.modality ?? .actual
      out.rule.add(modality.row)
    }
    if names.isEmpty, let named = caption.first(where: { $0.name != nil }) { names = [named] }
    if !names.isEmpty { out.indicatorName = names.compactMap(\.name).joined() }
    for header in names { if let span = header.span { out.roles.append(.init(.indicator, span)) } }
    if let area = all.reversed().lazy.compactMap(\.area).first ?? caption.lazy.compactMap(\.area).first {
      out.roles.append(.init(.area, document.entities[area].span))
      out.refAreaFrom = all.contains { $0.area == area } ? .clause : .paragraph
    }
    let hasOwnTime = columns.contains { !$0.periods.isEmpty }
    setPeriod(&out, hasOwnTime || measure == nil ? columns : column.dated, rows, column.year ?? stub.year)
    return out
  }

  /// The number in its unit: the one that stands with it, else the header's, the word's, the caption's.
  private func setValue(
    _ out: inout Observation, _ quantity: Quantity, _ measure: TableWords.Word?, _ given: UnitNames.Unit?
  ) {
    out.take(quantity)
    if out.unit == nil, out.measure != .rank {
      // 同比增长 of a row in 亿元 is in per cent all the same, unless its own header says otherwise.
      let isRate = measure?.unit != nil
      let fits = given.flatMap { !isRate || $0.isRate || out.measure == .growth && measure?.basis != nil ? $0 : nil }
      let unit =
        (isRate && fits?.isRate != true ? nil : fits)
        ?? (isRate ? nil : captionUnits.first { !$0.isRate } ?? captionUnits.first)
      if let unit {
        out.unit = unit.key
        out.unitMult += unit.power
        out.rule.add(unit.row)
        for path in [\Observation.value, \.valueMax, \.min, \.max] {
          out[keyPath: path] = out[keyPath: path]?.scaled(byPowerOfTen: unit.power)
        }
      } else {
        out.unit = measure?.unit
      }
    }
    if out.measure == .growth, out.unit == "百分点" { out.measure = .delta }
    if out.measure == .rank { out.rank = out.value }
  }

  /// The nearest period of the column, of the row, of the caption. A month under a year is one of that year.
  private func setPeriod(_ out: inout Observation, _ columns: [TableHeader], _ rows: [TableHeader], _ year: Int?) {
    let own = columns.flatMap(\.periods) + rows.flatMap(\.periods)
    let named = own.map { document.periods[$0] }.filter { $0.start != nil || $0.end != nil }
    let year = year ?? named.first { $0.granularity == .year && $0.grounding == .explicit }?.start?.date.year
    if let inner = named.last(where: { $0.granularity != .year }), inner.grounding != .explicit || year == nil {
      set(inner, year, .clause, &out)
    } else if let last = named.last {
      set(last, nil, .clause, &out)
    } else if let year {
      out.periodStart = Moment(CalendarDate(year))
      out.periodEnd = Moment(CalendarDate(year + 1))
      out.timePeriod = timePeriod(start: out.periodStart, end: out.periodEnd, granularity: .year)
      out.timeFrom = .clause
    } else if let last = caption.lazy.flatMap(\.periods).map({ document.periods[$0] }).first(where: { $0.start != nil })
    {
      set(last, nil, .paragraph, &out)
    }
  }

  private func set(_ period: Period, _ year: Int?, _ origin: Observation.Origin, _ out: inout Observation) {
    let shift = year.flatMap { year in period.start.map { year - $0.date.year } } ?? 0
    let moved = { (moment: Moment?) in moment.map { Moment($0.date.adding(years: shift), second: $0.second) } }
    out.periodStart = moved(period.start)
    out.periodEnd = moved(period.end)
    out.timePeriod = timePeriod(start: out.periodStart, end: out.periodEnd, granularity: period.granularity)
    out.timeFrom = origin
    out.roles.append(.init(.period, period.span))
    out.rule.add(period.rule)
  }
}
