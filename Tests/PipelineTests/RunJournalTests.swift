import Foundation
import Testing
import ZhibiaoTesting

@testable import Pipeline

@Suite("The journal of a run")
struct RunJournalTests {
  static let header = RunJournal.Header(
    program: "zhibiao", rules: "1", options: "records=document", inputs: ["a"], arguments: ["a"])

  @Test("wherever it is cut off, what its whole lines say is read")
  func cuts() throws {
    let commits = (1...4).map { n in
      var commit = RunJournal.Commit()
      (commit.documents, commit.bytes, commit.digest) = (n * 10, n * 1000, "d\(n)")
      return commit
    }
    let head = RunJournal.line(Self.header)
    let lines = [head] + commits.map { RunJournal.line($0) }
    let bytes = lines.flatMap { $0 }
    let scratch = try Scratch([:])
    for length in head.count...bytes.count {
      try Data(bytes.prefix(length)).write(to: URL(fileURLWithPath: "\(scratch.path)/journal.jsonl"))
      let journal = try #require(try RunJournal(path: "\(scratch.path)/journal.jsonl"))
      var (whole, end) = (0, head.count)
      while whole < commits.count, end + lines[whole + 1].count <= length {
        whole += 1
        end += lines[whole].count
      }
      #expect(journal.commit == (whole == 0 ? RunJournal.Commit() : commits[whole - 1]))
      #expect(journal.length == end)
      #expect(journal.header == Self.header)
    }
  }

  @Test("something else is no journal")
  func other() throws {
    let scratch = try Scratch(["journal.jsonl": "{}\n", "none.jsonl": "hello"])
    #expect(throws: (any Error).self) { try RunJournal(path: "\(scratch.path)/journal.jsonl") }
    #expect(throws: (any Error).self) { try RunJournal(path: "\(scratch.path)/none.jsonl") }
    #expect(try RunJournal(path: "\(scratch.path)/missing.jsonl") == nil)
  }

  @Test("a new pass begins at the first document, and keeps what was seen")
  func pass() throws {
    var commit = RunJournal.Commit()
    (commit.documents, commit.seen, commit.shard, commit.failures) = (10, 160, 3, 2)
    let bytes = RunJournal.line(Self.header) + RunJournal.line(commit) + RunJournal.finishedLine
    let scratch = try Scratch([:])
    let path = "\(scratch.path)/journal.jsonl"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(try RunJournal(path: path)?.isFinished == true)
    try Data(bytes + RunJournal.line(pass: 2)).write(to: URL(fileURLWithPath: path))
    let journal = try #require(try RunJournal(path: path))
    #expect(!journal.isFinished && journal.pass == 2 && journal.seenBefore == 160)
    #expect(journal.commit.documents == 0 && journal.commit.shard == 3 && journal.commit.failures == 2)
  }
}
