import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("What holds of any texts and decisions")
struct ReviewPropertyTests {
  static let sentences = [
    "2020年,清徐县地区生产总值增长5.1%。", "固定资产投资增长107.6%,粮食产量8万吨。", "全县常住人口36万,其中农业人口25万。", "记者获悉。\n",
    "财政收入由5亿元提高到6亿元。", "𠮷县新增就业3000人。", "力争投资10亿元。\n",
  ]

  private func text(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 0...8, using: &random)).map { _ in Self.sentences.randomElement(using: &random) ?? "" }.joined()
  }

  @Test("Places are carried over in order, each to the same character; a stretch that is there whole stays whole")
  func alignment() {
    var random = SplitMix(state: 7)
    for _ in 0..<200 {
      let (a, b) = (Array(text(&random).unicodeScalars), Array(text(&random).unicodeScalars))
      let alignment = TextAlignment(a, b)
      var last = -1
      for at in a.indices {
        guard let place = alignment.exact(at..<at + 1) else { continue }
        #expect(place.lowerBound > last && b[place.lowerBound] == a[at])
        last = place.lowerBound
      }
      let same = TextAlignment(a, a)
      #expect(a.indices.allSatisfy { same.exact($0..<a.count) == $0..<a.count })
    }
  }

  @Test("After any decisions, what is left to differ is exactly what was not accepted")
  func merging() throws {
    var random = SplitMix(state: 11)
    for _ in 0..<40 {
      let body = text(&random)
      let now = try lines(body)
      // A golden of the same text in which some records say something else or are not there.
      let golden = now.split(separator: "\n").compactMap { line -> String? in
        if line.hasPrefix(#"{"record":"document"#) { return String(line) }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return nil
        case 1: return line.replacingOccurrences(of: #""rule":""#, with: #""rule":"old+"#)
        case 2: return line.replacingOccurrences(of: #""unit":"#, with: #""unit":"x","was":"#)
        default: return String(line)
        }
      }.map { $0 + "\n" }.joined()
      let run = try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: Array(golden.utf8), now: Array(now.utf8))
      var session = ReviewSession([run], decisions: Decisions())
      let chosen = session.items.filter { _ in Bool.random(using: &random) }
      for item in chosen { _ = session.decide(.accept, id: item.id) }
      let merged = try run.merged(session.decisions)
      let left = try GoldenRun(name: "a", goldenPath: "a.jsonl", golden: merged, now: run.now).differences.map(\.id)
      #expect(Set(left) == Set(run.differences.map(\.id)).subtracting(chosen.map(\.id)))
    }
  }

  @Test("No bytes crash the reader of records, and none are lost that are records")
  func bytes() throws {
    var random = SplitMix(state: 3)
    let good = Array(RecordFileTests.good.utf8)
    for _ in 0..<2_000 {
      var line = good
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let at = Int.random(in: line.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: line[at] = UInt8.random(in: 0...255, using: &random)
        case 1: line.remove(at: at)
        default: line.insert(Array("{}[]\",:\\u0d".utf8).randomElement(using: &random) ?? 0, at: at)
        }
      }
      let file = RecordFile(bytes: good + [0x0A] + line, name: "f")
      var group = RecordGroup()
      do {
        while try file.next(&group) {
          for line in group.lines {
            _ = (
              group.rules(line), group.roles(line), group.text(line, "exact"), RecordFields(line: group.line(line)).list
            )
          }
        }
      } catch let error as BadRecords {
        #expect(error.fault.line >= 1 && error.fault.column >= 1)
      }
    }
  }
}

/// A generator that gives the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
