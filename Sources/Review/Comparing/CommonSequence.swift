/// The longest common subsequence of two lists, after Myers (An O(ND) Difference Algorithm, 1986), up to a number of
/// differences beyond which only what is common at both ends is told.
enum CommonSequence {
  /// Pairs of places that hold the same, in order.
  static func pairs<Item: Equatable>(_ old: [Item], _ new: [Item], limit: Int = 1_000) -> [(old: Int, new: Int)] {
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let middle = middle(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]), limit)
    return (0..<head).map { ($0, $0) } + middle.map { ($0.old + head, $0.new + head) }
      + (0..<tail).reversed().map { (old.count - 1 - $0, new.count - 1 - $0) }
  }

  private static func middle<Item: Equatable>(_ a: [Item], _ b: [Item], _ limit: Int) -> [(old: Int, new: Int)] {
    guard !a.isEmpty, !b.isEmpty else { return [] }
    let most = min(limit, a.count + b.count)
    // The furthest place in `a` on each diagonal; of each round, so that the way back is known.
    var rounds: [[Int32]] = []
    var reach = [Int32](repeating: 0, count: 2 * most + 3)
    let centre = most + 1
    for d in 0...most {
      for k in stride(from: -d, through: d, by: 2) {
        var x: Int
        if k == -d || (k != d && reach[centre + k - 1] < reach[centre + k + 1]) {
          x = Int(reach[centre + k + 1])
        } else {
          x = Int(reach[centre + k - 1]) + 1
        }
        while x < a.count, x - k < b.count, x - k >= 0, a[x] == b[x - k] { x += 1 }
        reach[centre + k] = Int32(truncatingIfNeeded: x)
        if x >= a.count, x - k >= b.count {
          return walkBack(a.count, b.count, rounds, d, most)
        }
      }
      rounds.append(Array(reach[centre - d...centre + d]))
    }
    return []
  }

  private static func walkBack(
    _ oldCount: Int, _ newCount: Int, _ rounds: [[Int32]], _ last: Int, _ most: Int
  ) -> [(old: Int, new: Int)] {
    var out: [(old: Int, new: Int)] = []
    var (x, y) = (oldCount, newCount)
    for d in stride(from: last, to: 0, by: -1) {
      let round = rounds[d - 1]
      func reach(_ k: Int) -> Int { abs(k) <= d - 1 ? Int(round[k + d - 1]) : -1 }
      let k = x - y
      let before = k == -d || (k != d && reach(k - 1) < reach(k + 1)) ? k + 1 : k - 1
      let fromX = reach(before)
      let fromY = fromX - before
      while x > fromX, y > fromY, x > 0, y > 0 {
        (x, y) = (x - 1, y - 1)
        out.append((x, y))
      }
      (x, y) = (fromX, fromY)
    }
    while x > 0, y > 0 {
      (x, y) = (x - 1, y - 1)
      out.append((x, y))
    }
    return out.reversed()
  }
}
