import Testing
import ZhibiaoTesting

@Suite("zhibiao explain", .enabled(if: Paths.program != nil))
struct ExplainCommandTests {
  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(#require(Paths.program), ["explain", "-"] + arguments, input: "2020年粮食产量增长2万吨。\n")
  }

  @Test("a record, a rule, and the list of what there is")
  func answers() throws {
    #expect(try run().output == "#11-14  2万吨  粮食产量\n")
    let record = try run("--at", "12")
    #expect(record.status == 0 && record.output.contains("delta.verb (") && record.output.contains("verb:change"))
    #expect(try run("--rule", "growth.verb").output.contains("Q[rate] wants rate"))
  }

  @Test("a place, an id and a rule that are none")
  func faults() throws {
    #expect(try run("--at", "1000").status == 2)
    #expect(try run("--id", "#1-2").errors.contains("it may be one of: -#11-14"))
    #expect(try run("--rule", "growth.vreb").errors.contains("did you mean 'growth.verb'?"))
    #expect(try run("--at", "1", "--id", "x").status == 2)
  }
}
