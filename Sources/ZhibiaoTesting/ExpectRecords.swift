import Foundation
import Testing
import Zhibiao

/// A record as it was written, by the names of its fields.
public struct TestRecord: Sendable, CustomStringConvertible {
  /// The line of JSON.
  public let line: String
  private let fields: [String: String]

  public init(line: String) throws {
    self.line = line
    guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
      throw CocoaError(.coderInvalidValue)
    }
    fields = object.mapValues { value in
      switch value {
      case let text as String: text
      case is NSNull: "null"
      case let number as NSNumber: booleanText(number) ?? Self.text(number)
      default: "\(value)"
      }
    }
  }

  public var type: String { self["record"].split(separator: "/").first.map(String.init) ?? "" }

  /// The field as text, `null` where it is null; whole numbers without a decimal place.
  public subscript(_ field: String) -> String { fields[field] ?? "(no such field)" }

  public var codePoints: Range<Int> {
    let (start, end) = (Int(self["start"]) ?? 0, Int(self["end"]) ?? 0)
    return start..<max(start, end)
  }

  public var description: String { line }

  private static func text(_ number: NSNumber) -> String {
    let value = number.doubleValue
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }
}

private func booleanText(_ number: NSNumber) -> String? {
  String(cString: number.objCType) == "c" ? (number.boolValue ? "true" : "false") : nil
}

/// The records of some types that a text gives.
public func records(
  _ types: Set<RecordType>, of text: String, date: String? = "2021-11-15", region: String? = nil
) throws -> [TestRecord] {
  let pipeline = try TestPipeline.with { $0.records = types }
  let lines = pipeline.emit(pipeline.document(of: text, date: date, region: region))
  return try String(decoding: lines, as: UTF8.self).split(separator: "\n").map { try TestRecord(line: String($0)) }
}

/// Expects the records of one type in a text, each by some of its fields and, where marks are given, its place.
///
///     try expectRecords(.observation, in: "GDP①100亿元②,增长③5%④", [
///       [1, 2]: ["value": "10000000000", "unit": "CNY"],
///       [3, 4]: ["measure": "growth"],
///     ])
public func expectRecords(
  _ type: RecordType, in text: String, _ expected: KeyValuePairs<[Int], [String: String]>, date: String? = "2021-11-15",
  region: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let text = marked(text)
  let got = try records([type], of: text.text, date: date, region: region)
  let shown = got.map(\.line).joined(separator: "\n")
  #expect(got.count == expected.count, "got \(got.count) records:\n\(shown)", sourceLocation: sourceLocation)
  for (record, (marks, fields)) in zip(got, expected) {
    if marks.count == 2 {
      #expect(record.codePoints == text[marks[0], marks[1]], "\(record)", sourceLocation: sourceLocation)
    }
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      #expect(record[name] == value, "\(name) of \(record)", sourceLocation: sourceLocation)
    }
  }
}
