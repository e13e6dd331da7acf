import Emitting

/// The differences of one document, and its records that stayed the same.
struct DocumentDiff {
  private(set) var differences: [Difference] = []
  /// Records without a difference: lines of the old side.
  private(set) var same: [RecordGroup.Line] = []

  init(_ old: RecordGroup, _ new: RecordGroup) {
    let aligned = RecordAlignment(old, new)
    for pair in aligned.pairs {
      switch (pair.old, pair.new) {
      case (let before?, let after?):
        let changes = aligned.comparison.changes(old.lines[before], new.lines[after])
        if changes.isEmpty {
          same.append(old.lines[before])
          continue
        }
        let isMoved = changes.allSatisfy { $0.name == "span" || $0.name == "sentence" || $0.name.hasPrefix("spans.") }
        var difference = Difference(
          kind: isMoved && changes.contains { $0.name == "span" } ? .moved : .changed, type: old.lines[before].type,
          document: new.id, fields: changes)
        difference.old = Self.side(old.lines[before], old, aligned.comparison.oldText)
        difference.new = Self.side(new.lines[after], new, aligned.comparison.newText)
        differences.append(difference)
      case (let before?, nil):
        differences.append(Self.lost(old.lines[before], old, aligned.comparison.oldText))
      case (nil, let after?):
        differences.append(Self.new(new.lines[after], new, aligned.comparison.newText))
      case (nil, nil): break
      }
    }
  }

  /// A document that is on the old side only.
  init(lost group: RecordGroup) {
    let text = group.documentText()
    differences = group.lines.map { Self.lost($0, group, text) }
  }

  /// A document that is on the new side only.
  init(new group: RecordGroup) {
    let text = group.documentText()
    differences = group.lines.map { Self.new($0, group, text) }
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
