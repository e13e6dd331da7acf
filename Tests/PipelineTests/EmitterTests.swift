import Foundation
import Records
import Rules
import Testing
import Text

@testable import Emitting

@Suite("Emitting")
struct EmitterTests {
  // swift-format-ignore: NeverUseForceTry
  static let tables = try! TableSet(
    files: [("t.tsv", "#! t\nid\nrule.a\nrule.b\n")], schemas: [TableSchema(kind: "t", columns: [])])

  var document: Document {
    var document = Document(id: "a\"1\u{9B}")
    let text = "在𠮷林市\u{7}，增长5.1%。"
    document.text = SourceText(text)
    let value = Span(9, 13)
    var trail = RuleTrail(RowID(0))
    trail.add(RowID(1))
    var first = Observation(span: value, sentence: Span(0, 14), rule: trail)
    first.value = ExactDecimal("5.1")
    first.decimals = 1
    first.measure = .growth
    first.unit = "%"
    first.roles = [.init(.value, value), .init(.cue, Span(7, 9))]
    var second = first
    second.partOf = 0
    second.value = ExactDecimal("6839000000000000000000000")
    document.observations = [first, second]
    document.entities = [Entity(span: Span(1, 5), type: .region, name: "𠮷林市", rule: RuleTrail(RowID(0)))]
    document.quantities = [Quantity(span: value, numberSpan: Span(9, 12), rule: RuleTrail(RowID(1)))]
    document.periods = [Period(span: Span(0, 1), grounding: .none, kind: .vague, rule: RuleTrail())]
    return document
  }

  func lines(_ types: Set<RecordType> = Set(RecordType.allCases)) throws -> [[String: Any]] {
    let bytes = Emitter(tables: Self.tables, types: types).emit(document)
    return try bytes.split(separator: 0x0A).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  @Test("the document comes first, then the others in the order of the text")
  func order() throws {
    #expect(
      try lines().map { $0["record"] as? String } == [
        "document/1", "period/1", "entity/1", "quantity/1", "observation/1", "observation/1",
      ])
    #expect(try lines([.observation]).count == 2)
  }

  @Test("offsets are code points, characters beyond the basic plane included")
  func offsets() throws {
    for line in try lines() {
      guard let exact = line["exact"] as? String, let start = line["start"] as? Int, let end = line["end"] as? Int
      else { continue }
      let scalars = Array("在𠮷林市\u{7}，增长5.1%。".unicodeScalars)
      #expect(String(String.UnicodeScalarView(scalars[start..<end])) == exact)
      let source = Array("在𠮷林市\u{7}，增长5.1%。".utf8)
      let from = try #require(line["source_start"] as? Int), to = try #require(line["source_end"] as? Int)
      #expect(String(decoding: source[from..<to], as: UTF8.self) == exact)
    }
  }

  @Test("ids tell the document, the span, and the second on one span; a part names its whole")
  func ids() throws {
    let all = try lines()
    #expect(
      all.compactMap { ($0["id"] as? String)?.split(separator: "#").last.map(String.init) } == [
        "a\"1\u{9B}", "p0-1", "e1-4", "q8-12", "8-12", "8-12/2",
      ])
    #expect(all.last?["part_of"] as? String == "a\"1\u{9B}#8-12")
  }

  @Test("numbers are plain decimals with a decimal place, names of rules joined by +")
  func numbers() throws {
    let text = String(decoding: Emitter(tables: Self.tables, types: [.observation]).emit(document), as: UTF8.self)
    #expect(text.contains("\"value\":5.1,"))
    #expect(text.contains("\"value\":6839000000000000000000000.0,"))
    #expect(text.contains("\"rule\":\"rule.a+rule.b\"}\n"))
  }

  @Test("nothing that a terminal acts on comes out raw")
  func controls() {
    let bytes = Emitter(tables: Self.tables).emit(document)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
    #expect(text.contains(#"\u0007"#) && text.contains(#"\u009b"#))
  }

  @Test("the keys of each type are those of the schema, in its order", arguments: RecordType.allCases)
  func keys(type: RecordType) throws {
    let bytes = Emitter(tables: Self.tables, types: [type]).emit(document)
    let line = String(decoding: try #require(bytes.split(separator: 0x0A).first), as: UTF8.self)
    var rest = line[...]
    for field in RecordSchema.fields(of: type) {
      let found = try #require(
        rest.range(of: "\"\(field.name)\":"), "\(field.name) is missing or out of order in \(line)")
      rest = rest[found.upperBound...]
    }
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(Set(object.keys) == Set(RecordSchema.fields(of: type).map(\.name)))
  }

  @Test("the schema is JSON and describes five types")
  func schema() throws {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(RecordSchema.json.utf8)) as? [String: Any])
    #expect((schema["$defs"] as? [String: Any])?.count == 5)
  }

  @Test("any text can be written, halves of pairs included")
  func anyText() throws {
    var seed: UInt64 = 3
    for _ in 0..<200 {
      let units = (0..<20).map { _ -> UInt16 in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return seed >> 60 < 8
          ? UInt16(truncatingIfNeeded: seed >> 40) & 0xFF : 0xD7F0 &+ UInt16(truncatingIfNeeded: seed >> 40) % 0x820
      }
      var writer = JSONWriter()
      units.withUnsafeBufferPointer { writer.string($0, Span(0, $0.count)) }
      let read = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed) as? String
      #expect(read == String(decoding: units, as: UTF16.self))
    }
  }
}
