import Foundation
import Records
import Rules
import Text

@testable import Tagging

/// The tagger with the tables that ship, run on one paragraph.
enum PeriodFixture {
  static let tagger: PeriodTagger? = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let tables = folder.appendingPathComponent("Pipelines/tables/tag")
    let names = ["periods", "plans", "holidays", "period_links", "period_variants"]
    let files = names.compactMap { name in
      (try? String(contentsOf: tables.appendingPathComponent("\(name).tsv"), encoding: .utf8)).map { (name, $0) }
    }
    guard let set = try? TableSet(files: files, schemas: PeriodTagger.schemas) else { return nil }
    return try? PeriodTagger(tables: set)
  }()

  /// The periods of a text, each as `exact start/end` with `~` for a date that it has not.
  static func read(_ text: String, date: String? = "2021-11-15") -> [String] {
    tag(text, date: date).map { period, source in
      "\(source.string(period.span)) \(period.start?.description ?? "~")/\(period.end?.description ?? "~")"
    }
  }

  static func tag(_ text: String, date: String? = "2021-11-15") -> [(Period, SourceText)] {
    let source = SourceText(text)
    let span = Span(0, source.count)
    var metadata = Metadata()
    metadata.datePublished = date
    return source.units.withUnsafeBufferPointer { units in
      let input = TagInput(
        units: units, hits: .none, index: LiteralIndex(), sentences: [Sentence(span: span, block: 0)],
        blocks: [Block(span: span, kind: .paragraph)], metadata: metadata)
      return (tagger?.tag(input) ?? []).map { ($0, source) }
    }
  }
}
