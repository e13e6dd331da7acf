import Zhibiao

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Where results go: standard output, or a file that is written aside and takes its name only when it is whole.
final class OutputFile {
  private let path: String?
  private let aside: String?
  private let descriptor: Int32
  private var isFinished = false

  /// The reader of standard output has gone away: an end, and no fault.
  struct ReaderGone: Error {}

  init(path: String?) throws(InputError) {
    self.path = path
    guard let path, path != "-" else {
      aside = nil
      descriptor = 1
      return
    }
    let aside = "\(path).\(getpid()).part"
    self.aside = aside
    descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw InputError(place: path, reason: String(cString: strerror(errno))) }
  }

  /// Lets a write to a pipe that nobody reads fail, where the system would end the program by a signal.
  static func ignoreLostReaders() { signal(SIGPIPE, SIG_IGN) }

  deinit {
    guard let aside, !isFinished else { return }
    close(descriptor)
    unlink(aside)
  }

  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { bytes in
      var at = 0
      while at < bytes.count {
        let done = systemWrite(descriptor, bytes.baseAddress.map { $0 + at }, bytes.count - at)
        if done < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { throw ReaderGone() }
          throw InputError(place: path ?? "standard output", reason: String(cString: strerror(errno)))
        }
        at += done
      }
    }
  }

  func finish() throws(InputError) {
    guard let aside, let path else { return }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(aside, path) == 0 else {
      throw InputError(place: path, reason: String(cString: strerror(errno)))
    }
    isFinished = true
  }
}
