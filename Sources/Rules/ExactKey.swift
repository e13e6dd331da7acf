/// A string as a key of a dictionary, compared byte for byte.
///
/// `String` compares by canonical equivalence, which normalises both sides: too dear for the thousands of names that are
/// looked up at every start, and not wanted for text that was normalised already.
public struct ExactKey: Hashable, Sendable {
  public let string: String

  public init(_ string: String) { self.string = string }

  public static func == (a: ExactKey, b: ExactKey) -> Bool { a.string.utf8.elementsEqual(b.string.utf8) }

  public func hash(into hasher: inout Hasher) {
    var copy = string
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
