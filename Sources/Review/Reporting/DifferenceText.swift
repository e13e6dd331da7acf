import Emitting

/// A difference as people read it: the sentence with its marks, and the fields, old beside new.
public struct DifferenceText: CustomStringConvertible {
  private let difference: Difference

  public init(_ difference: Difference) { self.difference = difference }

  public var description: String {
    let it = difference
    let exact = (it.new ?? it.old)?.exact ?? ""
    var out = "\(it.kind.rawValue) \(it.id)  \(it.type.rawValue) \(it.recordID)  \(exact)".shownSafely + "\n"
    out += sentences()
    switch it.kind {
    case .changed, .moved:
      let rows = it.fields.map { change in
        change.name == "rule"
          ? ["    rule", Self.trail(change.old, less: change.new), Self.trail(change.new, less: change.old)]
          : ["    " + change.name, Self.short(change.old), Self.short(change.new)]
      }
      out += TextTable([["    field", "old", "new"]] + rows).description
      // What made it is told once, where it is not among what changed.
      if !it.fields.contains(where: { $0.name == "rule" }), let rules = it.new?.rules, !rules.isEmpty {
        out += "    by \(rules.joined(separator: "+"))".shownSafely + "\n"
      }
    case .lost: out += "    " + Self.brief(it.old).shownSafely + "\n"
    case .new: out += "    " + Self.brief(it.new).shownSafely + "\n"
    }
    return out
  }

  private func sentences() -> String {
    let marked = [("old", difference.old), ("new", difference.new)].compactMap { label, side in
      side.flatMap { $0.sentence.isEmpty ? nil : (label, MarkedSentence($0)) }
    }
    guard let first = marked.first else { return "" }
    if let second = marked.dropFirst().first {
      if first.1.text == second.1.text {
        if first.1.marks == second.1.marks { return "    \(first.1.text)\n    \(first.1.marks)\n" }
        return "    \(first.1.text)\nold \(first.1.marks)\nnew \(second.1.marks)\n"
      }
    }
    return marked.map { "\($0.0) \($0.1.text)\n    \($0.1.marks)\n" }.joined()
  }

  /// The rows of a trail that the other one does not have; the whole trail where only the order differs.
  private static func trail(_ trail: String, less other: String) -> String {
    let (rows, others) = (trail.split(separator: "+"), other.split(separator: "+"))
    if Set(rows) == Set(others) { return trail }
    let own = rows.filter { !others.contains($0) }
    return own.isEmpty ? "…" : own.joined(separator: "+") + (own.count < rows.count ? "+…" : "")
  }

  private static func short(_ text: String) -> String {
    let flat = text.split(separator: "\n").joined(separator: " ")
    return flat.count > 80 ? String(flat.prefix(79)) + "…" : flat
  }

  private static let briefFields = [
    "type", "name", "code", "title", "indicator_name", "measure", "basis", "value", "unit", "ref_area_name", "subject",
    "time_period", "period_start", "period_end", "modality", "rule",
  ]

  private static func brief(_ side: Difference.Side?) -> String {
    guard let side else { return "" }
    let fields = RecordFields(line: side.line)
    return briefFields.compactMap { name in
      guard let value = fields[name], value != "null" else { return nil }
      return "\(name)=\(short(value))"
    }.joined(separator: " ")
  }
}

/// The members of one record by name, as text.
public struct RecordFields: Sendable {
  public let list: [(name: String, value: String)]

  public init(line: String) {
    var line = line
    list = line.withUTF8 { utf8 in
      var members: [LineScanner.Member] = []
      do { try LineScanner.scan(utf8, base: 0, into: &members) } catch { return [] }
      return members.map { member in
        let name = utf8[Int(member.name.lowerBound)..<Int(member.name.upperBound)]
        let value = Array(utf8[Int(member.value.lowerBound)..<Int(member.value.upperBound)])
        return (String(decoding: name, as: UTF8.self), RecordComparison.shown(value[...]))
      }
    }
  }

  /// As JSON has it, a string without its quotes; nil where there is no such member.
  public subscript(_ name: String) -> String? { list.first { $0.name == name }?.value }
}
