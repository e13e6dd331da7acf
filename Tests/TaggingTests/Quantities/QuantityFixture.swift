import Foundation
import Records
import Rules
import Text

@testable import Tagging

/// The tagger of quantities with the tables that ship, run on one paragraph without periods and entities.
enum QuantityFixture {
  static let tables: TableSet? = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let tables = folder.appendingPathComponent("Pipelines/tables/tag")
    let names = [
      "number_words", "units", "unit_like_words", "currencies", "number_prefixes", "range_marks", "comparators",
      "fixed_quantities", "unit_contexts", "number_forms", "number_contexts", "number_stop_words",
    ]
    let files = names.compactMap { name in
      (try? String(contentsOf: tables.appendingPathComponent("\(name).tsv"), encoding: .utf8)).map { (name, $0) }
    }
    return try? TableSet(files: files, schemas: QuantityTagger.schemas)
  }()
  static let tagger: QuantityTagger? = tables.flatMap { try? QuantityTagger(tables: $0) }
  private static let readers = [UInt8](
    repeating: HitReader.quantities.rawValue, count: tables?.rows.count ?? 0)
  static let index = LiteralIndex(tagger?.literals ?? [])

  /// The quantities of a text, each as `exact=value..max unit comparator [min–max]`.
  static func read(_ text: String, lengths: Bool = false) -> [String] {
    let source = SourceText(text)
    return tag(source, periods: []).map { describe($0, source) }
  }

  static func tag(_ source: SourceText, periods: [Period]) -> [Quantity] {
    let span = Span(0, source.count)
    return source.units.withUnsafeBufferPointer { units in
      var hits: [LiteralIndex.Hit] = []
      index.scan(units, 0..<units.count, into: &hits)
      let input = TagInput(
        units: units, hits: HitLists(hits, readers: readers), index: index, sentences: [Sentence(span: span, block: 0)],
        blocks: [Block(span: span, kind: .paragraph)], metadata: Metadata())
      return tagger?.tag(input, periods: periods, entities: []) ?? []
    }
  }

  static func describe(_ quantity: Quantity, _ source: SourceText) -> String {
    var out = source.string(quantity.span) + "=" + (quantity.value?.description ?? "~")
    if let max = quantity.valueMax { out += "..\(max)" }
    if let unit = quantity.unit { out += " \(unit)" }
    if let comparator = quantity.comparator { out += " \(comparator.rawValue)" }
    if let min = quantity.min, let max = quantity.max { out += " [\(min)–\(max)]" }
    return out
  }

  /// One numeral at the beginning of a text: `letters=value [low–high]`; nil where none begins.
  static func scan(_ text: String) -> String? {
    let source = SourceText(text)
    return source.units.withUnsafeBufferPointer { units in
      guard let numeral = tagger?.reader.scanner.scan(units, at: 0, limit: units.count) else { return nil }
      if numeral.form.contains(.malformed) { return source.string(Span(0, numeral.end)) + "=?" }
      var out = source.string(Span(0, numeral.end)) + "=" + (numeral.value?.description ?? "~")
      if let low = numeral.low, let high = numeral.high { out += " [\(low)–\(high)]" }
      return out
    }
  }
}
