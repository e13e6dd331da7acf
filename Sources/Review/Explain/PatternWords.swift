import Pipeline
import Relating
import Rules

/// Says in words what elements of patterns want and what they met.
struct PatternWords {
  let text: ExplainedText
  private let symbols: [String]

  init(_ text: ExplainedText) {
    self.text = text
    symbols = text.pipeline.symbolNames
  }

  private static let tags = [
    "Q": "a number", "P": "a period", "R": "a region", "E": "a named body or place", "T": "plain text",
    "I": "the name of a known indicator", "comma": "a comma or the end of a sentence", "semicolon": "a semicolon",
    "colon": "a colon", "sep": "an enumeration comma", "open": "an opening bracket", "close": "a closing bracket",
  ]

  /// What an element takes, as far as it can be told.
  func wanted(_ at: Int, of attempt: RelationTrace.Attempt) -> String {
    let element = attempt.elements[at]
    if let set = element.symbols {
      let names = symbols.indices.filter { $0 < 128 && set.contains(Symbol(UInt8($0))) }.map { symbols[$0] }
      if names.count > 6 { return "a word of the group \(Self.symbol(of: element.text))" }
      return names.map { name in Self.tags[name] ?? cue(name) }.joined(separator: " or ")
    }
    let bare = element.text.split(separator: ":").last.map(String.init) ?? element.text
    switch bare.prefix(1) {
    case "^", "$": return "the border of the clause"
    case "<", ">": return "the border of the sentence"
    default:
      let parts = attempt.elements.indices.filter { attempt.elements[$0].enclosing == at }
      return parts.map { wanted($0, of: attempt) }.joined(separator: " or ")
    }
  }

  /// `thing` of `noun:thing+`.
  private static func symbol(of element: String) -> String {
    String((element.split(separator: ":").last ?? "").prefix { $0.isLetter || $0 == "_" })
  }

  /// A class of cues with some of its words.
  private func cue(_ name: String) -> String {
    let words = text.pipeline.tables.rows(of: "cues").filter { $0["class"] == name && $0["as"] != "shield" }
      .flatMap { $0.list("words") }
    return "\(name) (\(words.prefix(4).joined(separator: " "))\(words.count > 4 ? " …" : ""))"
  }

  /// A token as patterns see it: `up «增长» 17–19`.
  func token(_ token: PatternToken) -> String { "\(symbol(token)) \(text.quoted(token.span))" }

  func symbol(_ token: PatternToken) -> String {
    let at = Int(token.symbol.value)
    let name = symbols.indices.contains(at) ? symbols[at] : "?"
    let flags = flags(token.flags)
    return flags.isEmpty ? name : "\(name)[\(flags.joined(separator: " "))]"
  }

  func flags(_ flags: UInt32) -> [String] {
    SentenceTokens.Flag.names.filter { flags & $0.value != 0 }.map(\.key).sorted()
  }

  /// The first element that failed, what it wanted, what it met, and what would have fitted.
  func failure(_ it: PatternTrace.Failure, _ attempt: RelationTrace.Attempt, _ tokens: [PatternToken]) -> String {
    let element = attempt.elements[it.element]
    let side = it.isBefore ? "before the number" : "behind the number"
    guard let at = it.token else {
      return
        "\(element.text) wants \(wanted(it.element, of: attempt)); the sentence \(it.isBefore ? "begins" : "ends") without it"
        + others(it, attempt)
    }
    if it.missing != 0 {
      let missing = flags(it.missing).joined(separator: " and ")
      return "\(element.text) wants \(missing); \(token(tokens[at])) is not"
    }
    return "\(element.text) wants \(wanted(it.element, of: attempt)) \(side); it met \(token(tokens[at]))"
      + others(it, attempt)
  }

  private func others(_ it: PatternTrace.Failure, _ attempt: RelationTrace.Attempt) -> String {
    let list = it.others.map { attempt.elements[$0].text }
    return list.isEmpty ? "" : "; \(list.joined(separator: ", ")) might stand there too"
  }

  func refusal(_ it: RelationTrace.Refusal) -> String {
    switch it {
    case .nothingIsNamed: "the words that it takes for the name are none once areas and edge words are cut off"
    case .subjectIsNoBody: "what stands as the subject is neither a named body nor a group of bodies"
    case .unitIsNoNoun: "the unit does not name a thing (class unit of the lists table)"
    }
  }

  /// Each element with the words that it took.
  func taken(_ attempt: RelationTrace.Attempt, _ tokens: [PatternToken]) -> [[String]] {
    attempt.elements.enumerated().compactMap { at, element in
      let steps = attempt.trace.steps.filter { $0.element == at && !$0.tokens.isEmpty }
      // Brackets have no tokens of their own: their parts are told.
      if element.symbols == nil, steps.isEmpty { return nil }
      let words = steps.flatMap { step in step.tokens.map { text.words(tokens[$0].span) } }
      return ["    " + element.text, words.isEmpty ? "–" : words.joined(separator: " ")]
    }
  }
}
