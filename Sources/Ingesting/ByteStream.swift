import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension InputError {
  /// What the system says went wrong last.
  public static func system(_ place: String) -> InputError {
    InputError(place: place, reason: String(cString: strerror(errno)))
  }
}

/// A file, standard input or a member of an archive that is read from its start to its end, whole or line by line.
///
/// Owned by one reader; lines of any length are put together, up to a limit.
final class ByteStream {
  let place: String
  /// Writes some more bytes, and says how many; 0 at the end.
  typealias Source = (_ out: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
  private let source: Source
  private let descriptor: Int32
  private let isOwned: Bool
  private var buffer: [UInt8] = []
  /// Where the unread part of the buffer begins.
  private var at = 0
  private var isAtEnd = false
  private static let chunk = 1 << 18

  init(path: String) throws(InputError) {
    place = path
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    descriptor = opened
    isOwned = true
    source = Self.reading(opened, path)
    guard opened >= 0 else { throw InputError.system(path) }
  }

  /// Standard input.
  init(standardInput name: String) {
    place = name
    descriptor = 0
    isOwned = false
    source = Self.reading(0, name)
  }

  /// What another reader gives.
  init(place: String, source: @escaping Source) {
    self.place = place
    descriptor = -1
    isOwned = false
    self.source = source
  }

  private static func reading(_ descriptor: Int32, _ place: String) -> Source {
    { (out) throws(InputError) in
      var got = -1
      repeat { got = read(descriptor, out.baseAddress, out.count) } while got < 0 && errno == EINTR
      guard got >= 0 else { throw InputError.system(place) }
      return got
    }
  }

  /// The size of the file, where it is one in which can be gone back and forth.
  var fileSize: Int? {
    guard descriptor >= 0, lseek(descriptor, 0, SEEK_CUR) >= 0 else { return nil }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(info.st_size)
  }

  deinit { if isOwned, descriptor >= 0 { close(descriptor) } }

  /// The first bytes, which stay unread.
  func peek(_ count: Int) throws(InputError) -> ArraySlice<UInt8> {
    while buffer.count - at < count, try fill() {}
    return buffer[at..<min(buffer.count, at + count)]
  }

  /// Everything that is not read yet.
  func rest(limit: Int) throws(InputError) -> [UInt8] {
    while try fill() {
      if buffer.count - at > limit { throw InputError(place: place, reason: "larger than the limit of \(limit) bytes") }
    }
    defer {
      buffer = []
      at = 0
    }
    return at == 0 ? buffer : Array(buffer[at...])
  }

  /// Some bytes, as many as there are at hand; none at the end.
  func piece() throws(InputError) -> [UInt8] {
    if at == buffer.count { _ = try fill() }
    defer { at = buffer.count }
    return Array(buffer[at...])
  }

  /// The next line without its end; nil at the end of the stream. A line beyond the limit is passed over and is nil inside.
  func line(limit: Int) throws(InputError) -> ArraySlice<UInt8>?? {
    var searched = at
    var isTooLong = false
    while true {
      if let end = newline(from: searched) {
        defer { at = end + 1 }
        return .some(isTooLong ? nil : buffer[at..<end])
      }
      if buffer.count - at > limit {
        isTooLong = true
        at = buffer.count
      }
      searched = buffer.count
      let unread = at
      if try !fill() {
        if isTooLong { return .some(nil) }
        guard at < buffer.count else { return nil }
        defer { at = buffer.count }
        return .some(buffer[at...])
      }
      searched -= unread - at
    }
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Reads some more behind the unread part; false at the end.
  private func fill() throws(InputError) -> Bool {
    if isAtEnd { return false }
    if at > 0, at == buffer.count || at > Self.chunk {
      buffer.removeFirst(at)
      at = 0
    }
    let old = buffer.count
    let wanted = max(Self.chunk, min(old, 1 << 24))
    buffer.append(contentsOf: repeatElement(0, count: wanted))
    let got: Int
    do throws(InputError) {
      got = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(InputError) in
        try source(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[old...])))
      }
    } catch {
      buffer.removeLast(wanted)
      isAtEnd = true
      throw error
    }
    buffer.removeLast(wanted - got)
    isAtEnd = got == 0
    return got > 0
  }
}
