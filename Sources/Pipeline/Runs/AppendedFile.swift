import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is only ever appended to, from a length on that is known to be whole.
final class AppendedFile {
  let path: String
  private(set) var length: Int
  private let descriptor: Int32
  private var waiting: [UInt8] = []
  private var isClosed = false

  /// What stands behind `length` is what an ended run left half-written: it is cut off.
  init(path: String, length: Int) throws(InputError) {
    self.path = path
    self.length = length
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(length)
    else { throw InputError.system(path) }
  }

  deinit { if !isClosed { close(descriptor) } }

  func append(_ bytes: [UInt8]) throws(InputError) {
    waiting += bytes
    length += bytes.count
    if waiting.count >= 1 << 20 { try flush() }
  }

  private func flush() throws(InputError) {
    var at = 0
    while at < waiting.count {
      let done = waiting.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + at }, $0.count - at) }
      if done < 0 {
        if errno == EINTR { continue }
        throw InputError.system(path)
      }
      at += done
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// When this returns, all that was appended is on the disk.
  func sync() throws(InputError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw InputError.system(path) }
  }

  /// Syncs, and gives the file its name.
  func finish(as name: String) throws(InputError) {
    try sync()
    isClosed = true
    guard close(descriptor) == 0, rename(path, name) == 0 else { throw InputError.system(name) }
  }

  func remove() { unlink(path) }

  /// Keeps out a second program that would write into the same folder.
  func lock() throws(InputError) {
    // One that was just killed may still be on its way out.
    for _ in 0..<30 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(100_000)
    }
    throw InputError(place: path, reason: "another run is writing into this folder")
  }
}
