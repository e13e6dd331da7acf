import Records
import Rules
import Text

/// The words that no name reaches over (particles, verbs), and those that look like them inside a name.
struct NameBorders: Sendable {
  static let schema = TableSchema(
    kind: "name_borders",
    columns: [
      .init("class", required: true, values: ["border", "cover", "numeral", "measure"]), .init("text", required: true),
    ])

  let literals: [Literal]
  /// Chinese numerals, and what is counted by them: `六条`, `十大` begin no name.
  let numerals: Set<UInt16>
  let measures: Set<UInt16>
  /// By `RowID.value`: 1 is a border, 2 covers one.
  private let classes: [UInt8]
  /// One bit a UTF-16 unit: borders of one letter, which stand everywhere.
  private let letters: [UInt64]

  init(tables: TableSet) {
    var classes = [UInt8](repeating: 0, count: tables.rows.count)
    var literals: [Literal] = []
    var letters = [UInt64](repeating: 0, count: 1024)
    var numerals: Set<UInt16> = []
    var measures: Set<UInt16> = []
    for row in tables.rows(of: Self.schema.kind) {
      switch row["class"] {
      case "numeral": numerals.formUnion(row.words("text").compactMap(\.first))
      case "measure": measures.formUnion(row.words("text").compactMap(\.first))
      default: break
      }
      guard row["class"] == "border" || row["class"] == "cover" else { continue }
      classes[Int(row.rowID.value)] = row["class"] == "cover" ? 2 : 1
      for word in row.words("text") {
        if word.count == 1, row["class"] == "border" {
          letters[Int(word[0] >> 6)] |= 1 << UInt64(word[0] & 63)
        } else {
          literals.append((word, row.rowID, .everywhere))
        }
      }
    }
    self.classes = classes
    self.letters = letters
    self.literals = literals
    self.numerals = numerals
    self.measures = measures
  }

  /// It begins with a number and what is counted by it.
  func isCount(_ span: Span, _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    var at = span.start
    while at < span.end, numerals.contains(units[at]) { at += 1 }
    return at > span.start && at < span.end && measures.contains(units[at])
  }

  /// Marks where border words and dates end. A border inside a longer word, or inside a region's name, is none;
  /// one that is a region's word itself (我国) begins no name.
  func mark(_ scene: inout NameScene, _ hits: Hits, _ periods: [Period]) {
    for period in periods where [.calendar, .wholeYear, .lookBack, .now].contains(period.kind) {
      scene.marks[min(period.span.end, scene.units.count)].insert(.border)
    }
    var walk = Walk(classes: classes, hits: hits, next: hits.startIndex, mentions: scene.context.mentions)
    let units = scene.units
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.stretch) { places in
      for from in stride(from: 0, to: units.count, by: Self.stretch) {
        let count = letters(units, from..<min(from + Self.stretch, units.count), places)
        for i in 0..<count { walk.markLetter(at: Int(places[i]), &scene) }
      }
    }
    walk.markWords(before: .max, &scene)
  }

  /// Goes over the words, and the letters between them, with what covers the text so far.
  private struct Walk {
    let classes: [UInt8]
    let hits: Hits
    var next: Int
    let mentions: [RegionMention]
    var mention = 0
    var coverEnd = 0

    @inline(__always)
    mutating func markLetter(at place: Int, _ scene: inout NameScene) {
      if next < hits.endIndex, Int(hits[next].start) <= place { markWords(before: place + 1, &scene) }
      reach(place)
      scene.mark(Span(place, place + 1), coverEnd)
    }

    mutating func markWords(before end: Int, _ scene: inout NameScene) {
      while next < hits.endIndex, Int(hits[next].start) < end {
        let (first, at) = (next, hits[next].start)
        reach(Int(at))
        // What covers a word may begin where it does: all that begin here are seen first.
        while next < hits.endIndex, hits[next].start == at {
          if classes[Int(hits[next].row.value)] == 2 { coverEnd = max(coverEnd, Int(hits[next].end)) }
          next += 1
        }
        for hit in hits[first..<next] where classes[Int(hit.row.value)] == 1 { scene.mark(hit.span, coverEnd) }
      }
    }

    @inline(__always)
    private mutating func reach(_ place: Int) {
      while mention < mentions.count, mentions[mention].span.start <= place {
        coverEnd = max(coverEnd, mentions[mention].span.end)
        mention += 1
      }
    }
  }

  private static let stretch = 1024

  /// The places of border letters, sifted without a branch; how many they are.
  private func letters(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, _ places: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    letters.withUnsafeBufferPointer { letters in
      var count = 0
      for at in range {
        places[count] = Int32(truncatingIfNeeded: at)
        count &+= Int(truncatingIfNeeded: letters[Int(units[at] >> 6)] >> UInt64(units[at] & 63) & 1)
      }
      return count
    }
  }
}

extension NameScene {
  /// Marks where a border word ends that is not inside what covers the text up to `coverEnd`.
  @inline(__always)
  fileprivate mutating func mark(_ word: Span, _ coverEnd: Int) {
    let isRegion = coverEnd == word.end && regionAt[word.start] >= 0
    guard isRegion || word.end > coverEnd else { return }
    marks[word.end].remove(.weak)
    marks[word.end].formUnion(word.count == 1 ? [.border, .weak] : .border)
    if isRegion { regionAt[word.start] = -1 }
  }
}
