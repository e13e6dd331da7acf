import Records
import Rules
import Text

/// A sentence that is one number with spaces between its characters: 三千 八百 九十六 万, 百 分之 二.
///
/// Only where the number is all that the sentence says: in running text a space parts headings and columns.
struct SpacedSentence {
  /// The sentence without its spaces.
  private(set) var units: [UInt16] = []
  /// UTF-16 offset in the document of each of `units`.
  private var origins: [Int32] = []

  /// Longer ones are no number.
  static let longest = 40

  /// Nil where the sentence has no space between two numerals, or says more than a number can.
  init?(_ text: UnsafeBufferPointer<UInt16>, _ sentence: Span, _ characters: NumeralCharacters) {
    guard sentence.count > 2, sentence.count <= Self.longest, sentence.end <= text.count else { return nil }
    var spaces = 0
    var numerals = 0
    var places = 0
    for i in sentence.range {
      let unit = text[i]
      if unit == 0x20 { spaces += 1 }
      switch characters.kind(unit) {
      case .none: continue
      case .tens, .small, .large, .point, .more: places += 1
      default: break
      }
      numerals += 1
    }
    // 一 二 三 heads columns.
    guard spaces > 0, numerals > 1, places > 0 || text[sentence.start + 1] == 0x5206,
      numerals * 2 >= sentence.count - spaces
    else { return nil }
    for i in sentence.range where text[i] != 0x20 {
      let unit = text[i]
      // Digits say nothing of each other over a space: 2022 11 23.
      if i > sentence.start, text[i - 1] == 0x20, isASCIIDigit(unit), let last = units.last, isASCIIDigit(last) {
        return nil
      }
      units.append(unit)
      origins.append(Int32(i))
    }
  }

  /// The one quantity that fills the sentence; nil where there is none.
  func quantity(_ tagger: QuantityTagger, _ input: TagInput) -> Quantity? {
    let whole = Span(0, units.count)
    return units.withUnsafeBufferPointer { units in
      let compact = TagInput(
        units: units, hits: .none, index: input.index, sentences: [Sentence(span: whole, block: 0)], blocks: [],
        metadata: input.metadata)
      var reading = QuantityReading(
        tagger: tagger, input: compact, sentence: whole, start: 0, fence: units.count, isLength: false)
      var out: [Quantity] = []
      _ = reading.run(into: &out)
      guard var quantity = out.first, quantity.span == whole else { return nil }
      quantity.span = original(quantity.span)
      quantity.numberSpan = original(quantity.numberSpan)
      return quantity
    }
  }

  private func original(_ span: Span) -> Span {
    Span(Int(origins[span.start]), Int(origins[span.end - 1]) + 1)
  }
}
