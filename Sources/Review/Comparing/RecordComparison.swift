import Emitting
import Records

/// What two records that belong together say differently.
///
/// Places (`id`, `start`, `spans` and so on) are compared after the old ones were carried over into the new text; so a
/// paragraph put in before a record is no change of the record.
struct RecordComparison {
  let old: RecordGroup
  let new: RecordGroup
  let alignment: TextAlignment
  /// The texts by code points, where they are at hand.
  let oldText: [Unicode.Scalar]?
  let newText: [Unicode.Scalar]?

  func changes(_ a: RecordGroup.Line, _ b: RecordGroup.Line) -> [FieldChange] {
    // Most pairs are the same to the byte.
    if alignment.isIdentity, old.bytes[a.range] == new.bytes[b.range] { return [] }
    var out: [FieldChange] = []
    if a.type != .document, (alignment.exact(a.span) ?? -1..<0) != b.span {
      out.append(FieldChange("span", place(a, old), place(b, new)))
    }
    let (oldMembers, newMembers) = (old.members[a.members], new.members[b.members])
    for (at, member) in oldMembers.enumerated() {
      let name = old.slice(member.name)
      let other: LineScanner.Member?
      let same = newMembers.startIndex + at
      if same < newMembers.endIndex, new.slice(newMembers[same].name).elementsEqual(name) {
        other = newMembers[same]
      } else {
        other = newMembers.first { new.slice($0.name).elementsEqual(name) }
      }
      let value = old.slice(member.value)
      guard let other else {
        out.append(FieldChange(old.name(member), Self.shown(value), "(absent)"))
        continue
      }
      let newValue = new.slice(other.value)
      // Places must be carried over even where they read the same.
      if value == newValue, alignment.isIdentity { continue }
      compare(old.name(member), value, newValue, a, b, &out)
    }
    for member in newMembers where !oldMembers.contains(where: { old.slice($0.name) == new.slice(member.name) }) {
      out.append(FieldChange(new.name(member), "(absent)", Self.shown(new.slice(member.value))))
    }
    return out
  }

  private func compare(
    _ name: String, _ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, _ lineA: RecordGroup.Line,
    _ lineB: RecordGroup.Line, _ out: inout [FieldChange]
  ) {
    switch name {
    case "id" where lineA.type != .document, "doc", "exact", "start", "end": return
    case "source_start", "source_end":
      // Bytes of the source shift with the text.
      if !alignment.isIdentity || lineA.span != lineB.span { return }
    case "sentence_start": return compareSentences(lineA, lineB, &out)
    case "sentence_end": return
    case "spans": return compareRoles(lineA, lineB, &out)
    case "part_of":
      let whole = JSONText.string(a).map { carried($0) }
      if whole == JSONText.string(b) { return }
    default: break
    }
    if a == b || Self.same(a, b) { return }
    if name == "text", lineA.type == .document { return out.append(textChange(a, b)) }
    out.append(FieldChange(name, Self.shown(a), Self.shown(b)))
  }

  private func place(_ line: RecordGroup.Line, _ group: RecordGroup) -> String {
    "\(line.span.lowerBound)-\(line.span.upperBound) \(group.text(line, "exact") ?? "")"
  }

  private func compareSentences(_ a: RecordGroup.Line, _ b: RecordGroup.Line, _ out: inout [FieldChange]) {
    guard let (from, to) = sentence(a, old), let (newFrom, newTo) = sentence(b, new) else { return }
    if from == newFrom, to == newTo, alignment.isIdentity { return }
    // A sentence whose words changed is told by the fields that it changed.
    if let carried = alignment.exact(from..<to), carried != newFrom..<newTo {
      out.append(FieldChange("sentence", "\(from)-\(to)", "\(newFrom)-\(newTo)"))
    }
  }

  private func sentence(_ line: RecordGroup.Line, _ group: RecordGroup) -> (Int, Int)? {
    guard let start = group.integer(line, "sentence_start"), let end = group.integer(line, "sentence_end"), start <= end
    else { return nil }
    return (start, end)
  }

  private func compareRoles(_ a: RecordGroup.Line, _ b: RecordGroup.Line, _ out: inout [FieldChange]) {
    let (before, after) = (old.roles(a), new.roles(b))
    var names: [String] = []
    for role in before + after where !names.contains(role.name) && role.name != "value" { names.append(role.name) }
    for name in names {
      let spans = before.filter { $0.name == name }.map(\.span)
      let newSpans = after.filter { $0.name == name }.map(\.span)
      let carried = spans.map { alignment.exact($0) ?? alignment.near($0) ?? $0 }
      if carried.sorted(by: Self.isBefore) == newSpans.sorted(by: Self.isBefore) { continue }
      out.append(FieldChange("spans.\(name)", words(spans, oldText), words(newSpans, newText)))
    }
  }

  private static func isBefore(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    (a.lowerBound, a.upperBound) < (b.lowerBound, b.upperBound)
  }

  private func words(_ spans: [Range<Int>], _ text: [Unicode.Scalar]?) -> String {
    if spans.isEmpty { return "null" }
    return spans.map { span in
      guard let text, span.upperBound <= text.count else { return "\(span.lowerBound)-\(span.upperBound)" }
      return "\(span.lowerBound)-\(span.upperBound) " + String(String.UnicodeScalarView(text[span]))
    }.joined(separator: ", ")
  }

  /// The id of a record of the old text, as it would be in the new one.
  private func carried(_ id: String) -> String {
    guard let mark = id.lastIndex(of: "#") else { return id }
    let tail = id[id.index(after: mark)...]
    let letters = tail.prefix { $0.isLetter }
    let numbers = tail.dropFirst(letters.count).prefix { $0 != "/" }.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 2, numbers[0] <= numbers[1], let span = alignment.exact(numbers[0]..<numbers[1]) else {
      return id
    }
    let ordinal = tail.firstIndex(of: "/").map { tail[$0...] } ?? ""
    return "\(new.id)#\(letters)\(span.lowerBound)-\(span.upperBound)\(ordinal)"
  }

  /// Of two long texts, what differs first.
  private func textChange(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> FieldChange {
    let (a, b) = (Array((JSONText.string(a) ?? "").unicodeScalars), Array((JSONText.string(b) ?? "").unicodeScalars))
    var at = 0
    while at < min(a.count, b.count), a[at] == b[at] { at += 1 }
    func part(_ text: [Unicode.Scalar]) -> String {
      let from = max(0, at - 6)
      return "\(text.count) characters, at \(at): …"
        + String(String.UnicodeScalarView(text[from..<min(text.count, at + 14)])) + "…"
    }
    return FieldChange("text", part(a), part(b))
  }

  // MARK: Values

  /// The same value in other bytes: 5 and 5.0, or a string with and without escapes.
  static func same(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    guard let first = a.first, let other = b.first else { return a.isEmpty == b.isEmpty }
    if first == 0x22, other == 0x22 { return JSONText.string(a) == JSONText.string(b) }
    guard (0x2D...0x39).contains(first), (0x2D...0x39).contains(other),
      let x = ExactDecimal(String(decoding: a, as: UTF8.self)),
      let y = ExactDecimal(String(decoding: b, as: UTF8.self))
    else { return false }
    return x == y
  }

  static func shown(_ raw: ArraySlice<UInt8>) -> String {
    JSONText.string(raw) ?? String(decoding: raw, as: UTF8.self)
  }
}
