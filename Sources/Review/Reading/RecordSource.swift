import FoundationEssentials
import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the bytes of records come from: a file, standard input, or the files of a run's folder one behind another.
final class RecordSource {
  /// A file with its place among all bytes.
  private struct Part {
    var path: String
    var descriptor: Int32
    var start: Int
    var end: Int
  }

  private var parts: [Part] = []

  /// `-` is standard input. What cannot be read twice is kept in a file without a name.
  init(path: String) throws(InputError) {
    let opened = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Self.error(path) }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      defer { close(opened) }
      throw Self.error(path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      close(opened)
      for file in try Self.files(of: path) { try add(file) }
    case S_IFREG: parts.append(Part(path: path, descriptor: opened, start: 0, end: Int(status.st_size)))
    default:
      defer { close(opened) }
      guard let (copy, size) = Self.copied(opened) else { throw Self.error(path) }
      parts.append(Part(path: path, descriptor: copy, start: 0, end: size))
    }
  }

  deinit { for part in parts { close(part.descriptor) } }

  /// The records of a run's folder, in the order of its input.
  private static func files(of folder: String) throws(InputError) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { $0.hasPrefix("records-") && $0.hasSuffix(".jsonl") }.sorted()
    guard !files.isEmpty else {
      throw error(folder, "a folder without records-00001.jsonl; a file of records or the folder of a run is wanted")
    }
    return files.map { "\(folder)/\($0)" }
  }

  private func add(_ path: String) throws(InputError) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard opened >= 0, fstat(opened, &status) == 0 else { throw Self.error(path) }
    let start = parts.last?.end ?? 0
    parts.append(Part(path: path, descriptor: opened, start: start, end: start + Int(status.st_size)))
  }

  private static func copied(_ from: Int32) -> (descriptor: Int32, size: Int)? {
    guard let file = tmpfile() else { return nil }
    defer { fclose(file) }
    let out = dup(fileno(file))
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var size = 0
    while true {
      let count = read(from, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? (out, size) : nil }
      guard write(out, bytes, count) == count else { return nil }
      size += count
    }
  }

  static func error(_ path: String, _ reason: String? = nil) -> InputError {
    var error = InputError(
      place: path == "-" ? "standard input" : path, reason: reason ?? String(cString: strerror(errno)))
    error.isNamedInput = true
    return error
  }

  /// Bytes from a place on, of one file at most; 0 at the end of all.
  func take(at place: Int, into bytes: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard let part = parts.first(where: { place >= $0.start && place < $0.end }) else { return 0 }
    var got: Int
    repeat {
      got = pread(part.descriptor, bytes.baseAddress, min(bytes.count, part.end - place), off_t(place - part.start))
    } while got < 0 && errno == EINTR
    guard got >= 0 else { throw Self.error(part.path) }
    return got
  }

  /// The file that a place lies in, and the number of its line: for messages. Reads the file up to there.
  func line(at place: Int) -> (path: String, line: Int)? {
    guard parts.count > 1, let part = parts.first(where: { place >= $0.start && place < $0.end }) else { return nil }
    var (at, line) = (part.start, 1)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while at < place {
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(part.descriptor, buffer.baseAddress, min(buffer.count, place - at), off_t(at - part.start))
      }
      guard got > 0 else { break }
      line += bytes[..<got].count { $0 == 0x0A }
      at += got
    }
    return (part.path, line)
  }
}
