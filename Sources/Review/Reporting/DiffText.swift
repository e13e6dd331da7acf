import Emitting

/// A comparison as people read it: counts first, by type, by rule and by field, then samples.
public struct DiffText: CustomStringConvertible {
  private let summary: DiffSummary
  private let rules: Int

  /// `rules` is how many rules and fields are told of.
  public init(_ summary: DiffSummary, rules: Int = 12) {
    self.summary = summary
    self.rules = rules
  }

  public var description: String {
    guard summary.hasDifferences else {
      return "\(counted(summary.same, "record")) of \(counted(summary.documents, "document")): no difference\n"
    }
    let parts = [byType(), byRule(), byField(), samples()]
    return head() + parts.filter { !$0.isEmpty }.map { "\n" + $0 }.joined()
  }

  private func head() -> String {
    "\(counted(summary.total.differences, "difference")) in \(summary.changedDocuments) of "
      + "\(counted(summary.documents, "document")); \(counted(summary.same, "record")) the same\n"
  }

  private func byType() -> String {
    let rows = RecordType.allCases.compactMap { type in
      summary.types[type].map { [type.rawValue] + Self.cells($0) + ["\($0.same)"] }
    }
    return TextTable([["TYPE", "changed", "lost", "new", "moved", "same"]] + rows).description
  }

  private func byRule() -> String {
    let list = summary.byRule()
    if list.isEmpty { return "" }
    let rows = list.prefix(rules).map { [$0.name] + Self.cells($0.counts) + ["\($0.records)"] }
    return TextTable([["RULE, the likeliest cause first", "changed", "lost", "new", "moved", "of its records"]] + rows)
      .description + Self.rest(list.count - rules, "rules")
  }

  private func byField() -> String {
    let list = summary.byField()
    if list.isEmpty { return "" }
    let rows = list.prefix(rules).map { name, counts in
      [name, "\(counts.count)", Self.steps(counts)]
    }
    return TextTable([["FIELD", "changes", "from → to"]] + rows).description + Self.rest(list.count - rules, "fields")
  }

  private static func steps(_ counts: DiffSummary.FieldCounts) -> String {
    let all = counts.commonest
    func short(_ text: String) -> String { text.count > 16 ? String(text.prefix(15)) + "…" : text }
    return all.prefix(3).map { "\(short($0.old)) → \(short($0.new)) (\($0.count))" }.joined(separator: ", ")
      + (all.count > 3 ? ", …" : "")
  }

  /// Samples of each rule, then of each field, none twice.
  private func samples() -> String {
    var shown: Set<String> = []
    var out = ""
    func add(_ title: String, _ list: [Difference]) {
      let fresh = list.filter { shown.insert($0.id).inserted }
      if fresh.isEmpty { return }
      out += "== \(title)\n\n" + fresh.map { DifferenceText($0).description }.joined(separator: "\n") + "\n"
    }
    for rule in summary.byRule().prefix(rules) { add("by rule \(rule.name)", rule.samples) }
    for field in summary.byField().prefix(rules) { add("by field \(field.name)", field.counts.samples) }
    for type in RecordType.allCases where summary.otherSamples[type] != nil {
      add("\(type.rawValue) records", summary.otherSamples[type] ?? [])
    }
    return out.isEmpty ? "" : out + MarkedSentence.legend + "\n"
  }

  private static func cells(_ counts: DiffSummary.Counts) -> [String] {
    [counts.changed, counts.lost, counts.new, counts.moved].map { "\($0)" }
  }

  private static func rest(_ count: Int, _ what: String) -> String { count > 0 ? "… and \(count) more \(what)\n" : "" }

  private func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
}
