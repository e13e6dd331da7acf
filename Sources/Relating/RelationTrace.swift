import Records
import Rules
import Text

/// How the rows of the relations table fared around one number: for people who ask why.
public struct RelationTrace: Sendable {
  /// What the sentence looks like to patterns.
  public var tokens: [PatternToken]
  /// The token of the number.
  public var anchor: Int
  /// By the order of the table. The first that speaks is the one that spoke.
  public var attempts: [Attempt]

  public struct Attempt: Sendable {
    public var row: RowID
    public var elements: [Pattern.Element]
    public var trace: PatternTrace
    /// Why it does not speak though its pattern matches.
    public var refusal: Refusal?

    public var speaks: Bool { trace.match != nil && refusal == nil }
  }

  /// What keeps a rule from speaking whose pattern matches.
  public enum Refusal: Sendable {
    /// The words that the pattern gave for the name are none.
    case nothingIsNamed
    /// What stands as the subject is no body or group.
    case subjectIsNoBody
    /// The unit does not name a thing.
    case unitIsNoNoun
  }

  /// The rule that spoke for the number by itself.
  public var spoken: Attempt? { attempts.first { $0.speaks } }
}

extension Relater {
  /// The names of symbols and of groups of them, as patterns write them.
  public var symbolNames: [String] { symbols.cues.symbols.names }

  /// Tries all rows around a number of a document that was tagged. Slow; nil where the number stands in no sentence.
  public func trace(_ document: Document, quantity: Int) -> RelationTrace? {
    guard document.quantities.indices.contains(quantity) else { return nil }
    let span = document.quantities[quantity].span
    guard let sentence = document.sentences.first(where: { $0.span.contains(span) }) else { return nil }
    return document.text.units.withUnsafeBufferPointer { units in
      var reader = SentenceTokens(symbols: symbols.cues.symbols, looseUnits: lists.looseUnits)
      var cursor = SentenceTokens.Cursor()
      reader.read(document, units, sentence.span, &cursor)
      let tokens = reader.tokens
      guard
        let anchor = tokens.firstIndex(where: { $0.symbol == symbols.quantity && Int($0.tag) == quantity })
      else { return nil }
      let relater = SentenceRelater(
        relater: self, source: DocumentReference(document), units: units, tokens: tokens, sentence: sentence.span)
      let attempts = rules.indices.map { index in
        let rule = rules[index]
        var attempt = RelationTrace.Attempt(
          row: rule.row, elements: rule.pattern.elements,
          trace: rule.pattern.trace(tokens, at: anchor, skipped: symbols.cues.skipped, borders: symbols.borders))
        if let match = attempt.trace.match {
          var finding = SentenceRelater.Finding(rule: index, match: match)
          attempt.refusal = relater.refusal(of: &finding, anchor)
        }
        return attempt
      }
      return RelationTrace(tokens: tokens, anchor: anchor, attempts: attempts)
    }
  }
}
