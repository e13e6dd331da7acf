import Records
import Rules
import Text

extension SentenceResolver {
  /// The region that an observation is for, and the body or group where it is about one.
  func resolveArea(_ it: inout Observation, _ at: Int, _ clause: Int, _ names: [Span], after last: Observation?) {
    shareSubject(of: last, with: &it, at, clause)
    resolveSubject(&it, at, clause, names)
    for origin in resolver.tables.areas {
      switch origin.finder {
      case .clause:
        guard let found = area(of: it) ?? area(in: clause..<at) else { continue }
        set(found, origin, &it)
      case .sentence:
        guard let found = topic(in: 0..<clause, symbols.region) else { continue }
        set(Int(tokens[found].tag), origin, &it)
      case .paragraph:
        guard let found = context.area else { continue }
        set(found, origin, &it)
      case .section: continue
      case .document:
        guard let code = context.region else { continue }
        it.refArea = code
        it.refAreaName = context.regionName
        it.refAreaFrom = context.isRegionFromOption ? .option : origin.from
        it.rule.add(origin.row)
      }
      return
    }
  }

  private func set(_ entity: Int, _ origin: ResolvingTables.Origin, _ it: inout Observation) {
    let region = document.entities[entity]
    it.refArea = region.code
    it.refAreaName = resolver.tables.areaNames[region.name] ?? region.name
    it.refAreaFrom = region.isAnaphor ? .coreference : origin.from
    it.rule.add(origin.row)
    if !it.roles.contains(where: { $0.name == .area }) { it.roles.append(.init(.area, region.span)) }
  }

  /// The region that stood right before the name.
  private func area(of it: Observation) -> Int? {
    guard let role = it.roles.first(where: { $0.name == .area }) else { return nil }
    return tokens.first { $0.symbol == symbols.region && $0.span == role.span }.map { Int($0.tag) }
  }

  /// A region in the clause that is not what something is compared with or ranked in.
  private func area(in range: Range<Int>) -> Int? {
    for at in range where tokens[at].symbol == symbols.region && Topics.isTopic(tokens, at, symbols) {
      return Int(tokens[at].tag)
    }
    return nil
  }

  private func topic(in range: Range<Int>, _ symbol: Symbol) -> Int? {
    range.last { tokens[$0].symbol == symbol && Topics.isTopic(tokens, $0, symbols) }
  }

  /// 企业实现营业收入100亿元,实现利润9亿元: a clause that begins with the verb goes on about the same group.
  private func shareSubject(of last: Observation?, with it: inout Observation, _ at: Int, _ clause: Int) {
    guard let last, last.subject != nil, last.subjectType == nil,
      let role = last.roles.first(where: { $0.name == .subject }),
      !it.roles.contains(where: { $0.name == .subject || $0.name == .area })
    else { return }
    // Its growth is of the same group.
    if it.indicatorName == last.indicatorName, !it.roles.contains(where: { $0.name == .indicator }) {
      it.roles.append(role)
      return
    }
    guard let first = tokens[clause..<at].first(where: { $0.symbol != symbols.fill && $0.symbol != symbols.lead }),
      first.symbol == symbols.does
    else { return }
    it.roles.append(role)
  }

  private func resolveSubject(_ it: inout Observation, _ at: Int, _ clause: Int, _ names: [Span]) {
    if let role = it.roles.first(where: { $0.name == .subject }) {
      if let token = tokens.first(where: { $0.symbol == symbols.entity && $0.span == role.span }) {
        set(subject: Int(token.tag), &it)
      } else {
        it.subject = document.text.string(role.span)
      }
      return
    }
    // A region named after the body takes the topic back.
    for origin in resolver.tables.subjects {
      switch origin.finder {
      case .clause, .sentence:
        let range = origin.finder == .clause ? clause..<at : 0..<clause
        guard
          let found = range.last(where: { at in
            Topics.isTopic(tokens, at, symbols) && !names.contains { $0.contains(tokens[at].span) }
              && !(tokens[at].symbol == symbols.entity
                && (isSpeaker(at) || resolver.tables.isBystander(document.entities[Int(tokens[at].tag)])))
          })
        else { continue }
        if tokens[found].symbol == symbols.entity {
          set(subject: Int(tokens[found].tag), &it)
          it.rule.add(origin.row)
        }
        return
      case .paragraph:
        guard let found = context.subject, !hasTopicArea(at) else { continue }
        set(subject: found, &it)
        it.rule.add(origin.row)
        return
      case .section, .document: continue
      }
    }
  }

  /// 县统计局公布: who tells of a figure is not what it is about.
  private func isSpeaker(_ at: Int) -> Bool { at + 1 < tokens.count && tokens[at + 1].symbol == symbols.say }

  private func hasTopicArea(_ at: Int) -> Bool { topic(in: 0..<at, symbols.region) != nil }

  private func set(subject entity: Int, _ it: inout Observation) {
    let body = document.entities[entity]
    it.subject = body.name
    it.subjectType = body.type
    if !it.roles.contains(where: { $0.name == .subject }) { it.roles.append(.init(.subject, body.span)) }
  }
}
