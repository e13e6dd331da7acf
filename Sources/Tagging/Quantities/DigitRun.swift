import Text

/// ASCII digits with marks of thousands and a decimal part.
struct DigitRun {
  var end: Int
  /// Nil where it does not fit.
  var coefficient: Int128?
  var scale = 0
  var isGrouped = false
  var isMalformed = false
  var hasLeadingZero = false

  /// Reads at a digit. One pass over UTF-16 units; does not allocate.
  init(_ text: UnsafeBufferPointer<UInt16>, at start: Int, limit: Int) {
    end = start
    var value: UInt64 = 0
    var wide: Int128?
    var overflow = false
    func take(_ digit: UInt16) {
      let d = digit &- 0x30
      if let w = wide {
        let (tenfold, o1) = w.multipliedReportingOverflow(by: 10)
        let (next, o2) = tenfold.addingReportingOverflow(Int128(d))
        overflow = overflow || o1 || o2
        wide = overflow ? w : next
      } else if value > 900_000_000_000_000_000 {
        wide = Int128(value) * 10 + Int128(d)
      } else {
        value = value &* 10 &+ UInt64(d)
      }
    }
    while end < limit, isASCIIDigit(text[end]) {
      take(text[end])
      end += 1
    }
    let first = end - start
    hasLeadingZero = first > 1 && text[start] == 0x30
    if first <= 3, text[start] != 0x30 {
      while Self.isGroup(text, at: end, limit: limit) {
        for i in (end + 1)...(end + 3) { take(text[i]) }
        end += 4
        isGrouped = true
      }
    }
    if end + 1 < limit, text[end] == 0x2E, isASCIIDigit(text[end + 1]) {
      end += 1
      while end < limit, isASCIIDigit(text[end]) {
        take(text[end])
        scale += 1
        end += 1
      }
      // 1.2.3, 2021.10.25: a number of a section, a version or a day.
      while end + 1 < limit, text[end] == 0x2E, isASCIIDigit(text[end + 1]) {
        isMalformed = true
        end += 1
        while end < limit, isASCIIDigit(text[end]) { end += 1 }
      }
    }
    if !overflow { coefficient = wide ?? Int128(value) }
  }

  /// `,` or `，` with three digits behind it and no fourth.
  private static func isGroup(_ text: UnsafeBufferPointer<UInt16>, at: Int, limit: Int) -> Bool {
    guard at + 3 < limit, text[at] == 0x2C || text[at] == 0xFF0C else { return false }
    guard isASCIIDigit(text[at + 1]), isASCIIDigit(text[at + 2]), isASCIIDigit(text[at + 3]) else { return false }
    return at + 4 >= limit || !isASCIIDigit(text[at + 4])
  }
}
