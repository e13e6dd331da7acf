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
  static func system(_ place: String) -> InputError {
    InputError(place: place, reason: String(cString: strerror(errno)))
  }
}

/// A file or standard input that is read from its start to its end, whole or line by line.
///
/// Owned by one reader; lines of any length are put together, up to a limit.
final class ByteStream {
  let place: String
  private let descriptor: Int32
  private let isOwned: Bool
  private var buffer: [UInt8] = []
  /// Where the unread part of the buffer begins.
  private var at = 0
  private var isAtEnd = false
  private static let chunk = 1 << 18

  init(path: String) throws(InputError) {
    place = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    isOwned = true
    guard descriptor >= 0 else { throw InputError.system(path) }
  }

  /// Standard input.
  init(standardInput name: String) {
    place = name
    descriptor = 0
    isOwned = false
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
    var got = -1
    repeat {
      got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + old }, wanted) }
    } while got < 0 && errno == EINTR
    buffer.removeLast(wanted - max(got, 0))
    guard got >= 0 else { throw InputError.system(place) }
    isAtEnd = got == 0
    return got > 0
  }
}
