/// A half-open stretch of a document's text, in UTF-16 code units of the normalised text.
///
/// All stages work in these units; code points and source bytes are computed when a record is written.
public struct Span: Hashable, Sendable {
  public var start: Int
  public var end: Int

  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  @inlinable public var count: Int { end - start }
  @inlinable public var isEmpty: Bool { end <= start }
  @inlinable public var range: Range<Int> { start..<end }

  @inlinable
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  @inlinable
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  /// The shortest span that holds both.
  @inlinable
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

extension Span: Comparable {
  /// By start, the longer first.
  @inlinable
  public static func < (a: Span, b: Span) -> Bool {
    a.start != b.start ? a.start < b.start : a.end > b.end
  }
}
