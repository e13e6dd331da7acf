import Pipeline
import Records
import Relating
import Rules
import Text

/// A row to begin with, made of a sentence whose parts are marked: `2020年[head:粮食产量]同比[verb:增长][Q:2.2%]`.
///
/// Of a relation, the marks are the parts of the pattern, and what stands between them becomes elements; of other kinds,
/// each mark fills the column that it names.
public struct RuleSkeleton {
  private let pipeline: Pipeline

  public init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  /// The lines of a table with this row: head, names of the columns, row. With them, what its author should know.
  public func row(kind: String, id: String, marked: String) throws -> (table: String, notes: [String]) {
    guard let schema = Pipeline.schemas.first(where: { $0.kind == kind }) else {
      throw InputError(
        place: kind, reason: "there is no table of this kind; \(suggestion(kind, pipeline.tables.kinds))")
    }
    if pipeline.tables.rows.contains(where: { $0.id == id }) {
      throw InputError(place: "--id \(id)", reason: "a row has this id already")
    }
    let sentence = try MarkedSentenceText(marked)
    var cells = ["id": id, "yes": sentence.text.split(separator: "\n").joined(separator: "\\n")]
    var notes: [String] = []
    if kind == "relations" {
      let made = try relation(sentence)
      cells.merge(made.cells) { _, new in new }
      notes = made.notes
    } else {
      for mark in sentence.marks {
        guard schema.columns.contains(where: { $0.name == mark.name }) else {
          throw InputError(
            place: "[\(mark.name):\(mark.words)]",
            reason: "a row of \(kind) has no such column; \(suggestion(mark.name, schema.columns.map(\.name)))")
        }
        cells[mark.name] = [cells[mark.name], mark.words].compactMap { $0 }.joined(separator: "|")
      }
      for column in schema.columns where column.isRequired && cells[column.name] == nil {
        notes.append("\(column.name) must be filled" + (column.values.map { ": \($0.joined(separator: ", "))" } ?? ""))
      }
    }
    let names = schema.columns.map(\.name)
    let line = names.map { cells[$0] ?? "" }.joined(separator: "\t")
    return ("#! \(kind)\n\(names.joined(separator: "\t"))\n\(line)\n", notes)
  }

  // MARK: Relations

  private func relation(_ sentence: MarkedSentenceText) throws -> (cells: [String: String], notes: [String]) {
    var document = Document(id: "row")
    document.bytes = Array(sentence.text.utf8)
    document.declaredEncoding = "UTF-8"
    document.metadata.datePublished = ExampleRun.standardDate
    pipeline.process(&document)
    guard let anchor = sentence.marks.first(where: { $0.name == "Q" }) else {
      throw InputError(place: "the sentence", reason: "no number is marked; write it as [Q:2.2%]")
    }
    let quantity = document.quantities.firstIndex {
      let start = document.text.codePointOffset($0.span.start).value
      return anchor.points.contains(start) || start == anchor.points.lowerBound
    }
    guard let quantity, let trace = pipeline.trace(document, quantity: quantity) else {
      throw InputError(place: "[Q:\(anchor.words)]", reason: "there is no number here that rules could be about")
    }
    let words = PatternWords(ExplainedText(pipeline, document))
    let elements = try elements(sentence, trace, document, words)
    var notes = [
      "measure and name must be right: they are guesses", "give it a `no`: a text on which it must not fire",
    ]
    if let spoken = trace.spoken, let row = pipeline.tables.rows.first(where: { $0.rowID == spoken.row }) {
      notes.append("\(row.id) speaks for this number now: the new row must stand above it, or take its place")
    }
    let isGrowth = trace.tokens[trace.anchor].flags & SentenceTokens.Flag.rate != 0
    let hasVerb = sentence.marks.contains { $0.name == "verb" }
    let name = ["head", "noun"].first { name in sentence.marks.contains { $0.name == name } } ?? "before"
    return (
      [
        "pattern": elements.joined(separator: " "),
        "measure": hasVerb ? (isGrowth ? "growth" : "delta") : "level", "name": name,
        "signed": hasVerb ? "yes" : "",
      ], notes
    )
  }

  /// Elements from the first mark to the last: marked parts by what they are, what stands between as may be there.
  private func elements(
    _ sentence: MarkedSentenceText, _ trace: RelationTrace, _ document: Document, _ words: PatternWords
  ) throws -> [String] {
    let tokens = trace.tokens
    func mark(of token: PatternToken) -> MarkedSentenceText.Mark? {
      let start = document.text.codePointOffset(token.span.start).value
      let end = document.text.codePointOffset(token.span.end).value
      return sentence.marks.first { $0.points.lowerBound < end && start < $0.points.upperBound }
    }
    let marked = tokens.indices.filter { mark(of: tokens[$0]) != nil }
    guard let first = marked.first, let last = marked.last else { return ["Q"] }
    var out: [String] = []
    var at = first
    while at <= last {
      let name = mark(of: tokens[at])?.name
      var end = at + 1
      while end <= last, mark(of: tokens[end])?.name == name, name != nil { end += 1 }
      if at == trace.anchor {
        out.append("Q" + conditions(tokens[at], words))
      } else if let name {
        // Names are of many tokens in other sentences.
        out.append(
          "\(name):" + (end - at > 1 || ["head", "noun", "whole"].contains(name) ? "name+" : symbol(tokens[at], words)))
      } else {
        out.append(symbol(tokens[at], words) + (isBorder(tokens[at], words) ? "" : "?"))
      }
      at = name == nil || at == trace.anchor ? at + 1 : end
    }
    return out
  }

  private func symbol(_ token: PatternToken, _ words: PatternWords) -> String {
    let name = words.symbol(token).split(separator: "[").first.map(String.init) ?? "T"
    return name == "Q" ? "q" : name
  }

  private func isBorder(_ token: PatternToken, _ words: PatternWords) -> Bool {
    ["comma", "semicolon", "colon", "sep"].contains(symbol(token, words))
  }

  /// The narrowest condition that the number meets.
  private func conditions(_ token: PatternToken, _ words: PatternWords) -> String {
    let all = words.flags(token.flags)
    let best = ["points", "doubling", "ordinal", "rate", "fraction", "money", "count", "length", "amount"].first {
      all.contains($0)
    }
    return best.map { "[\($0)]" } ?? ""
  }
}

/// A sentence with marks in it, taken apart.
struct MarkedSentenceText {
  struct Mark {
    var name: String
    var words: String
    /// Code points of the sentence without marks.
    var points: Range<Int>
  }

  private(set) var text = ""
  private(set) var marks: [Mark] = []

  init(_ marked: String) throws {
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "[") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: "]"), let colon = inside[..<close].firstIndex(of: ":") else {
        throw InputError(
          place: String(rest[open...].prefix(20)), reason: "a mark is written [name:words], such as [Q:2.2%]")
      }
      let words = String(inside[inside.index(after: colon)..<close])
      let start = text.unicodeScalars.count
      marks.append(
        Mark(name: String(inside[..<colon]), words: words, points: start..<start + words.unicodeScalars.count))
      text += words
      rest = inside[inside.index(after: close)...]
    }
    text += rest
  }
}
