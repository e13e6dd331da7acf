import Records
import Rules
import Text

/// Makes the record out of what was read.
extension QuantityReading {
  func quantity(_ part: QuantityPart) -> Quantity? {
    let last = second ?? part
    var out = Quantity(
      span: Span(front, last.end), numberSpan: Span(front, last.numberEnd), rule: RuleTrail())
    out.value = signed(part.value)
    // The second end has its sign already.
    out.valueMax = second.flatMap { $0.value }
    out.min = signed(part.low)
    out.max = signed(part.high)
    if let low = out.min, let high = out.max, high < low { (out.min, out.max) = (high, low) }
    out.unitMult = last.multiplier
    out.decimals = max(part.decimals, second?.decimals ?? 0)
    out.comparator = comparator
    out.hasInclusiveWord = isInclusive
    setUnit(&out, part.unit == nil ? last : part)
    setRule(&out, part)
    guard out.value != nil || out.min != nil else { return nil }
    return out
  }

  private func signed(_ value: ExactDecimal?) -> ExactDecimal? { isNegative ? value.map { -$0 } : value }

  private func setUnit(_ out: inout Quantity, _ part: QuantityPart) {
    guard let match = part.unit else {
      out.dimension = part.shape == .fraction ? .ratio : .count
      return
    }
    let unit = units.units[match.unit]
    out.unit = units.key(match, text)
    out.dimension = units.dimension(match)
    if let scale = unit.scale { multiply(&out, scale) }
    // 三成 is 30 %.
    if unit.kind == .tenth, let percent = units.percent, unit.siUnit == nil, unit.factor != nil {
      multiply(&out, Fraction(10))
      out.unit = units.units[percent].key
    }
    guard match.per == nil, let factor = unit.factor, let siUnit = unit.siUnit, let value = out.value,
      let converted = factor.times(value)?.rounded(digits: 12)
    else { return }
    out.siValue = converted.description
    out.siUnit = siUnit
  }

  private func multiply(_ out: inout Quantity, _ factor: Fraction) {
    func times(_ value: ExactDecimal?) -> ExactDecimal? { value.flatMap { factor.times($0)?.exactDecimal } }
    out.value = times(out.value)
    out.valueMax = times(out.valueMax)
    out.min = times(out.min)
    out.max = times(out.max)
  }

  private func setRule(_ out: inout Quantity, _ part: QuantityPart) {
    out.rule.add(tables.formRows[form(part).place])
    if let unit = (second ?? part).unit {
      out.rule.add(units.units[unit.unit].row)
      if let per = unit.per { out.rule.add(units.units[per].row) }
    }
    out.rule.add(rows)
  }

  private func form(_ part: QuantityPart) -> QuantityTables.Form {
    if second != nil { return .range }
    if isInList { return .list }
    switch part.shape {
    case .fraction: return .fraction
    case .percent: return .percent
    case .half: return .half
    case .compound: return .compound
    case .plain: break
    }
    if part.numeral.form.contains(.half) { return .half }
    if part.numeral.form.contains(.more) { return .more }
    if part.numeral.hasBounds { return .open }
    return part.numeral.form.contains(.ascii) ? .plain : .chinese
  }

  // MARK: Ordinals

  /// 第三, 前十, 倒数第二: where they tell a rank. The word that is counted stays outside.
  func ordinalQuantity(_ part: QuantityPart, into out: inout [Quantity]) -> Int {
    let end = part.numeral.end
    guard let value = part.numeral.value, value.scale == 0, !part.numeral.form.contains(.leadingZero),
      part.shape == .plain,
      case let other = otherRank(behind: end), other?.isJoined == true || isRank(end)
    else { return max(part.end, end) }
    var quantity = Quantity(span: Span(front, end), numberSpan: Span(start, end), rule: RuleTrail())
    quantity.value = ordinal == .last ? -value : value
    if let other {
      quantity.valueMax = other.value
      quantity.span.end = other.end
      quantity.numberSpan.end = other.end
    }
    quantity.dimension = .ordinal
    quantity.rule.add(tables.formRows[QuantityTables.Form.ordinal.place])
    quantity.rule.add(rows)
    out.append(quantity)
    return quantity.span.end
  }

  /// 第十和第十五之间, 第三至第五.
  private func otherRank(behind end: Int) -> (value: ExactDecimal, end: Int, isJoined: Bool)? {
    guard let hit = tables.marksBehind.longest(text, at: end, in: bounds) else { return nil }
    let role = tables.marks[hit.tag].role
    guard role == .between || role == .joined else { return nil }
    var at = end + hit.length
    while at < limit, !tagger.reader.scanner.characters.canBegin(text[at]), at - end - hit.length < 2 { at += 1 }
    guard at < fence, let first = tables.prefixWords.longest(text, at: at, in: bounds),
      tables.prefixes[first.tag].role == .ordinal,
      let numeral = tagger.reader.scanner.scan(text, at: at, limit: limit), let value = numeral.value
    else { return nil }
    if role == .joined {
      guard let closing = tables.marksBehind.longest(text, at: numeral.end, in: bounds),
        tables.marks[closing.tag].role == .closing
      else { return nil }
    }
    return (value, numeral.end, role == .joined)
  }

  private func isListStop(_ unit: UInt16) -> Bool {
    unit == 0x2C || unit == 0xFF0C || unit == 0x3001 || unit == 0xFF1A || unit == 0x3A
  }

  private func isRank(_ end: Int) -> Bool {
    if front == sentence.start, end + 3 >= sentence.end { return end >= text.count || !isListStop(text[end]) }
    // 第一，…… 第二、……: points of a speech.
    if isEdge(before: front), end < text.count, isListStop(text[end]) { return false }
    var isCounted = false
    var isStopped = false
    func weigh(_ tag: Int) -> Bool {
      let other = tables.contexts[tag].other
      guard tables.contexts[tag].scope == .ordinal, other.isEmpty || other.contains(where: { endsBefore(front, $0) })
      else { return false }
      if tables.contexts[tag].verdict == .stop { isStopped = true } else { isCounted = true }
      return false
    }
    _ = tables.contextsBefore.contains(text, at: front, in: bounds) { tag, _ in weigh(tag) }
    _ = tables.contextsBehind.contains(text, at: end, in: bounds) { tag, _ in weigh(tag) }
    return isCounted && !isStopped
  }
}
