import Records
import Rules
import Text

/// A place where the text names a division, a country or an area.
struct RegionMention: Sendable {
  var span: Span
  /// In `RegionNames.index.regions`; -1 for a place without a code, or where the name stays ambiguous.
  var region: Int32 = -1
  /// As the text names it; another one than `region` for a name of the past.
  var raw: Int32 = -1
  /// In `RegionNames.places`, or -1.
  var place: Int32 = -1
  var code: Int32 = 0
  var name: String
  var level: RegionLevel?
  var row: RowID
  /// The short name stands there (`阳曲`), so that a word such as 县委 brings the word for the kind of division.
  var isShort = false
}

/// Finds where regions are named, and settles which region an ambiguous name means.
///
/// One walk over the hits of names. What is decided: whether the letters name a region at all (a short name of a county
/// needs evidence), which of several it is (the chain that it stands in, the region of the document, what was named
/// before), and what a name of the past means at the document's date.
struct RegionFinder: Sendable {
  static let stopSchema = TableSchema(
    kind: "region_stops",
    columns: [.init("class", required: true, values: ["cover", "tail"]), .init("text", required: true)])

  let names: RegionNames
  let literals: [Literal]
  /// By `RowID.value`: 1 covers, 2 is a tail.
  private let stops: [UInt8]

  init(tables: TableSet, index: RegionIndex) throws(Diagnostic) {
    names = RegionNames(tables: tables, index: index)
    var stops = [UInt8](repeating: 0, count: tables.rows.count)
    var literals = names.literals
    for row in tables.rows(of: Self.stopSchema.kind) {
      stops[Int(row.rowID.value)] = row["class"] == "tail" ? 2 : 1
      literals += row.list("text").map { (Array($0.utf16), row.rowID, .everywhere) }
    }
    self.stops = stops
    self.literals = literals
  }

  /// The regions in text order, and the words that hold the letters of a name without naming it.
  func find(_ input: TagInput) -> (mentions: [RegionMention], covers: [Span]) {
    var walk = Walk(finder: self, input: input)
    walk.run()
    return (walk.mentions, walk.covers)
  }
}

extension RegionFinder {
  /// The state of one walk over a document.
  private struct Walk {
    struct Hit {
      var start: Int
      var end: Int
      var surface: Int
    }

    let names: RegionNames
    let units: UnsafeBufferPointer<UInt16>
    let year: Int?
    /// The place of the document's region, and those that it lies in.
    let home: [Int32]
    var hits: [Hit] = []
    var covers: [Span] = []
    var tails: [Span] = []
    /// By surface: the text has it as a full name.
    var seen: [Bool]
    /// By region: it was named before.
    var named: [Bool]
    var mentions: [RegionMention] = []

    init(finder: RegionFinder, input: TagInput) {
      names = finder.names
      units = input.units
      year = input.metadata.date?.year
      seen = [Bool](repeating: false, count: names.surfaces.count)
      named = [Bool](repeating: false, count: names.index.regions.count)
      var home: [Int32] = []
      var code = input.metadata.region.flatMap { Int32($0) } ?? 0
      while code != 0, home.count < 4, let place = names.index.place(of: code, in: year) {
        home.append(code)
        code = names.index.regions[place].parent
      }
      self.home = home
      for hit in input.hits[.regions] {
        let start = Int(hit.start)
        let end = Int(hit.end)
        switch finder.stops[Int(hit.row.value)] {
        case 1: covers.append(Span(start, end))
        case 2: tails.append(Span(start, end))
        default:
          guard let surface = names.surface(hit.row, end - start) else { continue }
          hits.append(Hit(start: start, end: end, surface: surface))
          if names.surfaces[surface].isFull, end - start > 2 { seen[surface] = true }
        }
      }
    }

    mutating func run() {
      var at = 0
      var cover = 0
      var coverEnd = 0
      var tail = 0
      while at < hits.count {
        let start = hits[at].start
        var next = at + 1
        while next < hits.count, hits[next].start == start { next += 1 }
        defer { at = next }
        while cover < covers.count, covers[cover].start <= start {
          coverEnd = max(coverEnd, covers[cover].end)
          cover += 1
        }
        while tail < tails.count, tails[tail].start < start { tail += 1 }
        if let last = mentions.last, start < last.span.end { continue }
        for i in stride(from: next - 1, through: at, by: -1) {
          let hit = hits[i]
          if hit.end <= coverEnd || isCut(hit, from: tail) { continue }
          if let mention = mention(hit) {
            append(mention)
            break
          }
        }
      }
    }

    /// 上海市 in 上海市场: its last letter belongs to another word.
    private func isCut(_ hit: Hit, from first: Int) -> Bool {
      guard names.surfaces[hit.surface].isFull else { return false }
      var i = first
      while i < tails.count, tails[i].start < hit.end {
        if tails[i].start == hit.end - 1 { return true }
        i += 1
      }
      return false
    }

    /// Joins a chain: 湖南省 + 长沙市 is one region, the last.
    private mutating func append(_ mention: RegionMention) {
      if mention.region >= 0 { named[Int(mention.region)] = true }
      guard let last = mentions.last, last.span.end == mention.span.start, lies(mention, in: last) else {
        mentions.append(mention)
        return
      }
      var joined = mention
      joined.span = last.span.union(mention.span)
      mentions[mentions.count - 1] = joined
    }

    private func lies(_ inner: RegionMention, in outer: RegionMention) -> Bool {
      if outer.place >= 0 {
        return names.places[Int(outer.place)].level == .country && inner.level == .province
      }
      guard inner.region >= 0, inner.code != outer.code else { return false }
      return contains(outer, inner.region) || (inner.raw >= 0 && contains(outer, inner.raw))
    }

    /// A division lies in a mentioned one, today or under the name that was used.
    private func contains(_ outer: RegionMention, _ region: Int32) -> Bool {
      guard outer.code != 0 else { return false }
      let r = names.index.regions[Int(region)]
      if r.code == outer.code { return false }
      if names.index.isWithin(r.parent, outer.code) { return true }
      if outer.raw >= 0, names.index.isWithin(r.parent, names.index.regions[Int(outer.raw)].code) { return true }
      guard let now = names.present(Int(region), in: year) else { return false }
      let code = names.index.regions[now].code
      return code != outer.code && names.index.isWithin(code, outer.code)
    }

    // MARK: Which region

    private func mention(_ hit: Hit) -> RegionMention? {
      let surface = names.surfaces[hit.surface]
      let span = Span(hit.start, hit.end)
      if surface.place >= 0 {
        let place = names.places[Int(surface.place)]
        return RegionMention(span: span, place: surface.place, name: place.name, level: place.level, row: place.row)
      }
      var best: (score: Int, region: Int, raw: Int)?
      var isTied = false
      for at in names.range(of: surface) {
        let raw = Int(names.candidates[at])
        guard let score = score(raw, surface, span) else { continue }
        let now = names.present(raw, in: year) ?? raw
        if let known = best {
          if names.index.regions[known.region].code == names.index.regions[now].code {
            if score > known.score { best = (score, now, raw) }
            continue
          }
          if score < known.score { continue }
          isTied = score == known.score
        }
        best = (score, now, raw)
      }
      guard let best else { return nil }
      let r = names.index.regions[best.region]
      let isShort = names.surfaces[hit.surface].isFull == false
      if isTied {
        guard !isShort else { return nil }
        let name = names.index.regions[best.raw].name
        return RegionMention(span: span, name: name, level: r.level, row: r.row)
      }
      let isKnown = names.present(best.raw, in: year) != nil
      return RegionMention(
        span: span, region: Int32(best.region), raw: Int32(best.raw), code: isKnown ? r.code : 0, name: r.name,
        level: r.level, row: r.row,
        isShort: isShort)
    }

    /// How well a division fits a name at a place; nil where nothing speaks for it.
    private func score(_ raw: Int, _ surface: RegionNames.Surface, _ span: Span) -> Int? {
      let r = names.index.regions[raw]
      let isChained = mentions.last.map { $0.span.end == span.start && contains($0, Int32(raw)) } ?? false
      let isHome = home.contains(r.code)
      let isFull = surface.isFull && r.name.utf16.count == span.count
      var isTrusted = isChained
      switch surface.trust {
      case .free: isTrusted = isTrusted || isFull || r.level != .county || hasEvidence(raw, span, isHome)
      case .evidence: isTrusted = isTrusted || hasEvidence(raw, span, isHome)
      case .word: isTrusted = isTrusted || r.level != .county
      }
      guard isTrusted else { return nil }
      var score = isChained ? 2000 : 0
      if r.isValid(in: year) { score += 400 }
      if isFull { score += 100 }
      switch r.level {
      case .province: score += 60
      case .prefecture:
        // A city before a 地区 of the same name, whose codes go from 21 to 50.
        score += (21...50).contains(r.code / 100 % 100) ? 35 : 40
      default: break
      }
      score += nearness(raw)
      if let home = home.first {
        if r.code == home {
          score += 95
        } else if r.code / 100 == home / 100 {
          score += 50
        } else if r.code / 10000 == home / 10000 {
          score += 30
        }
      }
      return score
    }

    private func hasEvidence(_ raw: Int, _ span: Span, _ isHome: Bool) -> Bool {
      if isHome { return true }
      if seen[Int(names.fullSurface[raw])], names.index.regions[raw].name.utf16.count > span.count { return true }
      if named[raw] || isBesideSibling(raw, span) { return true }
      return isListed(span)
    }

    /// 西峰区、环县: it stands in a list behind a division of the same parent.
    private func isBesideSibling(_ raw: Int, _ span: Span) -> Bool {
      guard let last = mentions.last, last.region >= 0, last.span.end + 1 == span.start,
        Self.isListMark(units[last.span.end])
      else { return false }
      let parent = names.index.regions[raw].parent
      return parent != 0 && parent % 100 == 0 && names.index.regions[Int(last.region)].parent == parent
    }

    /// 上海、黄埔、湛江: it stands in a list of regions.
    private func isListed(_ span: Span) -> Bool {
      guard let last = mentions.last, last.span.end + 1 == span.start, Self.isListMark(units[last.span.end]),
        span.end + 1 < units.count, Self.isListMark(units[span.end])
      else { return false }
      var low = 0
      var high = hits.count
      while low < high {
        let middle = (low + high) / 2
        if hits[middle].start <= span.end { low = middle + 1 } else { high = middle }
      }
      while low < hits.count, hits[low].start == span.end + 1 {
        if names.surfaces[hits[low].surface].trust == .free { return true }
        low += 1
      }
      return false
    }

    /// 、
    private static func isListMark(_ unit: UInt16) -> Bool { unit == 0x3001 }

    /// More, the nearer a division that it lies in was named before.
    private func nearness(_ raw: Int) -> Int {
      let parent = names.index.regions[raw].parent
      guard parent != 0 else { return 0 }
      var distance = 0
      for mention in mentions.reversed().prefix(12) where mention.code != 0 {
        if names.index.isWithin(parent, mention.code) { return 90 - distance }
        if names.index.regions[raw].code == mention.code { return 85 - distance }
        distance += 5
      }
      return 0
    }
  }
}
