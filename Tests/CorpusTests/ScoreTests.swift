import Foundation
import Testing
import ZhibiaoTesting

/// Scores on gold annotations and on other tools' test cases, which may only rise: `baseline.json` holds what was reached.
@Suite("Scores do not fall", .enabled(if: Scorers.areThere))
struct ScoreTests {
  @Test("Gold annotations", arguments: ["qingxu", "gwr-dev"])
  func gold(name: String) throws {
    let file = try #require(Paths.shared("gold/\(name).jsonl"))
    let score = try #require(Paths.shared("gold/score.py"))
    let input = try #require(Paths.shared(name == "qingxu" ? "data/qingxu.txt" : "data/gwr-even.jsonl"))
    let options = name == "qingxu" ? ["--date", "2021-11-15", "--region", "140121"] : []
    let records = try extract([input, "--emit", "document,entity,quantity,observation"] + options)
    let got = try json([score, file, "-", "--json"], input: records)
    try compare(numbers(in: got), with: "gold/\(name)")
    try compareOwnScorer(file, records, numbers(in: got))
  }

  /// The program's own `test --gold` gives every figure that the script gives, and no other.
  private func compareOwnScorer(_ gold: String, _ records: String, _ figures: [String: Double]) throws {
    let run = try ProgramRun(try #require(Paths.program), ["test", "--gold", gold, "-", "--json"], input: records)
    try #require(run.status == 0, "\(run.errors)")
    let own = numbers(in: try JSONSerialization.jsonObject(with: Data(run.output.utf8)))
    #expect(Set(own.keys) == Set(figures.keys))
    for (figure, value) in figures where abs(own[figure, default: -1] - value) > 1e-12 {
      Issue.record("\(gold): \(figure) is \(own[figure, default: -1]), the script says \(value)")
    }
  }

  @Test("Other tools' cases")
  func suites() throws {
    let score = try #require(Paths.shared("suites/score.py"))
    let python = try #require(Scorers.python)
    let inputs = try ProgramRun(python, [score, "inputs"]).output
    let records = try extract(["-", "--format", "jsonl", "--emit", "quantity,period,entity"], input: inputs)
    let got = try json([score, "score", "-", "--json"], input: records)
    try compare(numbers(in: got), with: "suites")
  }

  // MARK: Running

  private func extract(_ arguments: [String], input: String = "") throws -> String {
    let run = try ProgramRun(try #require(Paths.program), ["extract"] + arguments, input: input)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  private func json(_ arguments: [String], input: String) throws -> [String: Any] {
    let run = try ProgramRun(try #require(Scorers.python), arguments, input: input)
    try #require(run.status == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  // MARK: Comparing

  private static let slack = 0.0005

  private func compare(_ got: [String: Double], with key: String) throws {
    let path = "\(Paths.package)/Tests/CorpusTests/baseline.json"
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [String: Double]])
    for (entry, bound) in try #require(all[key], "baseline.json has no \(key)").sorted(by: { $0.key < $1.key }) {
      // `max none.violations`: a figure that may only fall.
      let isCeiling = entry.hasPrefix("max ")
      let name = isCeiling ? String(entry.dropFirst(4)) : entry
      let now = try #require(got[name], "the scorer says nothing of \(name)")
      let gain = isCeiling ? bound - now : now - bound
      #expect(gain >= -Self.slack, "\(key): \(name) went from \(bound) to \(now)")
      if gain > 0.002 { print("\(key): \(name) went from \(bound) to \(now): write that into baseline.json") }
    }
  }

  /// Every number of a JSON object, under its path: `observation.tuple.f1`.
  private func numbers(in object: Any, _ path: String = "") -> [String: Double] {
    if let number = object as? NSNumber { return [path: number.doubleValue] }
    guard let members = object as? [String: Any] else { return [:] }
    return members.reduce(into: [:]) { out, member in
      out.merge(numbers(in: member.value, path.isEmpty ? member.key : "\(path).\(member.key)")) { a, _ in a }
    }
  }
}

/// What scoring needs beside the package.
private enum Scorers {
  static let areThere = Paths.shared("gold/score.py") != nil && python != nil && Paths.program != nil

  static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
