import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("The row that was changed")
struct CauseTests {
  @Test(
    "Of two runs that differ by one row, that row comes first, with every record of it",
    arguments: ["t", "percent"])
  func first(unit: String) throws {
    let pipeline = try TestPipeline.shared()
    let row = try #require(pipeline.tables.rows.first { $0.id == "unit.\(unit)" })
    let columns = ["id", "key", "dimension", "kind", "si_unit", "factor", "aliases", "scale"]
    let cells = columns.map { $0 == "key" ? "别名" : $0 == "aliases" ? "\(row["aliases"])|\(row["key"])" : row[$0] }
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    let table = "#! units\n\(columns.joined(separator: "\t"))\n\(cells.joined(separator: "\t"))\n"
    try Data(table.utf8).write(to: url.appendingPathComponent("units.tsv"))
    var file = try PipelineFile(path: "\(Paths.pipelines)/news.yml")
    file.tables.append(url.path)
    let changed = try Pipeline(file)
    var (old, new): ([UInt8], [UInt8]) = ([], [])
    for article in try corpus() {
      old += try article.records(pipeline)
      new += try article.records(changed)
    }
    var found = Findings()
    try RecordDiff(old: RecordFile(bytes: old, name: "old"), new: RecordFile(bytes: new, name: "new")).run(&found)
    let records = String(decoding: old, as: UTF8.self).split(separator: "\n").count {
      $0.contains("+unit.\(unit)+") || $0.contains("+unit.\(unit)\"")
    }
    if records == 0 { return }
    let rule = try #require(found.summary.byRule().first)
    #expect(rule.name == "unit.\(unit)" && rule.records == records, "\(rule.name) \(rule.counts) of \(records)")
  }
}
