import Archives
import Rules

/// An archive that is being read: gives its members one after the other, under the limits.
///
/// A member that cannot be read is a fault of its own, and the next one is given, as far as the archive can be read at
/// all. What was unpacked is counted over the whole archive, so that many small bombs are as good as one.
final class Container {
  /// The path of the archive, as it begins the ids of its members.
  let place: String
  /// Archives around and with this one, layers of compression counted.
  let depth: Int
  private var reader: ArchiveReader
  /// Opens the archive once more; nil where it comes from a stream.
  private let reopen: Opening?
  private let limits: IngestLimits
  /// The size of the archive; nil where it comes from a stream.
  private let size: Int?
  private var members = 0
  /// Bytes that came out so far, and of those the ones of the member.
  private var (unpacked, ofMember) = (0, 0)
  /// Bytes of the archive that were used up before the member.
  private var consumedBefore = 0
  private var isAtEnd = false
  private var isMemberOpen = false
  /// Headers that were read, and how many of them once more after a fault.
  private var (headers, repeated) = (0, 0)
  private var isBroken = false

  typealias Opening = () throws(ArchiveFault) -> ArchiveReader
  /// Headers that are read again at most: what is damaged all over is given up.
  private static let repeatLimit = 4_000_000

  struct Member {
    /// The name in the archive; nil where the whole is one compressed stream.
    var name: String?
    var declaredSize: Int?
  }

  init(
    _ place: String, depth: Int, limits: IngestLimits, size: Int?,
    _ open: @escaping Opening
  ) throws(InputError) {
    self.place = place
    self.limits = limits
    self.size = size
    reopen = size == nil ? nil : open
    do throws(ArchiveFault) { reader = try open() } catch { throw InputError(place: place, reason: error.reason) }
    self.depth = depth + max(1, reader.layers)
    if self.depth > limits.depth {
      throw InputError(place: place, reason: "archives in archives beyond the limit of \(limits.depth)")
    }
  }

  // MARK: Members

  /// The next member that is a file; nil at the end.
  func next() throws(InputError) -> Member? {
    while !isAtEnd {
      try recover()
      try passOver()
      guard members < limits.members else { throw ended("more than the limit of \(limits.members) members") }
      members += 1
      guard let member = try header() else { return nil }
      if member.isStream {
        guard reader.layers > 0 else { throw ended("no archive that can be read") }
        isMemberOpen = true
        return Member(name: nil, declaredSize: nil)
      }
      // Links lead to what is read under its own name, or out of the archive.
      guard member.kind == .file else { continue }
      let name = MemberName.text(member.name ?? [])
      if let reason = MemberName.fault(name) { throw InputError(place: self.place(of: name), reason: reason) }
      if member.isEncrypted { throw InputError(place: self.place(of: name), reason: "encrypted") }
      isMemberOpen = true
      return Member(name: name.replacing("\\", with: "/"), declaredSize: member.declaredSize)
    }
    return nil
  }

  /// The id of a member.
  func place(of name: String) -> String { name.isEmpty ? place : "\(place)!\(name.escapingControls)" }

  private func header() throws(InputError) -> ArchiveReader.Member? {
    do throws(ArchiveFault) {
      let member = try reader.next()
      headers += 1
      if member == nil { isAtEnd = true }
      consumedBefore = reader.consumed
      ofMember = 0
      return member
    } catch {
      // Where it gets no further it would say the same for ever.
      isAtEnd = error.isEnd || reader.consumed == consumedBefore
      consumedBefore = reader.consumed
      throw InputError(place: place, reason: error.reason)
    }
  }

  /// libarchive gives up a ZIP whose member is damaged. The others lie where its directory says: it is opened again, and
  /// those that were seen are passed over.
  private func recover() throws(InputError) {
    guard isBroken else { return }
    isBroken = false
    repeated += headers
    guard let reopen, repeated <= Self.repeatLimit else { throw ended("too many damaged members") }
    do throws(ArchiveFault) {
      reader = try reopen()
      for _ in 0..<headers { _ = try reader.next() }
    } catch { throw ended(error.reason) }
  }

  /// Reads what is left of a member that lies in a compressed stream: libarchive would do the same, without a limit.
  private func passOver() throws(InputError) {
    guard isMemberOpen else { return }
    isMemberOpen = false
    guard reader.layers > 0 else { return }
    var rest = [UInt8](repeating: 0, count: 1 << 16)
    do throws(InputError) {
      while try rest.withUnsafeMutableBufferPointer({ (bytes) throws(InputError) in
        try read(into: UnsafeMutableRawBufferPointer(bytes), place)
      }) > 0 {}
    } catch {
      if isAtEnd { throw error }
    }
  }

  // MARK: Bytes

  /// The bytes of the member that was given last.
  func stream(of member: Member) -> ByteStream {
    let place = place(of: member.name ?? "")
    return ByteStream(place: place) { [self] (out) throws(InputError) in try read(into: out, place) }
  }

  private func read(into out: UnsafeMutableRawBufferPointer, _ place: String) throws(InputError) -> Int {
    let count: Int
    do throws(ArchiveFault) { count = try reader.read(into: out) } catch {
      isMemberOpen = false
      // A compressed stream that is damaged is so up to its end.
      isBroken = error.isEnd && reader.layers == 0 && reopen != nil
      isAtEnd = isAtEnd || error.isEnd && !isBroken
      throw InputError(place: place, reason: error.reason)
    }
    if count == 0 { isMemberOpen = false }
    unpacked += count
    ofMember += count
    let isBomb = isBeyond(ofMember, of: reader.consumed - consumedBefore)
    if isBomb || isBeyond(unpacked, of: size ?? reader.consumed) {
      // Inside a compressed stream nothing can be passed over without unpacking it.
      isMemberOpen = false
      isAtEnd = !isBomb || reader.layers > 0
      throw InputError(place: place, reason: "unpacks to more than \(limits.ratio) times its size")
    }
    return count
  }

  private func isBeyond(_ count: Int, of used: Int) -> Bool {
    count > IngestLimits.freeBytes && count / limits.ratio > max(used, 1)
  }

  private func ended(_ reason: String) -> InputError {
    isAtEnd = true
    return InputError(place: place, reason: reason)
  }
}

extension String {
  /// Control characters as `\u{1B}`, for places in messages.
  fileprivate var escapingControls: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return self }
    return unicodeScalars.map {
      $0.value < 0x20 || $0.value == 0x7F ? "\\u{\(String($0.value, radix: 16))}" : String($0)
    }
    .joined()
  }
}
