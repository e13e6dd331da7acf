import Records
import Rules
import Text

/// Marks quantities: numbers with what they measure.
///
/// One walk over the text; a bitmap tells where a numeral can begin. Numbers inside periods and entities, in words and in
/// names, are passed over.
final class QuantityTagger: Sendable {
  static let schemas: [TableSchema] = [NumeralCharacters.schema, UnitTable.schema] + QuantityTables.schemas

  let literals: [Literal]
  let reader: QuantityReader
  /// By the place of a prefix in its table, the unit that it gives, in `UnitTable.units`; -1 for none.
  let prefixUnits: [Int]
  /// By the place of a row of unit contexts: the unit that is asked about, and the one that is given.
  let contextUnits: [(of: Int, gives: Int)]

  var tables: QuantityTables { reader.tables }
  var units: UnitTable { reader.units }

  init(tables set: TableSet) throws {
    let reader = try QuantityReader(tables: set)
    self.reader = reader
    literals = reader.units.literals + reader.tables.literals
    let keys = reader.units.units.map(\.key)
    prefixUnits = reader.tables.prefixes.map { prefix in prefix.unit.flatMap { keys.firstIndex(of: $0) } ?? -1 }
    contextUnits = reader.tables.unitContexts.map {
      (keys.firstIndex(of: $0.unit) ?? -1, keys.firstIndex(of: $0.gives) ?? -1)
    }
  }

  /// One pass over UTF-16 units.
  func tag(_ input: TagInput, periods: [Period], entities: [Entity]) -> [Quantity] {
    let marks = marks(in: input.hits[.quantities])
    var blocked = BlockedSpans(periods: periods, entities: entities)
    var out: [Quantity] = []
    out.reserveCapacity(input.units.count / 24)
    let starts = reader.scanner.characters.starts
    var next = 0
    var sentence = 0
    var shared: SharedUnit?
    starts.withUnsafeBufferPointer { starts in
      var at = 0
      let units = input.units
      let count = units.count
      while at < count {
        if next < marks.count, at >= Int(marks[next].span.start) {
          let mark = marks[next]
          next += 1
          if at > mark.span.start { continue }
          if !blocked.contains(at) {
            if let fixed = mark.fixed {
              while sentence + 1 < input.sentences.count, input.sentences[sentence].span.end <= at { sentence += 1 }
              let bounds = sentence < input.sentences.count ? input.sentences[sentence].span : Span(0, count)
              out.append(quantity(fixed, mark.span, input, bounds))
            }
            at = mark.span.end
          }
          continue
        }
        let stop = next < marks.count ? marks[next].span.start : count
        var unit = units[at]
        while starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 0, unit != 0x3A, at + 1 < stop {
          at += 1
          unit = units[at]
        }
        if starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 0 {
          if unit == 0x3A, let end = endOfAddress(units, at) { at = end } else { at += 1 }
          continue
        }
        if blocked.contains(at) {
          at = max(at + 1, blocked.end)
          continue
        }
        while sentence + 1 < input.sentences.count, input.sentences[sentence].span.end <= at { sentence += 1 }
        let bounds = sentence < input.sentences.count ? input.sentences[sentence].span : Span(0, count)
        if at - bounds.start <= 2, let lone = lone(at, bounds, input) {
          out.append(lone)
          at = bounds.end
          continue
        }
        var reading = QuantityReading(
          tagger: self, input: input, sentence: bounds, start: at, fence: blocked.next(after: at, count: count),
          isLength: blocked.isLength)
        reading.isCell = isCell(sentence, input)
        if let last = out.last {
          reading.previousEnd = last.span.end
          reading.isPreviousBare = last.unit == nil
        }
        reading.shared = shared
        at = reading.run(into: &out)
        shared = reading.shared
      }
    }
    return out
  }

  /// A number that is all that its sentence says, put in a way that running text does not have.
  private func lone(_ at: Int, _ sentence: Span, _ input: TagInput) -> Quantity? {
    guard sentence.count <= SpacedSentence.longest else { return nil }
    if isASCIIDigit(input.units[at]), let value = NumberNotation.value(input.units, sentence) {
      var out = Quantity(
        span: sentence, numberSpan: sentence, rule: RuleTrail(tables.formRows[QuantityTables.Form.plain.place]))
      out.value = value
      out.decimals = value.scale
      out.dimension = .count
      return out
    }
    guard at == sentence.start else { return nil }
    return SpacedSentence(input.units, sentence, reader.scanner.characters)?.quantity(self, input)
  }

  private func isCell(_ sentence: Int, _ input: TagInput) -> Bool {
    guard sentence < input.sentences.count else { return false }
    let block = input.sentences[sentence].block
    return block >= 0 && block < input.blocks.count && input.blocks[block].kind == .tableCell
  }

  // MARK: Words with a fixed meaning

  /// A word that is a number by itself (翻番, 首位), or one in which a number does not count (进一步).
  struct Mark {
    var span: Span
    /// In `QuantityTables.fixed`; nil for a stop word.
    var fixed: Int?
  }

  /// The marks among the hits, by start, none inside another.
  private func marks(in hits: Hits) -> [Mark] {
    var out: [Mark] = []
    for hit in hits {
      let role = tables.roles[Int(hit.row.value)]
      if role == -1 { continue }
      let mark = Mark(span: hit.span, fixed: role >= 0 ? Int(role) : nil)
      if let last = out.last {
        if mark.span.start == last.span.start, mark.span.end > last.span.end {
          out[out.count - 1] = mark
          continue
        }
        if mark.span.start < last.span.end { continue }
      }
      out.append(mark)
    }
    return out
  }

  private func quantity(_ place: Int, _ span: Span, _ input: TagInput, _ sentence: Span) -> Quantity {
    let fixed = tables.fixed[place]
    var out = Quantity(span: span, numberSpan: span, rule: RuleTrail(fixed.row))
    out.value = fixed.value
    out.decimals = fixed.value.scale
    out.unit = fixed.unit
    out.dimension = fixed.dimension
    out.comparator = fixed.comparator
    var reading = QuantityReading(
      tagger: self, input: input, sentence: sentence, start: span.start, fence: input.units.count, isLength: false)
    let around = reading.comparators(around: span.end)
    if out.comparator == nil {
      out.comparator = around.comparator
      out.hasInclusiveWord = around.isInclusive
      out.rule.add(around.rows)
    }
    return out
  }

  /// The end of `://…` up to the next character that is no part of an address.
  private func endOfAddress(_ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Int? {
    guard at + 2 < text.count, text[at + 1] == 0x2F, text[at + 2] == 0x2F else { return nil }
    var end = at
    while end < text.count, text[end] > 0x20, text[end] < 0x7F { end += 1 }
    return end
  }
}

/// Where no number counts: periods, but for lengths of time, and entities. Asked from left to right.
struct BlockedSpans {
  private var spans: [(span: Span, isLength: Bool)] = []
  private var at = 0
  private(set) var isLength = false
  private(set) var end = 0

  init(periods: [Period], entities: [Entity]) {
    spans.reserveCapacity(periods.count + entities.count)
    var p = 0
    var e = 0
    while p < periods.count || e < entities.count {
      if e >= entities.count || p < periods.count && periods[p].span.start <= entities[e].span.start {
        spans.append((periods[p].span, periods[p].kind == .length))
        p += 1
      } else {
        spans.append((entities[e].span, false))
        e += 1
      }
    }
  }

  /// Whether a place lies in a span; sets `isLength` where it lies in a length of time and nothing else.
  mutating func contains(_ place: Int) -> Bool {
    isLength = false
    while at < spans.count, spans[at].span.end <= place { at += 1 }
    var i = at
    while i < spans.count, spans[i].span.start <= place {
      if spans[i].span.end > place {
        if !spans[i].isLength {
          end = spans[i].span.end
          return true
        }
        isLength = true
      }
      i += 1
    }
    return false
  }

  /// Where the next span begins that is no length of time.
  func next(after place: Int, count: Int) -> Int {
    var i = at
    while i < spans.count {
      if spans[i].span.start > place, !spans[i].isLength { return spans[i].span.start }
      i += 1
      if i > at + 8 { break }
    }
    return count
  }
}
