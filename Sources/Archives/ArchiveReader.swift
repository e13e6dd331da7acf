import CArchive

/// What keeps an archive, or one member of it, from being read.
public struct ArchiveFault: Error, Sendable, Equatable {
  public var reason: String
  /// Nothing that stands behind can be read either.
  public var isEnd: Bool
}

/// Reads the members of a container (ZIP, tar, 7z, RAR), or a compressed stream (gzip, bzip2, xz, zstd, lz4), one after
/// the other and piece by piece. Nothing is written to disk, and no member is in memory as a whole.
///
/// Owned by one task at a time.
public final class ArchiveReader {
  public struct Member: Sendable {
    /// As the archive writes it, in UTF-8 where it tells, else in a charset of its own; nil where it has no name.
    public var name: [UInt8]?
    /// What the archive says of its size, which need not be true.
    public var declaredSize: Int?
    public var kind: Kind
    public var isEncrypted: Bool
    /// The input is one stream and no container.
    public var isStream: Bool

    public enum Kind: Sendable { case file, folder, link, other }
  }

  public enum Formats: Sendable { case any, zip }

  private let archive: OpaquePointer
  /// What libarchive reads from, where that is no file.
  private let bytes: UnsafeMutableBufferPointer<UInt8>?
  private let feed: Feed?

  /// A file, in which it can go back and forth.
  public init(path: String, formats: Formats = .any) throws(ArchiveFault) {
    archive = try Self.make(formats)
    (bytes, feed) = (nil, nil)
    guard zb_archive_open_path(archive, path) == 0 else { throw fault(isEnd: true) }
  }

  /// An archive that is in memory.
  public init(_ content: [UInt8], formats: Formats = .any) throws(ArchiveFault) {
    archive = try Self.make(formats)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
    _ = copy.initialize(from: content)
    (bytes, feed) = (copy, nil)
    guard zb_archive_open_bytes(archive, copy.baseAddress, copy.count) == 0 else { throw fault(isEnd: true) }
  }

  /// A stream that gives its bytes once: `next` gives some more of them, none at the end, nil at a fault.
  public init(stream next: @escaping () -> [UInt8]?) throws(ArchiveFault) {
    archive = try Self.make(.any)
    let feed = Feed(next)
    (bytes, self.feed) = (nil, feed)
    let status = zb_archive_open_stream(archive, Unmanaged.passUnretained(feed).toOpaque()) { user, out in
      guard let user, let out else { return -1 }
      return Unmanaged<Feed>.fromOpaque(user).takeUnretainedValue().give(out)
    }
    guard status == 0 else { throw fault(isEnd: true) }
  }

  deinit {
    zb_archive_close(archive)
    bytes?.deallocate()
  }

  private static func make(_ formats: Formats) throws(ArchiveFault) -> OpaquePointer {
    guard let archive = zb_archive_new(Int32(formats == .any ? ZB_ARCHIVE_ANY : ZB_ARCHIVE_ZIP)) else {
      throw ArchiveFault(reason: "there is no memory to read it", isEnd: true)
    }
    return archive
  }

  private func fault(isEnd: Bool) -> ArchiveFault {
    ArchiveFault(reason: String(cString: zb_archive_message(archive)), isEnd: isEnd)
  }

  // MARK: Members

  /// The next member; nil at the end. After a fault that is not the end it can be asked again.
  public func next() throws(ArchiveFault) -> Member? {
    var member = zb_archive_member()
    let status = zb_archive_next(archive, &member)
    guard status >= 0 else { throw fault(isEnd: status < -1) }
    guard status > 0 else { return nil }
    return Member(
      name: member.name.map { Array(UnsafeRawBufferPointer(start: $0, count: Self.length($0))) },
      declaredSize: member.size < 0 ? nil : Int(member.size),
      kind: Self.kind(member.kind), isEncrypted: member.is_encrypted != 0, isStream: member.is_stream != 0)
  }

  /// Some more bytes of the member; how many, 0 at its end.
  public func read(into out: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int {
    let count = zb_archive_read(archive, out.baseAddress?.assumingMemoryBound(to: UInt8.self), out.count)
    guard count >= 0 else { throw fault(isEnd: count < -1) }
    return Int(count)
  }

  /// Bytes of the input that are used up.
  public var consumed: Int { Int(clamping: zb_archive_consumed(archive)) }

  /// Layers of compression around the whole; 0 for ZIP and 7z, which compress each member.
  public var layers: Int { Int(zb_archive_layers(archive)) }

  private static func length(_ name: UnsafePointer<CChar>) -> Int {
    var count = 0
    while name[count] != 0 { count += 1 }
    return count
  }

  private static func kind(_ kind: Int32) -> Member.Kind {
    switch Int(kind) {
    case ZB_MEMBER_FILE: .file
    case ZB_MEMBER_FOLDER: .folder
    case ZB_MEMBER_LINK: .link
    default: .other
    }
  }
}

/// Hands pieces of a stream to libarchive, and keeps each alive until the next is asked for.
private final class Feed {
  private let next: () -> [UInt8]?
  private var piece = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  init(_ next: @escaping () -> [UInt8]?) { self.next = next }

  deinit { piece.deallocate() }

  func give(_ out: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    guard let bytes = next() else { return -1 }
    if bytes.count > piece.count {
      piece.deallocate()
      piece = .allocate(byteCount: bytes.count, alignment: 1)
    }
    piece.copyBytes(from: bytes)
    out.pointee = UnsafeRawPointer(piece.baseAddress)
    return bytes.count
  }
}
