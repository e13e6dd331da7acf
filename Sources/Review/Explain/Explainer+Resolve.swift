import Records
import Rules
import Text

extension Explainer {
  /// What an observation took from its surroundings, field by field: the value, where it came from, the words, the row.
  func resolve(_ it: Observation) -> String {
    var rows: [[String]] = []
    func add(_ field: String, _ value: String?, _ from: String, _ role: Observation.Role.Name?, _ origin: String?) {
      guard let value else { return }
      let words = role.flatMap { name in it.roles.first { $0.name == name } }.map { standing($0.span, it) } ?? ""
      let row = origin.flatMap { field in originRow(it.rule, field) }.map { "by \($0)" } ?? ""
      rows.append(["  " + field, value, from, words, row])
    }
    let time = it.periodStart.map { start in "\(start)/\(it.periodEnd?.description ?? "…")" } ?? it.timePeriod
    add("period", time ?? "none", it.timeFrom.map { "from the \($0.rawValue)" } ?? "", .period, "period")
    let area = it.refAreaName ?? it.refArea
    add("area", area ?? "none", it.refAreaFrom.map { "from the \($0.rawValue)" } ?? "", .area, "area")
    add("subject", it.subject, "", .subject, "subject")
    add("basis", it.basis?.rawValue, it.isBasisStated ? "stated" : "implied", .basis, nil)
    add("modality", it.modality.rawValue, "", .modality, nil)
    add("rank", it.rank?.description, "", .rank, nil)
    if let whole = it.partOf, text.observationIDs.indices.contains(whole) {
      rows.append(["  part of", text.observationIDs[whole], "", text.quoted(document(whole).span), ""])
    }
    if let code = it.indicator { add("indicator", code, "by its name \(it.indicatorName ?? "")", .indicator, nil) }
    return TextTable(rows).description
  }

  private func document(_ at: Int) -> Observation { text.document.observations[at] }

  /// The words with their place, and how far away they stand where that is another sentence.
  private func standing(_ span: Span, _ it: Observation) -> String {
    if it.sentence.contains(span) { return text.quoted(span) }
    let between = text.document.sentences.count {
      $0.span.start >= min(span.start, it.sentence.start) && $0.span.start < max(span.start, it.sentence.start)
    }
    return
      "\(text.quoted(span)), \(between) sentence\(between == 1 ? "" : "s") \(span.start < it.sentence.start ? "before" : "behind")"
  }

  /// The row of the origins table that spoke for a field.
  private func originRow(_ trail: RuleTrail, _ field: String) -> String? {
    (0..<trail.count).compactMap { text.row(trail[$0]) }.first { text.kind($0) == "origins" && $0["field"] == field }?
      .id
  }
}
