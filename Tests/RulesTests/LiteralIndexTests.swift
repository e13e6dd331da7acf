import Records
import Testing

@testable import Rules

@Suite("Literals in text")
struct LiteralIndexTests {
  func hits(_ literals: [String], in text: String) -> [String] {
    let index = LiteralIndex(
      literals.enumerated().map { (Array($1.utf16), RowID(Int32($0)), LiteralIndex.Channel.everywhere) })
    var hits: [LiteralIndex.Hit] = []
    let units = Array(text.utf16)
    units.withUnsafeBufferPointer { index.scan($0, 0..<units.count, into: &hits) }
    return hits.map { "\($0.start)-\($0.end):\(literals[Int($0.row.value)])" }
  }

  @Test("all occurrences are found, the shorter of one place first")
  func overlaps() {
    #expect(
      hits(["增长", "增长点", "长", "点"], in: "增长点增长")
        == ["0-2:增长", "0-3:增长点", "1-2:长", "2-3:点", "3-5:增长", "4-5:长"])
  }

  @Test("characters beyond the basic plane are literals too")
  func astral() {
    #expect(hits(["𠮷林"], in: "在𠮷林市") == ["1-4:𠮷林"])
  }

  @Test("the same as a search of each literal, on texts of few letters")
  func sameAsSearch() {
    var seed: UInt64 = 7
    func next(_ n: UInt64) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33 % n)
    }
    let letters = Array("甲乙丙丁")
    let word = { (length: Int) in String((0..<length).map { _ in letters[next(4)] }) }
    for _ in 0..<50 {
      let literals = Array(Set((0..<8).map { _ in word(1 + next(4)) })).sorted()
      let text = word(40)
      var expected: [String] = []
      for start in 0..<40 {
        for literal in literals.sorted(by: { $0.count < $1.count }) {
          let end = start + literal.count
          if end <= 40, Array(text)[start..<end].elementsEqual(literal) {
            expected.append("\(start)-\(end):\(literal)")
          }
        }
      }
      #expect(hits(literals, in: text) == expected)
    }
  }
}
