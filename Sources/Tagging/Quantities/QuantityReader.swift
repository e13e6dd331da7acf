import Records
import Rules
import Text

/// Reads a number and its unit at one place: fractions, 百分之, 半, amounts in two units.
final class QuantityReader: Sendable {
  let scanner: NumeralScanner
  let units: UnitTable
  let tables: QuantityTables

  init(tables set: TableSet) throws(Diagnostic) {
    scanner = NumeralScanner(characters: try NumeralCharacters(tables: set))
    units = try UnitTable(tables: set)
    tables = try QuantityTables(tables: set)
  }

  // MARK: A number and its unit

  func part(_ input: TagInput, at start: Int, limit: Int) -> QuantityPart? {
    guard let numeral = scanner.scan(input.units, at: start, limit: limit) else { return nil }
    var part = QuantityPart(start: start, numeral: numeral)
    guard !part.isMalformed else { return part }
    if readFraction(&part, input, limit) {
      if part.unit == nil { readUnit(&part, input, limit) }
      return part
    }
    readUnit(&part, input, limit)
    readBehindUnit(&part, input, limit)
    return part
  }

  /// 百分之五, 三分之一, 一又四分之一, 1/3. A number that goes wrong behind 分之 is malformed.
  private func readFraction(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) -> Bool {
    let text = input.units
    let at = part.numeral.end
    guard at + 1 < limit else { return false }
    if text[at] == 0x5206, text[at + 1] == 0x4E4B {
      guard let above = scanner.scan(text, at: skipSpaces(text, at + 2, limit), limit: limit),
        !above.form.contains(.malformed), !above.form.contains(.half)
      else {
        part.numeral.form.insert(.malformed)
        part.numeral.end = at + 2
        return true
      }
      if part.numeral.form.contains(.implicit), at - part.start == 1, let unit = perHundred(part.numeral) {
        setPercent(&part, above, unit)
      } else {
        setFraction(&part, above, whole: nil)
      }
      return true
    }
    // 一又四分之一, 一又十分一
    if text[at] == 0x53C8, let below = scanner.scan(text, at: at + 1, limit: limit), below.end < limit,
      text[below.end] == 0x5206
    {
      let next = below.end + 1 < limit && text[below.end + 1] == 0x4E4B ? below.end + 2 : below.end + 1
      guard let above = scanner.scan(text, at: next, limit: limit) else { return false }
      let whole = part.numeral.value
      part.numeral = below
      setFraction(&part, above, whole: whole)
      return true
    }
    if text[at] == 0x2F || text[at] == 0xFF0F { return readSlash(&part, input, limit) }
    return false
  }

  private func perHundred(_ numeral: Numeral) -> Int? {
    if numeral.value == ExactDecimal(100) { return units.percent }
    return numeral.value == ExactDecimal(1000) ? units.permille : nil
  }

  private func setPercent(_ part: inout QuantityPart, _ above: Numeral, _ unit: Int) {
    let start = part.start
    part = QuantityPart(start: start, numeral: above)
    part.numeral.form.remove(.implicit)
    part.numeral.form.insert(.han)
    part.unit = UnitTable.Match(end: above.end, unit: unit)
    part.shape = .percent
  }

  private func setFraction(_ part: inout QuantityPart, _ above: Numeral, whole: ExactDecimal?) {
    let below = part.numeral
    part.shape = .fraction
    part.numberEnd = above.end
    part.end = above.end
    part.numeral.end = above.end
    part.multiplier = 0
    part.decimals = 0
    guard let a = above.value, let b = below.value, above.low == nil, below.low == nil,
      let quotient = Fraction(a, over: b), let value = sum(quotient, whole)?.rounded(digits: 12)
    else {
      part.numeral.form.insert(.malformed)
      return
    }
    part.numeral.form.remove(.implicit)
    part.value = value
  }

  private func sum(_ fraction: Fraction, _ whole: ExactDecimal?) -> Fraction? {
    guard let whole else { return fraction }
    guard whole.scale == 0 else { return nil }
    let (more, o1) = whole.coefficient.multipliedReportingOverflow(by: fraction.denominator)
    let (numerator, o2) = fraction.numerator.addingReportingOverflow(more)
    return o1 || o2 ? nil : Fraction(numerator, fraction.denominator)
  }

  /// `1/3`, `六十/一百二十`: not a day (10/25), not a number of a document (1/2021).
  private func readSlash(_ part: inout QuantityPart, _ input: TagInput, _ limit: Int) -> Bool {
    let text = input.units
    let at = part.numeral.end
    guard let below = scanner.scan(text, at: at + 1, limit: limit), let a = part.value, let b = below.value,
      !below.form.contains(.leadingZero), !part.numeral.form.contains(.leadingZero), !b.isZero
    else { return false }
    let next = below.end < limit ? text[below.end] : 0
    let before = part.start > 0 ? text[part.start - 1] : 0
    if next == 0x2F || before == 0x2F || isASCIILetter(next) || isASCIIDigit(next) {
      part.numeral.form.insert(.malformed)
      part.numeral.end = below.end
      return true
    }
    let isWhole = before == 0 && next == 0
    let isSigned = part.start == 1 && next == 0
    guard isWhole || isSigned || a < b && b < ExactDecimal(1000) else { return false }
    let numeral = part.numeral
    part.numeral = below
    setFraction(&part, numeral, whole: nil)
    part.numberEnd = below.end
    part.end = below.end
    part.numeral.end = below.end
    part.numeral.form = numeral.form
    return true
  }
}
