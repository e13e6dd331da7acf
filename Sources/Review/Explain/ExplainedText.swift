import Pipeline
import Records
import Rules
import Text

/// A document that was processed, with what is asked of it to explain a record: words, places, rows.
struct ExplainedText {
  let pipeline: Pipeline
  let document: Document
  private let kinds: [Int32: String]

  init(_ pipeline: Pipeline, _ document: Document) {
    self.pipeline = pipeline
    self.document = document
    var kinds: [Int32: String] = [:]
    for kind in pipeline.tables.kinds {
      for row in pipeline.tables.rows(of: kind) { kinds[row.rowID.value] = kind }
    }
    self.kinds = kinds
  }

  // MARK: Words and places

  func words(_ span: Span) -> String { document.text.string(span).split(separator: "\n").joined(separator: " ") }

  /// Code points.
  func points(_ span: Span) -> Range<Int> {
    document.text.codePointOffset(span.start).value..<document.text.codePointOffset(span.end).value
  }

  /// `19–23`.
  func place(_ span: Span) -> String {
    let points = points(span)
    return "\(points.lowerBound)–\(points.upperBound)"
  }

  func quoted(_ span: Span) -> String {
    let text = words(span)
    return "«\(text.count > 30 ? String(text.prefix(29)) + "…" : text)» \(place(span))"
  }

  func sentence(around span: Span) -> Sentence? { document.sentences.first { $0.span.contains(span) } }

  func marked(_ span: Span, _ sentence: Span, _ roles: [Observation.Role]) -> String {
    var side = Difference.Side(
      recordID: "", exact: "", span: points(span), rules: [], sentenceSpan: points(sentence),
      roles: roles.map { Role(name: $0.name.rawValue, span: points($0.span)) }, line: "")
    side.sentence = document.text.string(sentence)
    let marked = MarkedSentence(side)
    return "  \(marked.text)\n  \(marked.marks)\n"
  }

  // MARK: Rows

  func row(_ id: RowID) -> Row? {
    let rows = pipeline.tables.rows
    return rows.indices.contains(Int(id.value)) ? rows[Int(id.value)] : nil
  }

  func row(named name: String) -> Row? { pipeline.tables.rows.first { $0.id == name } }

  func kind(_ row: Row) -> String { kinds[row.rowID.value] ?? "?" }

  func names(_ trail: RuleTrail) -> String {
    (0..<trail.count).compactMap { row(trail[$0])?.id }.joined(separator: "+")
  }

  /// `growth.verb (Pipelines/tables/relate/relations.tsv:29)`.
  func cited(_ row: Row) -> String { "\(row.id) (\(row.file):\(row.line))" }

  // MARK: Ids

  /// The ids of observations, as they are written.
  var observationIDs: [String] {
    var seen: [Span: Int] = [:]
    return document.observations.map { it in
      seen[it.span, default: 0] += 1
      let points = points(it.span)
      let turn = seen[it.span] ?? 1
      return "\(document.id)#\(points.lowerBound)-\(points.upperBound)" + (turn > 1 ? "/\(turn)" : "")
    }
  }
}
