import Records
import Rules
import Text

/// Completes the observations of one sentence.
struct SentenceResolver {
  let resolver: Resolver
  let source: DocumentReference
  var document: Document {
    _read { yield source.document }
  }
  let tokens: [PatternToken]
  let context: DocumentContext
  /// The place that the first observation of the sentence will have in the document.
  let firstIndex: Int
  /// The observations of the last sentence before, in the same paragraph, that gave any.
  let before: ArraySlice<Observation>

  var symbols: ResolvingSymbols { resolver.symbols }

  func resolve(_ observations: ArraySlice<Observation>) -> [Observation] {
    var out: [Observation] = []
    let names = observations.flatMap { $0.roles.filter { $0.name == .indicator }.map(\.span) }
    for observation in observations {
      var it = observation
      if it.isFromTable {
        resolveCell(&it)
        out.append(it)
        continue
      }
      let at = token(of: it)
      let clause = clauseStart(at)
      if it.isListRank, giveRank(it, at, to: &out) { continue }
      resolvePeriod(&it, at, clause)
      resolveModality(&it, at, clause)
      resolveComing(&it)
      resolveArea(&it, at, clause, names, after: out.last)
      resolveBasis(&it, at, clause)
      resolveWhole(&it, at, out)
      resolveComparator(&it)
      if it.measure == .rank { resolveRankArea(&it, at) }
      resolveCode(&it)
      out.append(it)
    }
    return out
  }

  // MARK: Places in the sentence

  func token(of observation: Observation) -> Int {
    tokens.firstIndex { $0.symbol == symbols.quantity && Int($0.tag) == observation.quantity ?? -1 } ?? 0
  }

  func isBorder(_ at: Int) -> Bool {
    let symbol = tokens[at].symbol
    return symbol == symbols.comma || symbol == symbols.semicolon || symbol == symbols.colon
  }

  /// The token behind the border before a token.
  func clauseStart(_ at: Int) -> Int {
    var at = at
    while at > 0, !isBorder(at - 1) { at -= 1 }
    return at
  }

  func previous(_ at: Int) -> Symbol? {
    var at = at - 1
    while at >= 0, tokens[at].symbol == symbols.fill || tokens[at].symbol == symbols.lead { at -= 1 }
    return at >= 0 ? tokens[at].symbol : nil
  }

  // MARK: Steps

  private func resolveComparator(_ it: inout Observation) {
    guard let at = it.quantity, document.quantities[at].hasInclusiveWord else { return }
    let includes = it.modality == .target || it.modality == .plan
    switch it.comparator {
    case .greater? where includes: it.comparator = .greaterOrEqual
    case .greaterOrEqual? where !includes: it.comparator = .greater
    default: break
    }
  }

  func resolveCode(_ it: inout Observation) {
    guard let name = it.indicatorName, let known = resolver.tables.indicators[ExactKey(name)] else { return }
    it.indicator = known.code
    it.rule.add(known.row)
  }

  /// The level before 其中 is the whole of what follows it: the nearest of the same time, in the same unit.
  private func resolveWhole(_ it: inout Observation, _ at: Int, _ out: [Observation]) {
    guard it.measure == .level || it.measure == .share else { return }
    guard let among = tokens[..<at].lastIndex(where: { $0.symbol == symbols.among }) else { return }
    // 其中:甲3亿元;乙2亿元: a colon holds the list together.
    let isListed = among + 1 < tokens.count && tokens[among + 1].symbol == symbols.colon
    if !isListed, tokens[among..<at].contains(where: { $0.symbol == symbols.semicolon }), !isSibling(it, of: out, among)
    {
      return
    }
    if it.measure == .share, !it.roles.contains(where: { $0.name == .indicator }) { return }
    let start = tokens[among].span.start
    let here = out[..<(out.firstIndex { $0.span.end > start } ?? out.endIndex)]
    if let whole = wholeIndex(of: it, in: here) {
      it.partOf = firstIndex + whole
      extendName(&it, out[whole])
    } else if among < 2, !here.contains(where: { $0.measure == .level }), let whole = wholeIndex(of: it, in: before) {
      it.partOf = whole
      extendName(&it, before[whole])
    }
  }

  /// 其中第一产业增加值17亿元;第二产业增加值21亿元: a name that ends like that of the first part goes on with the list.
  private func isSibling(_ it: Observation, of out: [Observation], _ among: Int) -> Bool {
    guard let name = it.indicatorName, let first = out.first(where: { $0.span.start > tokens[among].span.start }),
      first.measure == .level, first.partOf != nil, let other = first.indicatorName, name != other
    else { return false }
    return zip(name.reversed(), other.reversed()).prefix { $0 == $1 }.count >= 3
  }

  /// The last level that can be the whole; of those, the last that holds for the same time, where there is one.
  private func wholeIndex(of it: Observation, in levels: ArraySlice<Observation>) -> Int? {
    func canHold(_ level: Observation) -> Bool {
      level.measure == .level && (it.measure == .share || sameKind(level, it))
    }
    func isOfSameTime(_ level: Observation) -> Bool {
      level.periodStart == it.periodStart && level.periodEnd == it.periodEnd
    }
    return levels.lastIndex { canHold($0) && isOfSameTime($0) }
      // The first of two levels is a part of a level that was, not of one that is.
      ?? (it.isFromLevel ? nil : levels.lastIndex { canHold($0) && !$0.isFromLevel })
  }

  private func sameKind(_ a: Observation, _ b: Observation) -> Bool {
    a.unit == b.unit || a.unit == nil || b.unit == nil
  }

  /// A name that ends where the whole begins takes the rest of it: 铁路营业里程…,其中高速铁路 is 高速铁路营业里程.
  private func extendName(_ it: inout Observation, _ whole: Observation) {
    guard it.measure == .level, let part = it.indicatorName, let name = whole.indicatorName else { return }
    let (a, b) = (Array(part.utf16), Array(name.utf16))
    guard a != b, b.count > 3, !resolver.tables.says("total", name) else { return }
    for length in stride(from: min(a.count - 1, b.count - 1), through: 2, by: -1)
    where a.suffix(length).elementsEqual(b.prefix(length)) {
      it.indicatorName = String(decoding: a + b.dropFirst(length), as: UTF16.self)
      return
    }
  }

  // MARK: Ranks

  /// A rank over a list: every growth before it in the sentence has it. False where there is none.
  private func giveRank(_ it: Observation, _ at: Int, to out: inout [Observation]) -> Bool {
    // 分别居第二位、第一位: each rank has the name of its growth.
    let ranked =
      it.isLastRank
      ? out.indices.suffix(1).filter { out[$0].measure != .rank && out[$0].rank == nil }
      : out.indices.filter {
        out[$0].measure == .growth && (it.indicatorName == nil || out[$0].indicatorName == it.indicatorName)
      }
    guard !ranked.isEmpty else { return it.isLastRank }
    var rank = it
    resolveRankArea(&rank, at)
    for index in ranked {
      out[index].rank = it.value
      out[index].rankArea = rank.rankArea
      out[index].rankAreaName = rank.rankAreaName
      out[index].roles.append(.init(.rank, it.span))
      out[index].rule.add(it.rule)
    }
    return true
  }

  /// 居潍坊市第二位、第一位和第三位: nothing but ranks between a rank and its area.
  private func isOfRankList(_ token: PatternToken) -> Bool {
    token.symbol == symbols.sep || token.span.count == 1 || token.flags & SentenceTokens.Flag.ordinal != 0
  }

  private func resolveRankArea(_ it: inout Observation, _ at: Int) {
    it.rank = it.value
    guard let region = tokens[..<at].lastIndex(where: { $0.symbol == symbols.region }), region >= clauseStart(at),
      at - region <= 3 || tokens[region..<at].dropFirst().allSatisfy({ isOfRankList($0) })
    else { return }
    let entity = document.entities[Int(tokens[region].tag)]
    it.rankArea = entity.code
    it.rankAreaName = entity.name
  }
}
