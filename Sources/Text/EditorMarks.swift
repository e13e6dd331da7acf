/// Offsets of the base that are followed through an edit.
struct Marks {
  private let wanted: [Int]
  private(set) var moved: [Int] = []

  init(_ wanted: [Int]) { self.wanted = wanted }

  /// Marks up to a place of the base that are not placed yet stand at a place of the new text.
  mutating func pass(to unit: Int, at position: Int) {
    while moved.count < wanted.count, wanted[moved.count] <= unit { moved.append(position) }
  }

  /// Marks inside a copied stretch.
  mutating func copy(_ span: Span, to position: Int) {
    while moved.count < wanted.count, wanted[moved.count] < span.end {
      moved.append(position + wanted[moved.count] - span.start)
    }
  }
}
