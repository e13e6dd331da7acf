/// A review under way: what is pending, and what was decided of it.
public struct ReviewSession: Sendable {
  /// A difference with the case that it is of.
  public struct Item: Sendable {
    public var run: String
    public var difference: Difference
    public var id: String
    /// Of its rules, the one that is the likeliest cause.
    public var rule: String?
  }

  /// All differences, those of one cause together.
  public let items: [Item]
  public private(set) var decisions: Decisions
  /// Decisions that can be taken back, the last one last: ids, with what was decided of them before.
  private var history: [[(id: String, before: Decisions.Verdict?)]] = []

  public init(_ runs: [GoldenRun], decisions: Decisions) {
    self.decisions = decisions
    var summary = DiffSummary(samples: 0)
    for run in runs {
      summary.add(document: run.name, run.differences)
      for (trail, count) in run.sameTrails { summary.addSame(trail: trail, count) }
    }
    let ranks = Dictionary(summary.byRule().enumerated().map { ($1.name, $0) }) { a, _ in a }
    let found = runs.flatMap { run in
      run.differences.map { it in
        let rule = it.rules.min { ranks[$0, default: .max] < ranks[$1, default: .max] }
        return (
          rank: rule.flatMap { ranks[$0] } ?? .max, item: Item(run: run.name, difference: it, id: it.id, rule: rule)
        )
      }
    }
    items = found.enumerated().sorted { ($0.1.rank, $0.0) < ($1.1.rank, $1.0) }.map(\.1.item)
  }

  public var pending: [Item] { items.filter { decisions[$0.id] == nil } }
  public func count(_ verdict: Decisions.Verdict) -> Int { items.count { decisions[$0.id] == verdict } }

  // MARK: Deciding

  /// Decides of one difference; false where there is none of this id.
  public mutating func decide(_ verdict: Decisions.Verdict, id: String) -> Bool {
    guard let item = items.first(where: { $0.id == id }) else { return false }
    decide(verdict, [item])
    return true
  }

  /// Decides of all that are pending and that this rule had a hand in. How many there were.
  public mutating func decide(_ verdict: Decisions.Verdict, rule: String) -> Int {
    decide(verdict, pending.filter { $0.difference.rules.contains(rule) })
  }

  /// Decides of the pending changes of a field, `basis` or `observation.basis`. Accepted are those alone in which
  /// nothing but this field and `rule` changed; rejected all in which it did. How many there were.
  public mutating func decide(_ verdict: Decisions.Verdict, field: String) -> Int {
    decide(
      verdict,
      pending.filter { item in
        let it = item.difference
        let isField = { (change: FieldChange) in change.name == field || "\(it.type.rawValue).\(change.name)" == field }
        guard it.fields.contains(where: isField) else { return false }
        return verdict == .reject || it.fields.allSatisfy { isField($0) || $0.name == "rule" }
      })
  }

  public mutating func decideAll(_ verdict: Decisions.Verdict) -> Int { decide(verdict, pending) }

  @discardableResult
  private mutating func decide(_ verdict: Decisions.Verdict, _ list: [Item]) -> Int {
    history.append(list.map { ($0.id, decisions[$0.id]) })
    for item in list { decisions.decide(verdict, item.difference, of: item.run) }
    return list.count
  }

  /// Examples for rows, of what was decided: what was accepted is a text on which the row must speak so, what was rejected
  /// one on which it must not. Each a row's id, `yes` or `no`, and the example, parted by tabs.
  public var examples: [String] {
    var seen: Set<String> = []
    return items.compactMap { item in
      guard let verdict = decisions[item.id], let new = item.difference.new else { return nil }
      // The rows that came to it with the change, before those that it had.
      let before = item.difference.old?.rules ?? []
      let fresh = new.rules.filter { !before.contains($0) }
      guard let rule = fresh.first ?? (verdict == .accept ? item.rule : nil), new.rules.contains(rule) else {
        return nil
      }
      let sentence = new.sentence.split(separator: "\n").joined(separator: "\\n")
      // `|` and `=>` part examples and their fields.
      guard !sentence.isEmpty, !sentence.contains("|"), !sentence.contains("\t"), !sentence.contains("=>") else {
        return nil
      }
      guard verdict == .accept else { return "\(rule)\tno\t\(sentence)" }
      let fields = Self.exampleFields(item.difference)
      return "\(rule)\tyes\t\(sentence)" + (fields.isEmpty ? "" : " => " + fields.joined(separator: " "))
    }.filter { seen.insert($0).inserted }
  }

  /// What is new about a record, and enough to know it by.
  private static func exampleFields(_ it: Difference) -> [String] {
    let record = RecordFields(line: it.new?.line ?? "{}")
    let changed = it.fields.map(\.name)
    let names = ["measure", "value", "unit", "indicator_name", "type", "name", "period_start", "period_end"]
    let wanted = it.kind == .changed ? ["value"] + changed : names
    return record.list.compactMap { name, value in
      guard wanted.contains(name), name != "rule", value != "null", !value.isEmpty, !value.contains(" "),
        !value.contains("{"), !value.contains("[")
      else { return nil }
      return "\(name)=\(value)"
    }
  }

  /// Makes a difference pending again.
  public mutating func forget(_ id: String) {
    history.append([(id, decisions[id])])
    decisions.forget(id)
  }

  /// Takes the last decision back; false where there is none.
  public mutating func undo() -> Bool {
    guard let last = history.popLast() else { return false }
    for (id, before) in last {
      decisions.forget(id)
      if let before, let item = items.first(where: { $0.id == id }) {
        decisions.decide(before, item.difference, of: item.run)
      }
    }
    return true
  }
}
