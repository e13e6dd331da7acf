import Records
import Relating
import Rules
import Text

extension Explainer {
  /// Why a row did not speak: of the number at a place (code points), or of every number of the text. Throws where
  /// there is no such row.
  public func whyNot(rule name: String, at offset: Int?) throws -> String {
    guard let row = text.row(named: name) else {
      throw InputError(
        place: "--rule \(name)",
        reason: "no row has this id; \(suggestion(name, text.pipeline.tables.rows.map(\.id)))")
    }
    let head = "\(text.cited(row)), of the table \(text.kind(row))\n"
    if text.kind(row) == "origins" { return head + whyNotOrigin(row, at: offset) }
    guard text.kind(row) == "relations" else { return head + whyNotWords(row, at: offset) }
    let meant = text.document.quantities.indices.filter { at in
      offset.map { text.points(text.document.quantities[at].span).contains($0) } ?? true
    }
    if meant.isEmpty {
      return head + "  " + (offset == nil ? "the text has no number" : "there is no number at this place") + "\n"
    }
    let answers = meant.prefix(50).map { whyNot(row, $0) }.joined(separator: "\n")
    return head + "  \(row["pattern"])\n\n" + answers
  }

  private func whyNot(_ row: Row, _ quantity: Int) -> String {
    let it = text.document.quantities[quantity]
    let words = PatternWords(text)
    guard let trace = text.pipeline.trace(text.document, quantity: quantity),
      let attempt = trace.attempts.first(where: { $0.row == row.rowID })
    else { return "\(text.quoted(it.span)): it is no token of a sentence: a longer tag covers it\n" }
    var out = text.quoted(it.span) + ": "
    if let failure = attempt.trace.failure {
      out += "does not fit.\n  \(words.failure(failure, attempt, trace.tokens))\n"
      if let at = failure.token { out += pointed(trace, at) }
    } else if let refusal = attempt.refusal {
      out += "fits, and is refused: \(words.refusal(refusal))\n"
      out += TextTable(words.taken(attempt, trace.tokens)).description
    } else if let spoken = trace.spoken, spoken.row != row.rowID, let other = text.row(spoken.row) {
      out += "fits, but \(text.cited(other)) stands above it and spoke\n"
      out += TextTable(words.taken(attempt, trace.tokens)).description
    } else {
      out += "it spoke\n" + TextTable(words.taken(attempt, trace.tokens)).description
    }
    return out
  }

  /// The sentence with the number and the token that failed marked under it.
  private func pointed(_ trace: RelationTrace, _ at: Int) -> String {
    guard let sentence = text.sentence(around: trace.tokens[trace.anchor].span) else { return "" }
    let role = Observation.Role(.cue, trace.tokens[at].span)
    return text.marked(trace.tokens[trace.anchor].span, sentence.span, at == trace.anchor ? [] : [role])
  }

  // MARK: Rows of origins

  /// Of a row that says where an area, a subject or a period may come from: what was found, and where.
  private func whyNotOrigin(_ row: Row, at offset: Int?) -> String {
    let field = row["field"]
    let rows = text.pipeline.tables.rows(of: "origins").filter { $0["field"] == field }
    let own = rows.firstIndex { $0.id == row.id } ?? 0
    let meant = text.document.observations.filter { it in offset.map { text.points(it.span).contains($0) } ?? true }
    if meant.isEmpty { return "  there is no observation here\n" }
    return meant.prefix(50).map { it in
      let place = rows.firstIndex { it.rule.contains($0.rowID) }
      let answer: String
      switch place {
      case own?: answer = "it spoke"
      case let place? where place < own: answer = "\(rows[place].id) stands above it and found one first"
      case let place?: answer = "it found none; \(rows[place].id), which stands below it, did"
      case nil: answer = "neither it nor any other row found one"
      }
      return "\(text.quoted(it.span)): \(field): \(answer)\n"
    }.joined()
  }

  // MARK: Rows of words

  private static let columns = [
    "words", "name", "aliases", "key", "literal", "text", "short", "title", "ends", "begins",
  ]

  /// Of a row that is no pattern: whether its words stand there, and what took them.
  private func whyNotWords(_ row: Row, at offset: Int?) -> String {
    let words = Self.columns.flatMap { row.list($0) }.filter { !$0.isEmpty }
    if words.isEmpty { return "  \(row.summary)\n  this kind of row has no words of its own to look for\n" }
    let units = text.document.text.units
    var out = ""
    var seen = 0
    for word in Set(words).sorted() {
      for span in places(of: Array(word.utf16), in: units) {
        if let offset, !isInSentence(of: offset, span) { continue }
        seen += 1
        if seen <= 20 { out += "  \(text.quoted(span)): \(taker(of: span, row))\n" }
      }
    }
    if seen == 0 {
      let list = words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", …" : "")
      return "  none of its words (\(list)) stands \(offset == nil ? "in the text" : "in the sentence")\n"
    }
    return out + (seen > 20 ? "  … and \(seen - 20) more\n" : "")
  }

  private func isInSentence(of offset: Int, _ span: Span) -> Bool {
    text.document.sentences.contains { text.points($0.span).contains(offset) && $0.span.contains(span) }
  }

  private func places(of word: [UInt16], in units: [UInt16]) -> [Span] {
    guard let first = word.first, units.count >= word.count else { return [] }
    return (0...(units.count - word.count)).compactMap { at in
      guard units[at] == first, units[at..<at + word.count].elementsEqual(word) else { return nil }
      return Span(at, at + word.count)
    }
  }

  private func taker(of span: Span, _ row: Row) -> String {
    let it = text.document
    func said(_ kind: String, _ tag: Span, _ rule: RuleTrail) -> String? {
      guard tag.start < span.end, span.start < tag.end else { return nil }
      if rule.contains(row.rowID) { return "it spoke: \(kind) \(text.quoted(tag))" }
      return "it is part of the \(kind) \(text.quoted(tag)), by \(text.names(rule))"
    }
    let found =
      it.quantities.compactMap { said("quantity", $0.span, $0.rule) }
      + it.periods.compactMap { said("period", $0.span, $0.rule) }
      + it.entities.compactMap { said("entity", $0.span, $0.rule) }
    if let one = found.first(where: { $0.hasPrefix("it spoke") }) ?? found.first { return one }
    if let observation = it.observations.first(where: { $0.rule.contains(row.rowID) && $0.sentence.contains(span) }) {
      return "it spoke: observation \(text.quoted(observation.span))"
    }
    let place = row.optional("where").map { ", and its place (where=\($0)) is another" } ?? ""
    return "no tag takes it here: a longer word covers it, or it is no word of its own\(place)"
  }
}
