import Pipeline
import Records
import Relating
import Rules
import Text

/// Tells where a record comes from: what each stage made of its words, which rule spoke and with which words, what was
/// inherited from where; and of a rule, why it did not speak.
public struct Explainer {
  let text: ExplainedText
  private var document: Document { text.document }

  /// `document` went through all stages of the pipeline.
  public init(_ pipeline: Pipeline, _ document: Document) { text = ExplainedText(pipeline, document) }

  // MARK: Finding what is meant

  /// The records on a place of the text, in code points; nil where none is.
  public func explain(at offset: Int) -> String? {
    let found = document.observations.indices.filter { covers(document.observations[$0].span, offset) }
    if !found.isEmpty { return found.map { explain($0) }.joined(separator: "\n") }
    let tags = self.tags { covers($0, offset) }
    return tags.isEmpty ? nil : tags.joined(separator: "\n")
  }

  /// A record by its id, in full or without the document's (`#19-23`, `q19-23`).
  public func explain(id: String) -> String? {
    let tail = id.split(separator: "#").last.map(String.init) ?? id
    let ids = text.observationIDs
    if let at = ids.firstIndex(where: { $0 == id || $0.split(separator: "#").last.map(String.init) == tail }) {
      return explain(at)
    }
    guard let mark = tail.first, "epq".contains(mark) else { return nil }
    let place = tail.dropFirst()
    let tags = self.tags(only: mark) { span in
      let points = text.points(span)
      return "\(points.lowerBound)-\(points.upperBound)" == place
    }
    return tags.isEmpty ? nil : tags.joined(separator: "\n")
  }

  /// All ids of observations, for whoever mistook one.
  public var ids: [String] { text.observationIDs }

  /// What there is, for whoever named a place where nothing is.
  public var overview: String {
    let rows = zip(text.observationIDs, document.observations).map { id, it in
      ["#" + (id.split(separator: "#").last.map(String.init) ?? id), text.words(it.span), it.indicatorName ?? ""]
    }
    return rows.isEmpty ? "the text gives no observation\n" : TextTable(Array(rows.prefix(40))).description
  }

  private func covers(_ span: Span, _ offset: Int) -> Bool { text.points(span).contains(offset) }

  // MARK: Tags

  private func tags(only mark: Character? = nil, where isMeant: (Span) -> Bool) -> [String] {
    var out: [String] = []
    func add(_ letter: Character, _ span: Span, _ kind: String, _ says: String, _ rule: RuleTrail) {
      guard mark == nil || mark == letter, isMeant(span) else { return }
      out.append(
        "\(kind) \(text.quoted(span))  \(says)\n"
          + (text.sentence(around: span).map { text.marked(span, $0.span, []) } ?? "")
          + rules(rule))
    }
    for it in document.quantities { add("q", it.span, "quantity", says(it), it.rule) }
    for it in document.periods { add("p", it.span, "period", says(it), it.rule) }
    for it in document.entities { add("e", it.span, "entity", "\(it.type.rawValue) \(it.name)", it.rule) }
    return out
  }

  private func says(_ it: Quantity) -> String {
    [
      it.value?.description, it.unit, it.dimension.map { "(\($0.rawValue))" },
      it.comparator.map { "comparator \($0.rawValue)" },
    ]
    .compactMap { $0 }.joined(separator: " ")
  }

  private func says(_ it: Period) -> String {
    "\(it.start?.description ?? "?")/\(it.end?.description ?? "?"), grounding \(it.grounding.rawValue)"
  }

  /// The rows of a trail, each with its place and what it says.
  private func rules(_ trail: RuleTrail) -> String {
    let rows = (0..<trail.count).compactMap { text.row(trail[$0]) }
    let cells = rows.map { row in
      let summary = row.summary
      return [
        "  " + row.id, text.kind(row), "\(row.file):\(row.line)",
        summary.count > 70 ? String(summary.prefix(69)) + "…" : summary,
      ]
    }
    return "Rules\n" + TextTable(cells).description
  }

  // MARK: An observation

  private func explain(_ at: Int) -> String {
    let it = document.observations[at]
    var out = "observation \(text.observationIDs[at])  \(text.words(it.span))".shownSafely + "\n"
    out += text.marked(it.span, it.sentence, it.roles)
    out += "Segment\n" + segment(it)
    out += "Tag\n" + tagged(it)
    out += "Relate\n" + relate(it)
    out += "Resolve\n" + resolve(it)
    out += rules(it.rule)
    return out + MarkedSentence.legend + "\n"
  }

  private func segment(_ it: Observation) -> String {
    guard let sentence = text.sentence(around: it.span) else { return "" }
    let block = document.blocks.indices.contains(sentence.block) ? document.blocks[sentence.block] : nil
    return "  sentence \(text.place(sentence.span))"
      + (block.map { " of the \($0.kind.rawValue) \(text.place($0.span))" } ?? "") + "\n"
  }

  private func tagged(_ it: Observation) -> String {
    var rows: [[String]] = []
    if let at = it.quantity, document.quantities.indices.contains(at) {
      let quantity = document.quantities[at]
      rows.append(["  quantity", text.quoted(quantity.span), says(quantity), text.names(quantity.rule)])
    }
    for period in document.periods where it.roles.contains(where: { $0.name == .period && $0.span == period.span }) {
      rows.append(["  period", text.quoted(period.span), says(period), text.names(period.rule)])
    }
    for entity in document.entities
    where it.roles.contains(where: { ($0.name == .area || $0.name == .subject) && $0.span == entity.span }) {
      rows.append(
        ["  entity", text.quoted(entity.span), "\(entity.type.rawValue) \(entity.name)", text.names(entity.rule)])
    }
    return TextTable(rows).description
  }

  private func relate(_ it: Observation) -> String {
    guard let quantity = it.quantity, let trace = text.pipeline.trace(document, quantity: quantity) else {
      return "  no number of the sentence leads to it\n"
    }
    let words = PatternWords(text)
    guard let spoken = trace.spoken, it.rule.count > 0, spoken.row == it.rule[0] else {
      let row = text.row(it.rule[0])
      return
        "  shared out by a list or a first level: \(row.map { text.cited($0) } ?? "?") spoke for a number beside it\n"
        + tokens(trace, words)
    }
    var out = ""
    if let row = text.row(spoken.row) {
      out += "  \(text.cited(row)) spoke: \(row["pattern"])\n"
      out += TextTable(words.taken(spoken, trace.tokens)).description
    }
    out += lost(to: spoken, trace, words)
    return out + tokens(trace, words)
  }

  /// Which rules might have spoken, and why they did not.
  private func lost(to spoken: RelationTrace.Attempt, _ trace: RelationTrace, _ words: PatternWords) -> String {
    let place = trace.attempts.firstIndex { $0.row == spoken.row } ?? 0
    var out = ""
    for attempt in trace.attempts[..<place] {
      guard let refusal = attempt.refusal, let row = text.row(attempt.row) else { continue }
      out += "  \(row.id) fits and is refused: \(words.refusal(refusal))\n"
    }
    let below = trace.attempts[(place + 1)...].filter(\.speaks).compactMap { text.row($0.row)?.id }
    if !below.isEmpty {
      out +=
        "  \(below.prefix(6).joined(separator: ", ")) would fit too and \(below.count == 1 ? "stands" : "stand") below it\n"
    }
    let failed = trace.attempts[..<place].count { $0.trace.match == nil }
    return out + "  \(failed) rows above it do not fit (`--rule ID` says why)\n"
  }

  private func tokens(_ trace: RelationTrace, _ words: PatternWords) -> String {
    let low = max(0, trace.anchor - 16)
    let high = min(trace.tokens.count, trace.anchor + 9)
    let list = trace.tokens[low..<high].enumerated().map { at, token in
      (low + at == trace.anchor ? "→" : "") + words.symbol(token) + " " + text.words(token.span)
    }
    return "  tokens: " + (low > 0 ? "… | " : "") + list.joined(separator: " | ")
      + (high < trace.tokens.count ? " | …" : "")
      + "\n"
  }
}
