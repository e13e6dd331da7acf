import Emitting
import Ingesting
import Records
import Rules
import Text

/// Runs the examples of table rows through the whole pipeline: they are the tests of the rules.
///
/// A `yes` example wants a record whose `rule` has the row's id, with the fields that it names; a `no` example wants no
/// such record. The text may begin with `[2018-03-05]` or `[2018-03-05 140121]` for the document's date and region.
public struct ExampleRun: Sendable {
  /// The date of a text that does not say one.
  public static let standardDate = "2021-11-15"

  private let pipeline: Pipeline

  public struct Failure: Sendable {
    public var row: Row
    public var example: Example
    /// The records that were there instead, each in a line of words.
    public var got: [String]
  }

  public init(_ pipeline: Pipeline) {
    self.pipeline = pipeline.with {
      $0.records = Set(RecordType.allCases)
      $0.ingest = IngestOptions()
    }
  }

  /// The examples of a row that do not hold.
  public func failures(of row: Row) -> [Failure] {
    row.examples.compactMap { example in
      let records = records(of: example.text)
      let matching = records.filter { $0.rules.contains(row.id) && $0.has(example.fields) }
      if matching.isEmpty != example.isPositive { return nil }
      let near = example.isPositive ? records.filter { $0.type != "document" } : matching
      return Failure(row: row, example: example, got: near.map { $0.words(naming: example.fields.map(\.name)) })
    }
  }

  func records(of text: String) -> [ExampleRecord] {
    let (date, region, body) = Self.parts(of: text)
    var document = Document(id: "example")
    document.bytes = Array(body.utf8)
    document.declaredEncoding = "UTF-8"
    document.metadata.datePublished = date
    document.metadata.region = region
    pipeline.process(&document)
    let lines = pipeline.emit(document)
    return lines.split(separator: 0x0A).compactMap { line in
      (try? line.withUnsafeBufferPointer { try JSONLine($0) }).map(ExampleRecord.init)
    }
  }

  /// Date, region and text of an example.
  static func parts(of text: String) -> (date: String, region: String?, body: String) {
    let spoken = text.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
    guard spoken.hasPrefix("["), let end = spoken.firstIndex(of: "]") else { return (standardDate, nil, spoken) }
    let words = spoken[spoken.index(after: spoken.startIndex)..<end].split(separator: " ")
    guard let date = words.first, CalendarDate(date) != nil, words.count <= 2 else {
      return (standardDate, nil, spoken)
    }
    return (String(date), words.dropFirst().first.map(String.init), String(spoken[spoken.index(after: end)...]).trimmed)
  }
}

/// A record that an example gave, by the text of its fields.
struct ExampleRecord {
  private let line: JSONLine

  init(_ line: JSONLine) { self.line = line }

  var type: String { text("record").split(separator: "/").first.map(String.init) ?? "" }
  var rules: [String] { text("rule").split(separator: "+").map(String.init) }

  /// As JSON has it, a string without its quotes.
  func text(_ field: String) -> String {
    switch line[field] {
    case .text(let bytes)?: String(decoding: bytes, as: UTF8.self)
    case .literal(let word)?: word
    case .null?: "null"
    case .nested?: "…"
    case nil: "(no such field)"
    }
  }

  func has(_ fields: [(name: String, value: String)]) -> Bool {
    fields.allSatisfy { field in
      let got = text(field.name)
      if got == field.value { return true }
      // 5 and 5.0 are one number.
      guard let a = ExactDecimal(got), let b = ExactDecimal(field.value) else { return false }
      return a == b
    }
  }

  func words(naming fields: [String]) -> String {
    let named = fields.map { "\($0)=\(text($0))" }.joined(separator: " ")
    return "\(type) «\(text("exact"))» by \(text("rule"))\(named.isEmpty ? "" : ": \(named)")"
  }
}
