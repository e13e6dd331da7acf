import Records

extension PeriodPattern.NumberClass {
  /// Keeps a number of this sort; the offset behind it, or nil where it is of another sort.
  @inline(__always)
  func accepts(_ read: SmallNumber, _ slot: PeriodPattern.Slot, _ numbers: inout PeriodTrie.Numbers) -> Int? {
    let plain = read.isHan ? read.whole ?? -1 : read.value
    let isShort = read.isHan || read.digits <= 2
    var value = -1
    switch self {
    case .year: if read.digits == 4, (1000...2199).contains(read.value) { value = read.value }
    case .shortYear: if read.digits == 2 { value = read.value }
    case .sureShortYear:
      if read.digits == 2, read.isHan ? !read.isRough || read.startsWithZero : read.startsWithZero {
        value = read.value
      }
    case .century: if isShort, (1...22).contains(plain) { value = plain }
    case .decade: if isShort, plain % 10 == 0, (0...90).contains(plain), plain > 0 || read.digits == 2 { value = plain }
    case .quarter: if isShort, (1...4).contains(plain) { value = plain }
    case .month: if isShort, (1...12).contains(plain) { value = plain }
    case .twoDigitMonth: if !read.isHan, read.digits == 2, (1...12).contains(plain) { value = plain }
    case .day: if isShort, (1...31).contains(plain) { value = plain }
    case .twoDigitDay: if !read.isHan, read.digits == 2, (1...31).contains(plain) { value = plain }
    case .hour: if isShort, (0...24).contains(plain) { value = plain }
    case .minute, .second: if isShort, (0...59).contains(plain) { value = plain }
    case .weekday: if isShort, (1...6).contains(plain), read.digits <= 1 { value = plain }
    case .count: if (1...999).contains(plain), read.isHan || !read.startsWithZero { value = plain }
    case .amount: return amount(read, plain, slot, &numbers)
    case .compactDate: return compactDate(read, &numbers)
    }
    guard value >= 0 else { return nil }
    numbers.values[slot.index] = Int32(truncatingIfNeeded: value)
    return read.end
  }

  private func compactDate(_ read: SmallNumber, _ numbers: inout PeriodTrie.Numbers) -> Int? {
    let date = CalendarDate(read.value / 10_000, read.value / 100 % 100, read.value % 100)
    guard !read.isHan, read.digits == 8, (1900...2099).contains(date.year), date.isValid else { return nil }
    numbers.values[PeriodPattern.Slot.year] = Int32(date.year)
    numbers.values[PeriodPattern.Slot.month] = Int32(date.month)
    numbers.values[PeriodPattern.Slot.day] = Int32(date.day)
    return read.end
  }

  private func amount(
    _ read: SmallNumber, _ plain: Int, _ slot: PeriodPattern.Slot, _ numbers: inout PeriodTrie.Numbers
  ) -> Int? {
    guard (0...9999).contains(plain) else { return nil }
    guard read.fractionDigits > 0, read.fractionDigits <= 4 else {
      guard read.fractionDigits == 0, plain > 0, read.isHan || !read.startsWithZero else { return nil }
      numbers.values[slot.index] = Int32(plain)
      return read.end
    }
    var value = plain
    for _ in 0..<read.fractionDigits { value *= 10 }
    numbers.values[slot.index] = Int32(value + read.fraction)
    numbers.scale = read.fractionDigits
    return read.fractionEnd
  }
}
