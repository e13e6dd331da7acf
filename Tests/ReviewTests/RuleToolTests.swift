import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Counting, linting and beginning rows")
struct RuleToolTests {
  @Test("Every row of every trail is counted, and rows that would have fitted too")
  func statistics() throws {
    let pipeline = try TestPipeline.shared()
    var statistics = RuleStatistics(pipeline.tables)
    for text in ["2020年粮食产量增长2.2%。", "2020年粮食产量增长2万吨。"] {
      statistics.add(pipeline.document(of: text), pipeline, withOverlaps: true)
    }
    let lines = statistics.json(kind: "relations").split(separator: "\n")
    #expect(
      lines.contains { $0.contains(#""row":"growth.verb","kind":"relations""#) && $0.contains(#""observations":1"#) })
    #expect(lines.contains { $0.contains(#""spoke":"growth.verb","fitted":"delta.verb","times":1"#) })
    let text = statistics.text(kind: nil, limit: 5, withDead: true)
    #expect(text.hasPrefix("2 documents\n") && text.contains(": growth.noun\n") && !text.contains(": growth.verb\n"))
  }

  /// The tables of the program with some of one's own.
  private func pipeline(with files: [String: String]) throws -> Pipeline {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    for (name, text) in files { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
    var file = try PipelineFile(path: "\(Paths.pipelines)/news.yml")
    file.tables.append(url.path)
    return try Pipeline(file)
  }

  @Test("Words that two rows have, and words that no text holds once it is normalised")
  func lint() throws {
    let units = """
      #! units
      id\tkey\tdimension\tkind\taliases
      my.one\t标箱\tcount\tcount\tＴＥＵ
      my.two\t标准箱\tcount\tcount\t箱子
      my.three\t货柜\tcount\tcount\t箱子
      """
    let findings = RuleLint(try pipeline(with: ["units.tsv": units])).findings().map(\.description)
    #expect(
      findings.contains { $0.contains("units.tsv:3:") && $0.contains("'ＴＥＵ' is 'TEU' once the text is normalised") })
    #expect(findings.contains { $0.contains("units.tsv:5:") && $0.contains("'箱子' stands in 'my.two' as well") })
  }

  @Test("A relation made of a marked sentence fits that sentence")
  func relation() throws {
    let made = try RuleSkeleton(TestPipeline.shared()).row(
      kind: "relations", id: "my.growth", marked: "2020年[head:粮食产量]同比[verb:增长][Q:2.2%]")
    #expect(made.table.contains("my.growth\thead:name+ yoy? verb:up Q[rate]\tgrowth\thead\tyes"), "\(made.table)")
    let pipeline = try pipeline(with: ["relations.tsv": made.table])
    let told = try Explainer(pipeline, pipeline.document(of: "2020年粮食产量同比增长2.2%")).whyNot(
      rule: "my.growth", at: nil)
    #expect(told.contains("fits, but growth.verb"), "\(told)")
    #expect(made.notes.contains { $0.hasPrefix("growth.verb speaks for this number now") })
  }

  @Test("Other rows have their marks in the columns that they name")
  func words() throws {
    let skeleton = RuleSkeleton(try TestPipeline.shared())
    let made = try skeleton.row(kind: "units", id: "my.unit", marked: "进口[key:标箱]三百个")
    #expect(made.table.contains("\nmy.unit\t标箱\t") && made.table.contains("\t进口标箱三百个\t"))
    #expect(made.notes.contains { $0.hasPrefix("dimension must be filled") })
    for bad in ["进口[kye:标箱]", "进口[标箱]", "进口[key:标箱"] {
      #expect(throws: InputError.self) { try skeleton.row(kind: "units", id: "my.unit", marked: bad) }
    }
    #expect(throws: InputError.self) { try skeleton.row(kind: "units", id: "unit.t", marked: "[key:标箱]") }
    #expect(throws: InputError.self) { try skeleton.row(kind: "unit", id: "my.unit", marked: "[key:标箱]") }
    #expect(throws: InputError.self) { try skeleton.row(kind: "relations", id: "my.r", marked: "[head:标箱]") }
  }

  @Test("Decisions become examples of the row that made the record")
  func examples() throws {
    let run = try GoldenRunTests.run()
    var session = ReviewSession([run], decisions: Decisions())
    _ = session.decide(.accept, rule: "grain_output")
    _ = session.decide(.reject, rule: "unit.percent")
    let examples = session.examples
    #expect(
      examples.contains { $0.hasSuffix("\tyes\t固定资产投资增长107.6%,粮食产量8万吨。 => indicator=grain_output value=80000.0") },
      "\(examples)")
    // What changed in a record that was there says nothing against its rows; a record that is not to be does.
    #expect(examples.contains("number.plain\tno\t固定资产投资增长107.6%,粮食产量8万吨。") && examples.count == 2)
  }
}
