import Testing
import Zhibiao
import ZhibiaoTesting

@Suite("Rows of the relations table")
struct RelationRowTests {
  @Test("every row has an example that fires it and a near miss, and all of them hold")
  func examples() throws {
    let pipeline = try TestPipeline.shared()
    let run = ExampleRun(pipeline)
    for row in pipeline.tables.rows(of: "relations") {
      #expect(row.examples.contains { $0.isPositive }, "\(row.id) has no example under `yes`")
      #expect(row.examples.contains { !$0.isPositive }, "\(row.id) has no near miss under `no`")
      for failure in run.failures(of: row) {
        Issue.record(
          "\(row.id), \(failure.example.isPositive ? "yes" : "no"): \(failure.example.text); got \(failure.got)")
      }
    }
  }
}
