import Testing

@testable import Review

@Suite("Common subsequences")
struct CommonSequenceTests {
  @Test("They are common, in order, and as long as the plain way finds")
  func properties() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let a = (0..<Int.random(in: 0...14, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
      let b = (0..<Int.random(in: 0...14, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
      let pairs = CommonSequence.pairs(a, b)
      #expect(pairs.allSatisfy { a[$0.old] == b[$0.new] })
      #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.old < $1.old && $0.new < $1.new })
      #expect(pairs.count == Self.longest(a, b), "\(a) \(b)")
    }
  }

  private static func longest(_ a: [Int], _ b: [Int]) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices {
      for j in b.indices {
        table[i + 1][j + 1] = a[i] == b[j] ? table[i][j] + 1 : max(table[i][j + 1], table[i + 1][j])
      }
    }
    return table[a.count][b.count]
  }

  @Test("Beyond the limit only what is common at the ends")
  func limit() {
    let pairs = CommonSequence.pairs([1, 2, 3, 4, 9], [1, 5, 6, 3, 9], limit: 2)
    #expect(pairs.map(\.old) == [0, 4])
  }
}
