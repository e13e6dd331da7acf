import Records
import Rules
import Text

/// Shares names out over lists: 分别, siblings that leave out what the first one said, 城乡.
struct ListReader: Sendable {
  static let schema = TableSchema(
    kind: "lists",
    columns: [
      .init(
        "class", required: true,
        values: [
          "group", "split", "suffix", "generic", "statistic", "unit", "loose", "ratio", "and", "doers_end",
          "doers_begin", "per_unit",
          "tail", "peers", "bodies", "kept", "lands",
        ]),
      .init("words", required: true), .init("parts"),
    ])

  /// The key of the units table for heads of people.
  static let person = "\u{4EBA}"

  private let groups: [[UInt16]]
  let splits: [(word: [UInt16], parts: [[UInt16]], row: RowID)]
  /// 三次产业结构: what the numbers of a ratio are shares of.
  private let ratios: [(word: [UInt16], parts: [String], row: RowID)]
  let suffixes: [[UInt16]]
  private let suffixRow: RowID
  let statistics: [[UInt16]]
  private let generics: Set<[UInt16]>
  let genericRow: RowID
  /// Words of the cue class `act`, the longest first.
  private let verbs: [[UInt16]]
  let nounUnits: Set<String>
  let looseUnits: Set<String>
  /// Units of what is there, not of what is made.
  let bodyUnits: Set<String>
  private let landUnits: Set<String>
  /// Verbs at an edge of a name that counts those who do it, and what the name ends with then: 参保人数.
  private let doers: [(word: String, isEnd: Bool, noun: String, row: RowID)]
  /// Words at the end of a name that belong to the unit, the longest first.
  private let perUnits: [(word: [UInt16], unit: String, row: RowID)]
  private let kept: [[UInt16]]
  let tails: [[UInt16]]
  let tailRow: RowID
  /// Words that stand beside one another in lists: 城镇, 农村.
  let peers: [(words: [[UInt16]], row: RowID)]
  let joints: [[UInt16]]
  let andRow: RowID

  init(tables: TableSet, symbols: RelationSymbols) {
    let rows = tables.rows(of: "lists")
    func words(_ kind: String) -> [[UInt16]] {
      rows.filter { $0["class"] == kind }.flatMap { $0.list("words") }.map { Array($0.utf16) }
        .sorted { $0.count > $1.count }
    }
    func row(_ kind: String) -> RowID { rows.first { $0["class"] == kind }?.rowID ?? RowID(-1) }
    groups = words("group")
    splits = rows.filter { $0["class"] == "split" }.flatMap { row in
      row.list("words").map { (Array($0.utf16), row.list("parts").map { Array($0.utf16) }, row.rowID) }
    }
    ratios = rows.filter { $0["class"] == "ratio" }.flatMap { row in
      row.list("words").map { (Array($0.utf16), row.list("parts"), row.rowID) }
    }
    suffixes = words("suffix")
    suffixRow = row("suffix")
    statistics = words("statistic")
    generics = Set(words("generic"))
    genericRow = row("generic")
    nounUnits = Set(rows.filter { $0["class"] == "unit" }.flatMap { $0.list("words") })
    looseUnits = Set(rows.filter { $0["class"] == "loose" }.flatMap { $0.list("words") })
    bodyUnits = Set(rows.filter { $0["class"] == "bodies" }.flatMap { $0.list("words") })
    landUnits = Set(rows.filter { $0["class"] == "lands" }.flatMap { $0.list("words") })
    verbs = tables.rows(of: "cues").filter { $0["class"] == "act" && $0["as"] != "shield" }.flatMap { $0.list("words") }
      .map { Array($0.utf16) }.sorted { $0.count > $1.count }
    doers = rows.filter { $0["class"].hasPrefix("doers") }.flatMap { row in
      row.list("words").map { ($0, row["class"] == "doers_end", row["parts"], row.rowID) }
    }
    perUnits = rows.filter { $0["class"] == "per_unit" }.flatMap { row in
      row.list("words").map { (Array($0.utf16), row["parts"], row.rowID) }
    }.sorted { $0.0.count > $1.0.count }
    kept = words("kept")
    tails = words("tail")
    tailRow = row("tail")
    peers = rows.filter { $0["class"] == "peers" }.map { ($0.list("words").map { Array($0.utf16) }, $0.rowID) }
    joints = words("and")
    andRow = row("and")
  }

  func isGroup(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) -> Bool {
    groups.contains { ends(units, span, $0) }
  }

  /// The word at the end of a name that belongs to the unit, or that is all of it, and that unit: 每公斤 of
  /// 收购价每公斤.
  func perUnit(
    _ units: UnsafeBufferPointer<UInt16>, _ span: Span, isWhole: Bool
  ) -> (length: Int, unit: String, row: RowID)? {
    perUnits.first { ends(units, span, $0.word) && (span.count == $0.word.count) == isWhole }
      .map { ($0.word.count, $0.unit, $0.row) }
  }

  func perUnit(of name: String) -> (length: Int, unit: String, row: RowID)? {
    let text = Array(name.utf16)
    return text.withUnsafeBufferPointer { perUnit($0, Span(0, $0.count), isWhole: false) }
  }

  /// A name with the verb before it, where it keeps that: 完成投资.
  func withVerb(_ name: Span, _ units: UnsafeBufferPointer<UInt16>, in sentence: Span) -> Span {
    let before = Span(sentence.start, name.end)
    guard let word = kept.first(where: { $0.count > name.count && ends(units, before, $0) }) else { return name }
    return Span(name.end - word.count, name.end)
  }

  /// Units of the verb that a name begins with: 淘汰 of 淘汰落后产能.
  func verbLength(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) -> Int? {
    verbs.first { $0.count < span.count && starts(units, span, $0) }?.count
  }

  // MARK: Distribution

  /// Gives each number of a list (`5%、6%和7%`) its own name, where the sentence names as many things.
  func distribute(
    _ findings: inout [SentenceRelater.Finding?], _ tokens: [PatternToken], _ units: UnsafeBufferPointer<UInt16>,
    _ relater: Relater
  ) {
    let symbols = relater.symbols
    var at = 0
    while at < tokens.count {
      guard tokens[at].symbol == symbols.quantity, findings[at] != nil else {
        at += 1
        continue
      }
      if let end = ratio(at, &findings, tokens, units, relater) {
        at = end
        continue
      }
      let list = numbers(from: at, tokens, symbols)
      defer { at = (list.last ?? at) + 1 }
      if list.count == 1, let parts = several(findings[at], at, tokens, units, symbols) {
        findings[at]?.name?.span = parts[0].span
        findings[at]?.row = andRow
        findings[at]?.others = Array(parts.dropFirst())
      }
      guard list.count > 1, let first = findings[at], !first.isFrom else { continue }
      let isEach = tokens[..<at].suffix(12).contains { $0.symbol == symbols.each }
      let parts = first.name.map { self.parts(of: $0.span, units, list.count) } ?? nil
      var areas = regions(of: first, tokens, relater)
      if areas.isEmpty, isEach, first.name != nil { areas = openingRegions(tokens, relater.symbols) }
      if areas.count == list.count {
        // 甲市、乙市生产总值分别为…
        for (area, number) in zip(areas, list) {
          findings[number] = first
          findings[number]?.name?.area = area
        }
      } else if let parts, parts.count == list.count {
        share(parts, over: list, first, &findings)
      } else if first.name == nil || isEach {
        let earlier = named(before: at, findings, tokens, list.count)
        if earlier.count == list.count {
          for (i, number) in list.enumerated() {
            findings[number] = first
            findings[number]?.name = earlier[i].name
            findings[number]?.nameText = earlier[i].nameText
          }
        } else {
          for number in list.dropFirst() where findings[number]?.name == nil { findings[number] = first }
        }
      }
    }
  }

  /// The names that one number is said of: those of a list before 均, or known indicators with 和 before another
  /// statistic.
  private func several(
    _ finding: SentenceRelater.Finding?, _ at: Int, _ tokens: [PatternToken], _ units: UnsafeBufferPointer<UInt16>,
    _ symbols: RelationSymbols
  ) -> [Part]? {
    guard let name = finding?.name, finding?.isFrom == false, let last = name.tokens.last, last < at else { return nil }
    let isBoth = tokens[last..<at].contains { $0.symbol == symbols.both }
    guard isBoth || name.tokens.contains(where: { tokens[$0].symbol == symbols.indicator }) else { return nil }
    for count in 2...6 {
      guard let parts = parts(of: name.span, units, count, splitsWords: false) else { continue }
      let isKnown =
        parts.dropLast().allSatisfy { part in
          name.tokens.contains { tokens[$0].symbol == symbols.indicator && tokens[$0].span == part.span }
        } && parts.last.map { part in statistics.contains { ends(units, part.span, $0) } } ?? false
      return isBoth || isKnown ? parts : nil
    }
    return nil
  }

  /// 三次产业结构为7.1:27.1:65.8: each number is the share of one part. The token behind the last number; nil where it is none.
  private func ratio(
    _ first: Int, _ findings: inout [SentenceRelater.Finding?], _ tokens: [PatternToken],
    _ units: UnsafeBufferPointer<UInt16>, _ relater: Relater
  ) -> Int? {
    guard let finding = findings[first], let name = finding.name?.span,
      let known = ratios.first(where: { find($0.word, units, name) != nil }), let rule = relater.ratioRule
    else { return nil }
    var numbers = [first]
    while let last = numbers.last, last + 2 < tokens.count, tokens[last + 1].symbol == relater.symbols.colon,
      tokens[last + 2].symbol == relater.symbols.quantity
    { numbers.append(last + 2) }
    guard numbers.count == known.parts.count else { return nil }
    for (number, part) in zip(numbers, known.parts) {
      findings[number] = finding
      findings[number]?.rule = rule
      findings[number]?.nameText = part
      findings[number]?.row = known.row
    }
    return (numbers.last ?? first) + 1
  }

  private func share(
    _ parts: [Part], over list: [Int], _ first: SentenceRelater.Finding, _ findings: inout [SentenceRelater.Finding?]
  ) {
    for (i, number) in list.enumerated() {
      findings[number] = first
      findings[number]?.name?.span = parts[i].span
      findings[number]?.nameText = parts[i].text
      findings[number]?.row = parts[i].row
    }
  }

  /// Numbers that follow one another with nothing but marks and 和 between them.
  private func numbers(from start: Int, _ tokens: [PatternToken], _ symbols: RelationSymbols) -> [Int] {
    var out = [start]
    var at = start + 1
    while at < tokens.count {
      if tokens[at].symbol == symbols.quantity {
        // 4镇5乡: side by side is no list.
        guard at > (out.last ?? start) + 1 else { break }
        out.append(at)
      } else if tokens[at].span.count == 1, !symbols.borders.contains(tokens[at].symbol),
        tokens[start].flags & SentenceTokens.Flag.ordinal != 0
      {
        // 第二位、第一位
      } else if tokens[at].symbol != symbols.sep, tokens[at].symbol != symbols.and,
        !symbols.cues.skipped.contains(tokens[at].symbol)
      {
        break
      }
      at += 1
    }
    return out
  }

  /// The last names that were said before a number, as many as are wanted.
  private func named(
    before: Int, _ findings: [SentenceRelater.Finding?], _ tokens: [PatternToken], _ count: Int
  ) -> [SentenceRelater.Finding] {
    var out: [SentenceRelater.Finding] = []
    for finding in findings[..<before].reversed() {
      guard let finding, finding.name != nil else { continue }
      out.append(finding)
      if out.count == count { break }
    }
    return out.reversed()
  }

  // MARK: Names that lean on earlier ones

  /// The suffix that a sibling leaves out: 产量, where the one before it was 棉纱产量 and this is 纸.
  func suffix(of name: String) -> (text: String, row: RowID)? {
    let text = Array(name.utf16)
    return suffixes.first { text.count > $0.count && text.suffix($0.count).elementsEqual($0) }
      .map { (String(decoding: $0, as: UTF16.self), suffixRow) }
  }

  /// Whether what was said in one unit goes on in another: 纱 in 吨, 布 in 米, but not 播种面积 in 吨.
  func goesOn(from unit: String?, to other: String?) -> Bool {
    unit == other || !landUnits.contains(unit ?? "") && !landUnits.contains(other ?? "")
  }

  /// A thing by itself, not a statistic of it: 纸, not 发电量.
  func isBareThing(_ name: String) -> Bool {
    let text = Array(name.utf16)
    return text.count <= 6 && !statistics.contains { text.count >= $0.count && text.suffix($0.count).elementsEqual($0) }
  }

  /// The name of those who do what a name says: 领取养老金 counted in 人 is 领取养老金人数; 居民参保 behind the number
  /// counts 居民.
  func doers(of observation: Observation) -> (text: String, row: RowID)? {
    guard let name = observation.indicatorName,
      let known = doers.first(where: { $0.isEnd ? name.hasSuffix($0.word) : name.hasPrefix($0.word) })
    else { return nil }
    let isBehind = observation.roles.contains { $0.name == .indicator && $0.span.start >= observation.span.end }
    if isBehind, known.isEnd, name != known.word { return (String(name.dropLast(known.word.count)), known.row) }
    guard observation.unit == Self.person, known.isEnd || name != known.word else { return nil }
    return (name + known.noun, known.row)
  }

  func isGeneric(_ name: String) -> Bool { generics.contains(Array(name.utf16)) }
}
