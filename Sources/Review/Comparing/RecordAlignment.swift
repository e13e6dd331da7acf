import Emitting

/// Which records of two versions of a document belong together.
///
/// First those of one type on one stretch of the text, carried over where the text changed; of what is left, those whose
/// stretches overlap; at last those that say the same elsewhere.
struct RecordAlignment {
  /// Places in the lists of lines; nil on the side where there is no like.
  private(set) var pairs: [(old: Int?, new: Int?)] = []
  let comparison: RecordComparison

  private let old: RecordGroup
  private let new: RecordGroup
  private let alignment: TextAlignment
  private var partner: [Int?]
  private var isTaken: [Bool]

  init(_ old: RecordGroup, _ new: RecordGroup) {
    self.old = old
    self.new = new
    let (before, after) = (Self.textBytes(old), Self.textBytes(new))
    var (oldText, newText): ([Unicode.Scalar]?, [Unicode.Scalar]?) = (old.documentText(), new.documentText())
    if let before, let after {
      if before == after { alignment = .identity } else { alignment = TextAlignment(oldText ?? [], newText ?? []) }
    } else {
      alignment = Self.alignmentWithoutText(old, new)
      if alignment.isIdentity {
        // The text of one side is that of the other, as far as anybody can tell.
        (oldText, newText) = (oldText ?? newText, newText ?? oldText)
      }
    }
    comparison = RecordComparison(old: old, new: new, alignment: alignment, oldText: oldText, newText: newText)
    partner = Array(repeating: nil, count: old.lines.count)
    isTaken = Array(repeating: false, count: new.lines.count)
    pairByPlace()
    pairByOverlap()
    pairByContent()
    order()
  }

  private static func textBytes(_ group: RecordGroup) -> ArraySlice<UInt8>? {
    group.lines.first { $0.type == .document }.flatMap { group.raw($0, "text") }
  }

  private static func alignmentWithoutText(_ old: RecordGroup, _ new: RecordGroup) -> TextAlignment {
    func keys(_ group: RecordGroup) -> [Int] {
      group.lines.filter { $0.type != .document }.map { line in
        var hash = Hasher()
        hash.combine(line.type)
        for byte in group.raw(line, "exact") ?? [] { hash.combine(byte) }
        return hash.finalize()
      }
    }
    let lines = (old.lines.filter { $0.type != .document }, new.lines.filter { $0.type != .document })
    let spans = Set(lines.1.map(\.span))
    let common = lines.0.count { spans.contains($0.span) }
    if common * 2 >= min(lines.0.count, lines.1.count) { return .identity }
    let length = lines.0.map(\.span.upperBound).max() ?? 0
    guard length < 1 << 24 else { return .identity }
    return TextAlignment(
      pairs: CommonSequence.pairs(keys(old), keys(new)).map { (lines.0[$0.old].span, lines.1[$0.new].span) },
      length: length)
  }

  // MARK: Pairing

  private struct Place: Hashable {
    var type: RecordType
    var span: Range<Int>
  }

  private mutating func pairByPlace() {
    var places: [Place: [Int]] = [:]
    places.reserveCapacity(new.lines.count)
    for (at, line) in new.lines.enumerated() { places[Place(type: line.type, span: line.span), default: []].append(at) }
    for (at, line) in old.lines.enumerated() {
      guard let span = line.type == .document ? line.span : alignment.exact(line.span),
        let candidates = places[Place(type: line.type, span: span)]
      else { continue }
      // Of several on one stretch, the one that says the same; else the first.
      let free = candidates.filter { !isTaken[$0] }
      let best = free.count < 2 ? free.first : free.first { comparison.changes(line, new.lines[$0]).isEmpty } ?? free[0]
      if let best { take(at, best) }
    }
  }

  private mutating func pairByOverlap() {
    var free = new.lines.indices.filter { !isTaken[$0] }
    guard !free.isEmpty else { return }
    free.sort { new.lines[$0].span.lowerBound < new.lines[$1].span.lowerBound }
    let longest = free.map { new.lines[$0].span.count }.max() ?? 0
    for (at, line) in old.lines.enumerated() where partner[at] == nil && line.type != .document {
      guard let span = alignment.exact(line.span) ?? alignment.near(line.span) else { continue }
      var (low, high) = (0, free.count)
      while low < high {
        let middle = (low + high) / 2
        if new.lines[free[middle]].span.lowerBound < span.lowerBound - longest {
          low = middle + 1
        } else {
          high = middle
        }
      }
      var best: (overlap: Int, at: Int)?
      while low < free.count, new.lines[free[low]].span.lowerBound < span.upperBound {
        let other = new.lines[free[low]]
        let overlap = min(span.upperBound, other.span.upperBound) - max(span.lowerBound, other.span.lowerBound)
        if overlap > best?.overlap ?? 0, other.type == line.type, !isTaken[free[low]] { best = (overlap, free[low]) }
        low += 1
      }
      if let best { take(at, best.at) }
    }
  }

  private mutating func pairByContent() {
    var contents: [Int: [Int]] = [:]
    for at in new.lines.indices where !isTaken[at] { contents[content(new.lines[at], new), default: []].append(at) }
    guard !contents.isEmpty else { return }
    for (at, line) in old.lines.enumerated() where partner[at] == nil {
      guard let candidates = contents[content(line, old)], let next = candidates.first(where: { !isTaken[$0] }) else {
        continue
      }
      take(at, next)
    }
  }

  private mutating func take(_ oldAt: Int, _ newAt: Int) {
    partner[oldAt] = newAt
    isTaken[newAt] = true
  }

  private static let placeNames: Set<String> = [
    "id", "start", "end", "source_start", "source_end", "sentence_start", "sentence_end", "spans", "part_of",
  ]

  /// What a record says, without where; equal for equal content within a run.
  private func content(_ line: RecordGroup.Line, _ group: RecordGroup) -> Int {
    var hash = Hasher()
    for member in group.members[line.members] where !Self.placeNames.contains(group.name(member)) {
      for byte in group.slice(member.value) { hash.combine(byte) }
    }
    return hash.finalize()
  }

  /// In the order of the new text, lost ones where they stood.
  private mutating func order() {
    var backward: [Int?] = Array(repeating: nil, count: new.lines.count)
    for (at, other) in partner.enumerated() { if let other { backward[other] = at } }
    var next = 0
    for at in new.lines.indices {
      if let from = backward[at] {
        while next < old.lines.count, next <= from {
          if partner[next] == nil { pairs.append((next, nil)) }
          next += 1
        }
      }
      pairs.append((backward[at], at))
    }
    while next < old.lines.count {
      if partner[next] == nil { pairs.append((next, nil)) }
      next += 1
    }
  }
}
