import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Golden records and decisions")
struct GoldenRunTests {
  static let text = "2020年,清徐县地区生产总值增长5.1%。固定资产投资增长107.6%,粮食产量8万吨。"

  /// A golden that differs from the records of now in three fields and one record.
  static func run() throws -> GoldenRun {
    let now = try lines(text)
    let golden = now.replacingOccurrences(
      of: #""basis":"yoy","basis_stated":false"#, with: #""basis":"mom","basis_stated":false"#
    )
    .replacingOccurrences(of: #""indicator":"grain_output""#, with: #""indicator":null"#)
    .split(separator: "\n").filter { !$0.contains(#""record":"quantity/1""#) || !$0.contains("107.6%") }
    .map { $0 + "\n" }.joined()
    return try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: Array(golden.utf8), now: Array(now.utf8))
  }

  private func merged(_ run: GoldenRun, _ session: ReviewSession) throws -> String {
    String(decoding: try run.merged(session.decisions), as: UTF8.self)
  }

  @Test("Nothing accepted leaves the golden as it is; all accepted gives what there is now")
  func ends() throws {
    let run = try Self.run()
    #expect(run.differences.map(\.kind) == [.changed, .new, .changed, .changed])
    var session = ReviewSession([run], decisions: Decisions())
    #expect(try run.merged(session.decisions) == run.golden)
    do {
      let done = session.decideAll(.reject)
      #expect(done == 4)
    }
    #expect(try run.merged(session.decisions) == run.golden)
    session = ReviewSession([run], decisions: Decisions())
    do {
      let done = session.decideAll(.accept)
      #expect(done == 4)
    }
    #expect(try run.merged(session.decisions) == run.now)
  }

  @Test("By field and by rule, and taking back")
  func groups() throws {
    let run = try Self.run()
    var session = ReviewSession([run], decisions: Decisions())
    do {
      let done = session.decide(.accept, field: "basis")
      #expect(done == 2)
    }
    #expect(session.pending.count == 2)
    #expect(try !merged(run, session).contains("mom") && merged(run, session).contains(#""indicator":null"#))
    do {
      let done = session.undo()
      #expect(done)
    }
    #expect(session.pending.count == 4)
    do {
      let done = session.decide(.reject, rule: "growth.verb")
      #expect(done == 2)
    }
    do {
      let done = session.decide(.accept, rule: "grain_output")
      #expect(done == 1)
    }
    #expect(try merged(run, session).contains("mom") && !merged(run, session).contains(#""indicator":null"#))
    do {
      let done = session.decide(.accept, id: "000000000000")
      #expect(!done)
    }
  }

  @Test("Accepting a field leaves alone what changes in other fields as well; rejecting takes it")
  func strict() throws {
    let now = try lines(Self.text)
    let golden = now.replacingOccurrences(of: #""basis":"yoy""#, with: #""basis":"mom""#)
      .replacingOccurrences(of: #""value":5.1,"#, with: #""value":5.2,"#)
    let run = try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: Array(golden.utf8), now: Array(now.utf8))
    var session = ReviewSession([run], decisions: Decisions())
    do {
      let done = session.decide(.accept, field: "observation.basis")
      #expect(done == 1)
    }
    do {
      let done = session.decide(.reject, field: "observation.basis")
      #expect(done == 1)
    }
  }

  @Test("Decisions that were written and read again give the same goldens, byte for byte, and the same file")
  func replay() throws {
    let run = try Self.run()
    var session = ReviewSession([run], decisions: Decisions())
    _ = session.decide(.accept, id: run.differences[1].id)
    _ = session.decide(.reject, id: run.differences[0].id)
    _ = session.decide(.accept, rule: "grain_output")
    let text = session.decisions.text
    let read = try Decisions(text: text, path: "d")
    #expect(read.text == text)
    // As on a fresh checkout: all made anew.
    let again = try Self.run()
    #expect(try again.merged(read) == run.merged(session.decisions))
    let golden = try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: again.merged(read), now: again.now)
    #expect(golden.differences.map(\.id) == [run.differences[0].id, run.differences[2].id])
    #expect(try golden.merged(read) == golden.golden)
  }

  @Test("Records of a text that is not accepted are not taken over either")
  func text() throws {
    let old = try lines(Self.text)
    let new = try lines("记者获悉。" + Self.text.replacingOccurrences(of: "5.1%", with: "5.2%"))
    let run = try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: Array(old.utf8), now: Array(new.utf8))
    var session = ReviewSession([run], decisions: Decisions())
    do {
      let done = session.decide(.accept, field: "value")
      #expect(done == 2)
    }
    for item in session.items where item.difference.type != .document { _ = session.decide(.accept, id: item.id) }
    #expect(try run.merged(session.decisions) == run.golden)
    _ = session.decideAll(.accept)
    #expect(try run.merged(session.decisions) == run.now)
  }

  @Test("The same records in other bytes are one difference")
  func bytes() throws {
    let now = try lines(Self.text)
    let golden = now.replacingOccurrences(of: #""start":0,"#, with: #""start": 0,"#)
    let run = try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: Array(golden.utf8), now: Array(now.utf8))
    #expect(run.differences.count == 1 && run.differences.first?.fields.first?.name == "bytes")
    var session = ReviewSession([run], decisions: Decisions())
    _ = session.decideAll(.accept)
    #expect(try run.merged(session.decisions) == run.now)
  }

  @Test("A file of decisions with a slip is refused with its place")
  func slip() throws {
    let error = #expect(throws: BadRecords.self) {
      try Decisions(text: "# 注\naccept\t3f2a9c1b2d3e\tx\naccpt\t3f2a9c1b2d3e\n", path: "d.tsv")
    }
    #expect(error?.description.hasPrefix("d.tsv:3:1: 'accpt' is no decision") ?? false)
    #expect(throws: BadRecords.self) { try Decisions(text: "accept\tx\n", path: "d.tsv") }
  }

  @Test("Precision, recall and F1, by type and by field")
  func scores() throws {
    let scores = try Self.run().scores
    let observations = try #require(scores.types[.observation])
    #expect((observations.right, observations.gold, observations.found) == (0, 3, 3))
    let quantities = try #require(scores.types[.quantity])
    #expect((quantities.right, quantities.gold, quantities.found) == (2, 2, 3) && quantities.precision < 1)
    let indicator = try #require(scores.fields["observation.indicator"])
    #expect((indicator.right, indicator.gold, indicator.found) == (2, 2, 3))
    #expect(scores.fields["observation.basis"]?.f1 == 0 && scores.fields["observation.value"]?.f1 == 1)
  }

  @Test("The report as JSON and as XML for test servers")
  func reports() throws {
    let report = GoldenReport([try Self.run()], decisions: Decisions())
    for line in report.json.split(separator: "\n") {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
    #expect(report.junit.contains(#"<testsuite name="zhibiao" tests="1" failures="1" errors="0">"#))
    #expect(GoldenReport.escaped("a<b>&\"\u{1B}\u{FFFF}") == "a&lt;b&gt;&amp;&quot;\u{FFFD}\u{FFFD}")
  }
}
