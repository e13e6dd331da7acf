import Records
import Rules
import Text

/// Relates the numbers of one sentence.
struct SentenceRelater {
  let relater: Relater
  private let source: DocumentReference
  var document: Document {
    _read { yield source.document }
  }
  let units: UnsafeBufferPointer<UInt16>
  let tokens: [PatternToken]
  let sentence: Span
  var observations: [Observation] = []
  /// Names without the verb at their head, by the place of the observation: 保障性安居工程 of 新开工保障性安居工程.
  private(set) var stripped: [Int: String] = [:]
  /// 人均 right before a number that has no name of its own, by the place of the observation.
  private(set) var perWords: [Int: String] = [:]
  /// Observations whose name begins right behind a 、 after a number.
  private(set) var siblings: Set<Int> = []

  /// Numbers that a row says to be no datum, by their place in `Document.quantities`, with that row.
  private(set) var silenced: [(quantity: Int, row: RowID)] = []

  /// The symbols that stand before each token.
  private var present: [SymbolSet] = []

  /// What a rule found for the number at a token.
  struct Finding {
    var rule: Int
    var match: Pattern.Match
    var name: NameReader.Name?
    var nameText: String?
    /// The number is the first level of `由A提高到B`.
    var isFrom = false
    var row: RowID?
    /// Further names that the same number is said of: A、B均增长5%.
    var others: [ListReader.Part] = []
  }

  init(
    relater: Relater, source: DocumentReference, units: UnsafeBufferPointer<UInt16>, tokens: [PatternToken],
    sentence: Span
  ) {
    self.relater = relater
    self.source = source
    self.units = units
    self.tokens = tokens
    self.sentence = sentence
  }

  mutating func read() {
    var seen = SymbolSet()
    for token in tokens {
      present.append(seen)
      seen.insert(token.symbol)
    }
    var findings = [Finding?](repeating: nil, count: tokens.count)
    for at in tokens.indices where tokens[at].symbol == relater.symbols.quantity {
      if findings[at] == nil { findings[at] = match(at) }
      guard let finding = findings[at] else { continue }
      // The number before a 提高到 was read by itself; now it is known to be the first of two levels.
      let rule = relater.rules[finding.rule]
      if let slot = rule.from, let range = finding.match[slot], let from = range.first, tokens.indices.contains(from) {
        findings[from] = finding
        findings[from]?.isFrom = true
      }
    }
    relater.lists.distribute(&findings, tokens, units, relater)
    for at in tokens.indices {
      guard let finding = findings[at] else { continue }
      emit(finding, at)
      for other in finding.others {
        var finding = finding
        finding.name?.span = other.span
        finding.nameText = other.text
        emit(finding, at)
      }
    }
  }

  /// The first rule that matches around a number.
  private func match(_ at: Int) -> Finding? {
    let before = present[at]
    for index in relater.gates.indices {
      guard relater.gates[index].isOpen(to: tokens[at].flags, before) else { continue }
      let rule = relater.rules[index]
      guard
        let match = rule.pattern.match(
          tokens, at: at, skipped: relater.symbols.cues.skipped, borders: relater.symbols.borders)
      else { continue }
      var finding = Finding(rule: index, match: match)
      if refusal(of: &finding, at) != nil { continue }
      return finding
    }
    return nil
  }

  /// What keeps a rule from speaking whose pattern matches; nil where nothing does. Reads the name.
  func refusal(of finding: inout Finding, _ at: Int) -> RelationTrace.Refusal? {
    let rule = relater.rules[finding.rule]
    let match = finding.match
    switch rule.name {
    case .head: finding.name = rule.head.flatMap { match[$0] }.flatMap { relater.names.read($0, tokens, units) }
    case .noun:
      finding.name = rule.noun.flatMap { match[$0] }.flatMap {
        relater.names.read($0, tokens, units, isBehindNumber: true)
      }
    case .unit, .before: break
    }
    if rule.subject != nil, !isSubject(finding) { return .subjectIsNoBody }
    if rule.name == .noun, finding.name == nil { return .nothingIsNamed }
    // The words before the number were no name after all; a change is then one of what was named before.
    if rule.name == .head, finding.name == nil, !isChange(rule), let slot = rule.head, let range = match[slot],
      range.contains(where: {
        tokens[$0].symbol != relater.symbols.sep && tokens[$0].symbol != relater.symbols.region
      })
    {
      return .nothingIsNamed
    }
    if rule.name == .unit, rule.measure != nil, !isNounUnit(at) { return .unitIsNoNoun }
    return nil
  }

  private func isChange(_ rule: RelationRule) -> Bool {
    rule.verb != nil && (rule.measure == .growth || rule.measure == .delta)
  }

  private func isNounUnit(_ at: Int) -> Bool {
    document.quantities[Int(tokens[at].tag)].unit.map { relater.lists.nounUnits.contains($0) } ?? false
  }

  /// A subject is a named body or a group of bodies.
  private func isSubject(_ finding: Finding) -> Bool {
    guard let slot = relater.rules[finding.rule].subject, let range = finding.match[slot], let last = range.last else {
      return false
    }
    return tokens[last].symbol == relater.symbols.entity || relater.lists.isGroup(units, tokens[last].span)
  }

  /// 每公斤, at the end of the name or right before the number.
  private func perUnit(_ finding: Finding, _ at: Int) -> (length: Int, unit: String, row: RowID, isOfName: Bool)? {
    if let text = finding.nameText {
      if let per = relater.lists.perUnit(of: text) { return (per.length, per.unit, per.row, true) }
    } else if let name = finding.name?.span {
      if let per = relater.lists.perUnit(units, name, isWhole: false) { return (per.length, per.unit, per.row, true) }
      // 原油4亿吨,每吨4696元: nothing else is said before it.
      if let per = relater.lists.perUnit(units, name, isWhole: true) { return (per.length, per.unit, per.row, true) }
    }
    guard at > 0, tokens[at - 1].symbol == relater.symbols.per,
      let per = relater.lists.perUnit(units, tokens[at - 1].span, isWhole: true)
    else { return nil }
    return (per.length, per.unit, per.row, false)
  }

  private mutating func emit(_ finding: Finding, _ at: Int) {
    let rule = relater.rules[finding.rule]
    let token = tokens[at]
    guard let measure = rule.measure else {
      silenced.append((Int(token.tag), rule.row))
      return
    }
    let quantity = document.quantities[Int(token.tag)]
    var trail = RuleTrail(rule.row)
    trail.add(quantity.rule)
    if let row = finding.row { trail.add(row) }
    var out = Observation(span: quantity.span, sentence: sentence, rule: trail)
    out.quantity = Int(token.tag)
    out.measure = measure
    out.take(quantity)
    out.unit = out.unit ?? rule.unit
    out.basis = rule.basis
    out.roles.append(.init(.value, quantity.span))
    var finding = finding
    if let unit = out.unit, let per = perUnit(finding, at) {
      if per.isOfName {
        finding.nameText = finding.nameText.map { String($0.dropLast(per.length)) }
        if finding.nameText == nil { finding.name?.span.end -= per.length }
        if var span = finding.name?.span {
          relater.names.trim(&span, units)
          finding.name?.span = span
          if span.isEmpty { finding.name = nil }
        }
      }
      out.unit = unit + "/" + per.unit
      out.rule.add(per.row)
    }
    if let name = finding.name?.span { finding.name?.span = relater.lists.withVerb(name, units, in: sentence) }
    if let text = finding.nameText {
      out.indicatorName = text
    } else if let name = finding.name {
      out.indicatorName = String(units, name.span)
    } else if rule.name == .unit {
      out.indicatorName = quantity.unit
    } else if measure == .level, at > 0, tokens[at - 1].symbol == relater.symbols.per, out.unit == quantity.unit {
      perWords[observations.count] = String(units, tokens[at - 1].span)
    }
    if let name = finding.name {
      out.roles.append(.init(.indicator, name.span))
      if let first = name.tokens.first, first > 1, tokens[first - 1].symbol == relater.symbols.sep,
        tokens[first - 2].symbol == relater.symbols.quantity
      {
        siblings.insert(observations.count)
      }
      if let verb = relater.lists.verbLength(units, name.span) {
        stripped[observations.count] = String(units, Span(name.span.start + verb, name.span.end))
      }
      if let area = name.area { out.roles.append(.init(.area, tokens[area].span)) }
      if let subject = name.subject { out.roles.append(.init(.subject, tokens[subject].span)) }
    }
    if let slot = rule.subject, let range = finding.match[slot], let name = relater.names.read(range, tokens, units) {
      out.roles.append(.init(.subject, name.span))
      if let area = name.area { out.roles.append(.init(.area, tokens[area].span)) }
    }
    if let slot = rule.verb, let range = finding.match[slot], let verb = range.first {
      out.roles.append(.init(.cue, tokens[verb].span))
      if rule.isSigned, !finding.isFrom, relater.symbols.falling.contains(tokens[verb].symbol) { out.negate() }
    }
    if finding.isFrom, out.measure == .growth || out.measure == .delta { out.measure = .level }
    if finding.isFrom { out.rule.add(relater.rules[finding.rule].row) }
    if rule.ranksList || rule.ranksLast { out.isListRank = true }
    if rule.ranksLast { out.isLastRank = true }
    out.isFromLevel = finding.isFrom
    observations.append(out)
  }
}

extension Observation {
  /// Says of how much it is: the value with its bounds, and the unit.
  mutating func take(_ quantity: Quantity) {
    value = quantity.value
    valueMax = quantity.valueMax
    unit = quantity.unit
    unitMult = quantity.unitMult
    decimals = quantity.decimals
    comparator = quantity.comparator
    min = quantity.min
    max = quantity.max
  }

  mutating func negate() {
    value = value.map { -$0 }
    valueMax = valueMax.map { -$0 }
    (min, max) = (max.map { -$0 }, min.map { -$0 })
  }
}
