import Records
import Rules
import Text

extension SentenceResolver {
  /// Whether a number tells of what was, is expected, is planned or is aimed at: by the nearest word before it in the
  /// sentence, then by what its paragraph and its part of the document speak of.
  func resolveModality(_ it: inout Observation, _ at: Int, _ clause: Int) {
    if it.isFromLevel { return }
    // What was aimed at before a year that is over was named says nothing of that year.
    let isOver = isOver(it)
    let named =
      isOver
      ? tokens[..<at].lastIndex { token in
        token.symbol == symbols.period && it.roles.contains { $0.name == .period && $0.span == token.span }
      } : nil
    for place in ((named ?? 0)..<at).reversed() {
      let token = tokens[place]
      // 比1980年预计增加: what was expected is the base.
      if place > 0, tokens[place - 1].symbol == symbols.period, previous(place - 1) == symbols.than { continue }
      let modality: Observation.Modality? =
        switch token.symbol {
        // 将2万亿元资金直达基层: here 将 is 把.
        case symbols.will: place + 1 == at ? nil : sectionModality ?? .expected
        case symbols.target: .target
        case symbols.plan: .plan
        case symbols.expected: .expected
        // 县委提出,今年新建…: what is said to come.
        case symbols.propose: place + 1 < tokens.count && isBorder(place + 1) && isToCome(it) ? .target : nil
        default: nil
        }
      guard let modality else { continue }
      it.modality = modality
      it.roles.append(.init(.modality, token.span))
      return
    }
    if let name = it.indicatorName, resolver.tables.says("plan", name) {
      it.modality = .plan
      return
    }
    if !isOver, Topics.period(tokens, symbols) == nil, let modality = context.modality ?? sectionModality {
      it.modality = modality
    }
  }

  /// In a report that looks back, figures of the year to come are planned.
  func resolveComing(_ it: inout Observation) {
    if it.modality == .actual, !it.isFromLevel, let plan = context.plan, let coming = plan.coming, isToCome(it),
      let year = context.date?.year, it.periodStart?.date.year ?? .max > year
    {
      it.modality = coming
      it.rule.add(plan.row)
    }
    guard it.modality == .actual, !it.isFromLevel, let genre = context.genre, let coming = genre.coming,
      let year = context.date?.year, let start = it.periodStart?.date.year,
      start >= year || context.sectionModality != nil && it.periodEnd?.date.year ?? year > year
    else { return }
    it.modality = context.sectionModality ?? coming
    it.rule.add(genre.row)
  }

  /// Its period is named and has not ended.
  private func isToCome(_ it: Observation) -> Bool {
    guard let date = context.date, let end = it.periodEnd?.date else { return false }
    return end > date
  }

  private func isOver(_ it: Observation) -> Bool {
    guard let date = context.date, let end = it.periodEnd?.date else { return false }
    return end <= date
  }

  private var sectionModality: Observation.Modality? { context.genre == nil ? nil : context.sectionModality }
}
