import Records

/// An unsigned number as it is written, without unit, sign or range.
struct Numeral: Sendable {
  /// UTF-16 offset behind it.
  var end: Int
  /// Nil where the digits do not make a number that fits, or the words give only bounds (`十几万`).
  var value: ExactDecimal?
  /// What the words allow (`三五百`, `8000余万`).
  var low: ExactDecimal?
  var high: ExactDecimal?
  /// The power of ten of the multiplier as printed: 万 is 4. 0 where the number is built of several parts.
  var multiplier = 0
  /// Decimal places as printed.
  var decimals = 0
  /// What stands before the multipliers at its end (`2` of `2千万`), where the number is nothing else.
  var mantissa: ExactDecimal?
  /// The power of ten of all multipliers at its end: what a range can share (`10至15万`).
  var tail = 0
  var form = Form()

  struct Form: OptionSet, Sendable {
    let rawValue: UInt16
    /// Has ASCII digits.
    static let ascii = Form(rawValue: 1)
    /// Has Chinese numerals.
    static let han = Form(rawValue: 2)
    /// A row of Chinese digits with no place words (`二〇二一`).
    static let positional = Form(rawValue: 4)
    /// Begins with a place word that has no digit before it (`百`, `万`); 十 is not meant.
    static let implicit = Form(rawValue: 8)
    /// 余, 多 or the like inside or behind.
    static let more = Form(rawValue: 16)
    /// Two digits for one (`三五百`).
    static let pair = Form(rawValue: 32)
    /// 几 or 数 stands for a digit.
    static let unknownDigit = Form(rawValue: 64)
    /// Letters of digits that make no number (`1.2.3`, `三七二十一`), or one too large.
    static let malformed = Form(rawValue: 128)
    /// Marks of thousands.
    static let grouped = Form(rawValue: 256)
    /// Has 十, 百, 千, 万 or the like.
    static let placed = Form(rawValue: 512)
    /// Only 半.
    static let half = Form(rawValue: 1024)
    /// An ASCII number that begins with a needless 0.
    static let leadingZero = Form(rawValue: 2048)
  }

  var hasBounds: Bool { low != nil }
}
