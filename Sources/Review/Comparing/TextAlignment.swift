/// Where the characters of an old text stand in a new one, so that records find their like although text was put in
/// before them. Offsets in code points.
struct TextAlignment {
  /// For each place of the old text, and its end, where it stands in the new one; -1 where it is gone.
  private let places: [Int32]
  /// The texts are the same: every place is its own.
  let isIdentity: Bool

  static let identity = TextAlignment(places: [], isIdentity: true)

  private init(places: [Int32], isIdentity: Bool) {
    self.places = places
    self.isIdentity = isIdentity
  }

  /// Characters of stretches that are compared one by one; longer ones count as replaced whole.
  private static let stretchLimit = 4_000

  init(_ old: [Unicode.Scalar], _ new: [Unicode.Scalar]) {
    var places = [Int32](repeating: -1, count: old.count + 1)
    let (oldParts, newParts) = (Self.sentences(old), Self.sentences(new))
    var (a, b) = (0, 0)
    /// What stands between two sentences that are the same.
    func between(_ nextOld: Int, _ nextNew: Int) {
      let from = (a..<nextOld, b..<nextNew)
      guard !from.0.isEmpty, !from.1.isEmpty else { return }
      let stretchOld = Array(old[oldParts[a].lowerBound..<oldParts[nextOld - 1].upperBound])
      let stretchNew = Array(new[newParts[b].lowerBound..<newParts[nextNew - 1].upperBound])
      guard max(stretchOld.count, stretchNew.count) <= Self.stretchLimit else { return }
      for pair in CommonSequence.pairs(stretchOld, stretchNew, limit: 400) {
        places[oldParts[a].lowerBound + pair.old] = Int32(clamping: newParts[b].lowerBound + pair.new)
      }
    }
    let hashesOld = oldParts.map { Self.hash(old[$0]) }
    let hashesNew = newParts.map { Self.hash(new[$0]) }
    for pair in CommonSequence.pairs(hashesOld, hashesNew) {
      between(pair.old, pair.new)
      let (from, to) = (oldParts[pair.old], newParts[pair.new])
      for i in 0..<min(from.count, to.count) { places[from.lowerBound + i] = Int32(clamping: to.lowerBound + i) }
      (a, b) = (pair.old + 1, pair.new + 1)
    }
    between(oldParts.count, newParts.count)
    places[old.count] = Int32(clamping: new.count)
    self.init(places: places, isIdentity: false)
  }

  /// From records alone, where no text is at hand: each pair says where a stretch went, and what follows goes with it.
  init(pairs: [(old: Range<Int>, new: Range<Int>)], length: Int) {
    var places = [Int32](repeating: -1, count: length + 1)
    var shift = 0
    var from = 0
    for pair in pairs {
      for i in from..<max(from, min(pair.old.lowerBound, length)) { places[i] = Int32(clamping: max(0, i + shift)) }
      shift = pair.new.lowerBound - pair.old.lowerBound
      from = min(max(from, pair.old.lowerBound), length)
    }
    for i in from...length { places[i] = Int32(clamping: max(0, i + shift)) }
    self.init(places: places, isIdentity: false)
  }

  /// Where a stretch stands whole in the new text; nil where it does not.
  func exact(_ span: Range<Int>) -> Range<Int>? {
    if isIdentity { return span }
    guard span.upperBound < places.count else { return nil }
    guard !span.isEmpty else {
      let at = Int(places[span.lowerBound])
      return at < 0 ? nil : at..<at
    }
    let first = Int(places[span.lowerBound])
    guard first >= 0, Int(places[span.upperBound - 1]) == first + span.count - 1 else { return nil }
    return first..<first + span.count
  }

  /// The stretch of the new text that holds what is left of an old one; nil where nothing is.
  func near(_ span: Range<Int>) -> Range<Int>? {
    if isIdentity { return span }
    var (low, high) = (Int.max, -1)
    for at in span where at < places.count && places[at] >= 0 {
      low = min(low, Int(places[at]))
      high = max(high, Int(places[at]))
    }
    return high < 0 ? nil : low..<high + 1
  }

  private static func hash(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt64 {
    scalars.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1.value)) &* 1_099_511_628_211 }
  }

  private static func sentences(_ text: [Unicode.Scalar]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var start = 0
    for (at, scalar) in text.enumerated() where SentenceEnd.isEnd(scalar) {
      out.append(start..<at + 1)
      start = at + 1
    }
    if start < text.count { out.append(start..<text.count) }
    return out
  }
}

/// The marks that end a sentence, roughly: for showing a record in its surroundings and comparing texts by parts.
enum SentenceEnd {
  static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x0A: true
    default: false
    }
  }

  /// The sentence around a stretch.
  static func sentence(around span: Range<Int>, in text: [Unicode.Scalar]) -> Range<Int> {
    var start = min(span.lowerBound, text.count)
    while start > 0, !isEnd(text[start - 1]) { start -= 1 }
    var end = min(max(span.upperBound, start), text.count)
    while end < text.count, !isEnd(text[end]) { end += 1 }
    if end < text.count, text[end] != "\n" { end += 1 }
    return start..<end
  }
}
