import Zhibiao

/// A text with its positions marked in it: `①清徐县② GDP ③5.1%④`. The marks ①…⑳ are taken out; tests speak of them by
/// number instead of counting characters.
public struct MarkedText: Sendable {
  /// Without the marks.
  public let text: String
  /// For each mark, its offset in code points of the text.
  public let marks: [Int: Int]

  public init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var marks: [Int: Int] = [:]
    var count = 0
    for scalar in marked.unicodeScalars {
      if (0x2460...0x2473).contains(scalar.value) {
        marks[Int(scalar.value) - 0x245F] = count
      } else {
        text.append(scalar)
        count += 1
      }
    }
    self.text = String(text)
    self.marks = marks
  }

  /// The offset of a mark in code points; -1 where the text has no such mark.
  public subscript(_ mark: Int) -> Int { marks[mark] ?? -1 }

  /// From one mark to another, in code points.
  public subscript(_ from: Int, _ to: Int) -> Range<Int> {
    let (a, b) = (self[from], self[to])
    return a <= b ? a..<b : a..<a
  }

  /// The same stretch in UTF-16 units, as stages count.
  public func span(_ from: Int, _ to: Int) -> Span {
    let scalars = text.unicodeScalars
    func units(_ points: Int) -> Int { scalars.prefix(max(0, points)).reduce(0) { $0 + UTF16.width($1) } }
    return Span(units(self[from]), units(self[to]))
  }
}

/// A text with its positions marked in it.
public func marked(_ text: String) -> MarkedText { MarkedText(text) }
