/// An offset into the normalised text in Unicode code points: what records carry as `start` and `end`.
public struct CodePointOffset: Hashable, Comparable, Sendable {
  public var value: Int
  @inlinable public init(_ value: Int) { self.value = value }
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

/// An offset into the source text in bytes of UTF-8: what records carry as `source_start` and `source_end`.
///
/// The source text is the input after decoding, before anything was normalised or any markup removed.
public struct SourceByteOffset: Hashable, Comparable, Sendable {
  public var value: Int
  @inlinable public init(_ value: Int) { self.value = value }
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}
