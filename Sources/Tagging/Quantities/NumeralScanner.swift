import Records
import Text

/// Reads a number: ASCII digits, Chinese digits, 十百千万亿兆 in any mix, 点, 余 and 多, 几 and 数, and two digits for one.
///
/// It knows no units and no context: whether the number counts is for others to say.
struct NumeralScanner: Sendable {
  let characters: NumeralCharacters

  /// The number that begins at a place; nil where none does. Does not allocate.
  func scan(_ text: UnsafeBufferPointer<UInt16>, at start: Int, limit: Int) -> Numeral? {
    guard start < limit, characters.canBegin(text[start]) else { return nil }
    if characters.kind(text[start]) == .half {
      var half = Numeral(end: start + 1, value: ExactDecimal(5, scale: 1))
      half.form = [.han, .half]
      return half
    }
    var reading = NumeralReading(text: text, start: start, limit: limit, characters: characters)
    reading.run()
    return reading.numeral
  }
}
