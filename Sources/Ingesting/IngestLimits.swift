/// What inputs may cost, so that a hostile one is refused in bounded memory and time. All of these count bytes and
/// members and never seconds: what is refused does not depend on the machine.
public struct IngestLimits: Sendable, Equatable {
  /// Bytes of a document, and of an archive inside another archive.
  public var bytes = 64 << 20
  /// Bytes that come out of an archive for each byte of it; beyond this it is a bomb. Text packs 3 to 30 times.
  public var ratio = 250
  /// Archives inside one another, each layer of compression counted as well.
  public var depth = 4
  /// Members of an archive, those that are passed over included.
  public var members = 1_000_000

  public init() {}

  /// Bytes that come out whatever the ratio: small files of one repeated character are no bombs.
  static let freeBytes = 1 << 20
}
