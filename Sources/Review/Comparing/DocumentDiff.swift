import Emitting

/// What became of each record of a document.
struct DocumentDiff {
  /// One record, in the order of the new side, lost ones where they stood.
  enum Entry {
    case same(old: RecordGroup.Line, new: RecordGroup.Line)
    case different(Difference)
  }

  private(set) var entries: [Entry] = []

  var differences: [Difference] {
    entries.compactMap { if case .different(let difference) = $0 { difference } else { nil } }
  }

  var same: [(old: RecordGroup.Line, new: RecordGroup.Line)] {
    entries.compactMap { if case .same(let old, let new) = $0 { (old, new) } else { nil } }
  }

  init(_ old: RecordGroup, _ new: RecordGroup) {
    let aligned = RecordAlignment(old, new)
    let comparison = aligned.comparison
    entries = aligned.pairs.compactMap { pair in
      switch (pair.old, pair.new) {
      case (let before?, let after?):
        let (before, after) = (old.lines[before], new.lines[after])
        let changes = comparison.changes(before, after)
        if changes.isEmpty { return .same(old: before, new: after) }
        var difference = Difference(
          kind: Self.isMove(changes) ? .moved : .changed, type: before.type, document: new.id, fields: changes)
        difference.old = Self.side(before, old, comparison.oldText)
        difference.new = Self.side(after, new, comparison.newText)
        return .different(difference)
      case (let before?, nil): return .different(Self.lost(old.lines[before], old, comparison.oldText))
      case (nil, let after?): return .different(Self.new(new.lines[after], new, comparison.newText))
      case (nil, nil): return nil
      }
    }
  }

  /// A document that is on the old side only.
  init(lost group: RecordGroup) {
    let text = group.documentText()
    entries = group.lines.map { .different(Self.lost($0, group, text)) }
  }

  /// A document that is on the new side only.
  init(new group: RecordGroup) {
    let text = group.documentText()
    entries = group.lines.map { .different(Self.new($0, group, text)) }
  }

  /// Nothing but places differ, and that of the value does.
  private static func isMove(_ changes: [FieldChange]) -> Bool {
    changes.contains { $0.name == "span" }
      && changes.allSatisfy { $0.name == "span" || $0.name == "sentence" || $0.name.hasPrefix("spans.") }
  }

  private static func lost(
    _ line: RecordGroup.Line, _ group: RecordGroup, _ text: [Unicode.Scalar]?
  ) -> Difference {
    Difference(kind: .lost, type: line.type, document: group.id, old: side(line, group, text))
  }

  private static func new(_ line: RecordGroup.Line, _ group: RecordGroup, _ text: [Unicode.Scalar]?) -> Difference {
    Difference(kind: .new, type: line.type, document: group.id, new: side(line, group, text))
  }

  static func side(
    _ line: RecordGroup.Line, _ group: RecordGroup, _ text: [Unicode.Scalar]?
  ) -> Difference.Side {
    var sentence = line.span
    if let start = group.integer(line, "sentence_start"), let end = group.integer(line, "sentence_end"), start <= end {
      sentence = start..<end
    } else if let text, line.type != .document {
      sentence = SentenceEnd.sentence(around: line.span, in: text)
    }
    var words = ""
    if let text, sentence.upperBound <= text.count, line.type != .document {
      words = String(String.UnicodeScalarView(text[sentence]))
    }
    var roles = group.roles(line)
    if roles.isEmpty, line.type != .document { roles = [Role(name: "value", span: line.span)] }
    return Difference.Side(
      recordID: group.text(line, "id") ?? "", exact: group.text(line, "exact") ?? "", span: line.span,
      rules: group.rules(line), sentence: words, sentenceSpan: sentence, roles: roles, line: group.line(line))
  }
}
