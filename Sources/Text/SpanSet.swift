/// Spans in order, joined where they overlap: tells by a cursor whether one that comes in text order touches any of them.
public struct SpanSet: Sendable {
  public private(set) var spans: [Span] = []

  public init(_ spans: [Span]) {
    for span in spans.sorted() {
      if let last = self.spans.last, span.start < last.end {
        self.spans[self.spans.count - 1].end = max(last.end, span.end)
      } else {
        self.spans.append(span)
      }
    }
  }

  public func makeCursor(fromEnd: Bool = false) -> Cursor {
    Cursor(spans: spans, at: fromEnd ? spans.count - 1 : 0)
  }

  /// Bisects; for questions in no order.
  public func overlaps(_ span: Span) -> Bool {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].start < span.end
  }

  /// Whether one of the spans touches this one without lying inside it. Bisects.
  public func covers(_ span: Span) -> Bool {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    while low < spans.count, spans[low].start < span.end {
      if !span.contains(spans[low]) || span == spans[low] { return true }
      low += 1
    }
    return false
  }

  public struct Cursor {
    let spans: [Span]
    var at: Int

    /// For spans whose starts do not fall.
    public mutating func overlaps(_ span: Span) -> Bool {
      while at < spans.count, spans[at].end <= span.start { at += 1 }
      return at < spans.count && spans[at].start < span.end
    }

    /// For spans whose ends do not rise.
    public mutating func overlapsBackwards(_ span: Span) -> Bool {
      while at >= 0, spans[at].start >= span.end { at -= 1 }
      return at >= 0 && spans[at].end > span.start
    }
  }
}
