import Emitting
import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of records that cannot be read as such: where, what, and what to do.
public struct BadRecords: Error, Sendable, Equatable, CustomStringConvertible {
  public var fault: Diagnostic
  public var description: String { fault.description }
}

/// Reads a file of records (JSON Lines) document by document. At most one document is in memory.
public final class RecordFile {
  public let path: String
  /// nil where all bytes are in the buffer.
  private let source: RecordSource?
  private var buffer: [UInt8] = []
  /// The part of the buffer that is not yet read.
  private var head = 0
  /// Where in the file the buffer ends.
  private var position = 0
  private var isAtEnd = false
  private var number = 0
  /// A line that was read and belongs to the next document.
  private var pending: Range<Int>?

  /// How much is read at a time.
  private var chunk = leastChunk
  private static let leastChunk = 1 << 16
  private static let mostChunk = 1 << 20
  /// The longest line, and the longest document, that is read.
  private static let limit = 1 << 30

  /// A file, a run's folder with all its `records-*.jsonl`, or `-` for standard input.
  public init(path: String) throws(InputError) {
    self.path = path
    source = try RecordSource(path: path)
  }

  /// Records that are in memory already.
  public init(bytes: [UInt8], name: String) {
    path = name
    source = nil
    buffer = bytes
    position = bytes.count
    isAtEnd = true
  }

  // MARK: Documents

  /// Fills `group` with the next document's records; false at the end of the file.
  public func next(_ group: inout RecordGroup) throws -> Bool {
    group.removeAll()
    while let line = try pending ?? nextLine() {
      pending = nil
      guard try add(line, to: &group) else {
        pending = line
        break
      }
    }
    return !group.lines.isEmpty
  }

  /// Where a document's lines stand in the file.
  struct Place: Sendable {
    var offset: Int
    /// The number of the line before the first.
    var number: Int
  }

  /// Where the line begins that `next` reads first.
  var place: Place {
    let at = pending?.lowerBound ?? head
    return Place(offset: position - (buffer.count - at), number: pending == nil ? number : number - 1)
  }

  func seek(_ place: Place) {
    number = place.number
    pending = nil
    let start = position - buffer.count
    if (start...position).contains(place.offset) {
      head = place.offset - start
      return
    }
    position = place.offset
    buffer.removeAll(keepingCapacity: true)
    head = 0
    isAtEnd = false
    // One document far away is wanted, not all that follows it.
    chunk = Self.leastChunk
  }

  /// Adds a line to the group; false when it is of another document.
  private func add(_ line: Range<Int>, to group: inout RecordGroup) throws -> Bool {
    let (start, firstMember) = (group.bytes.count, group.members.count)
    guard start + line.count < Self.limit else {
      throw RecordSource.error(path, "the records of the document \(group.id) are more than 1 GiB")
    }
    group.bytes.append(contentsOf: buffer[line])
    do throws(LineScanner.Fault) {
      try group.bytes.withUnsafeBufferPointer { bytes throws(LineScanner.Fault) in
        try LineScanner.scan(
          UnsafeBufferPointer(rebasing: bytes[start...]), base: start, into: &group.members)
      }
      var added = try head(of: group, firstMember, start)
      guard added.document == group.rawID || group.lines.isEmpty, added.line.type != .document || group.lines.isEmpty
      else {
        group.bytes.removeLast(group.bytes.count - start)
        group.members.removeLast(group.members.count - firstMember)
        return false
      }
      if group.lines.isEmpty {
        group.rawID = added.document
        group.id = JSONText.string([0x22] + added.document + [0x22]) ?? ""
      }
      added.line.range = start..<group.bytes.count
      group.lines.append(added.line)
      group.bytes.append(0x0A)
      return true
    } catch {
      throw bad(error, line)
    }
  }

  /// What is read of every line: its type, document, place and rules.
  private func head(
    of group: RecordGroup, _ first: Int, _ start: Int
  ) throws(LineScanner.Fault) -> (line: RecordGroup.Line, document: [UInt8]) {
    var line = RecordGroup.Line(
      type: .document, range: 0..<0, number: number, span: 0..<0, members: first..<group.members.count, rule: 0..<0)
    guard let kind = group.raw(line, "record") else {
      throw LineScanner.Fault(
        message: "this is no record: it has no member \"record\"", offset: 0,
        mend: "a file that `zhibiao extract` wrote is wanted")
    }
    guard let type = Self.type(kind) else {
      throw LineScanner.Fault(
        message: "no record is of the type \(String(decoding: kind, as: UTF8.self))", offset: kind.startIndex - start,
        mend: "known are " + RecordType.allCases.map { "\($0.rawValue)/1" }.joined(separator: ", "))
    }
    line.type = type
    let id = try string(group, line, type == .document ? "id" : "doc", start)
    if type != .document {
      let (from, to) = (try place(group, line, "start", start), try place(group, line, "end", start))
      guard from <= to else {
        throw LineScanner.Fault(message: "the record ends (\(to)) before it starts (\(from))", offset: 0, mend: nil)
      }
      line.span = from..<to
      let rule = group.raw(line, "rule")
      if let rule, rule.count >= 2, rule.first == 0x22 { line.rule = rule.startIndex + 1..<rule.endIndex - 1 }
    }
    return (line, Array(id))
  }

  private static func type(_ raw: ArraySlice<UInt8>) -> RecordType? {
    for type in RecordType.allCases {
      let name = type.rawValue.utf8
      guard raw.count == name.count + 4, raw.dropFirst().starts(with: name) else { continue }
      if raw.suffix(3).elementsEqual([0x2F, 0x31, 0x22]) { return type }
    }
    return nil
  }

  private func string(
    _ group: RecordGroup, _ line: RecordGroup.Line, _ name: StaticString, _ start: Int
  ) throws(LineScanner.Fault) -> ArraySlice<UInt8> {
    guard let raw = group.raw(line, name) else {
      throw LineScanner.Fault(message: "the record has no member \"\(name)\"", offset: 0, mend: nil)
    }
    guard raw.first == 0x22 else {
      throw LineScanner.Fault(message: "\"\(name)\" must be text", offset: raw.startIndex - start, mend: nil)
    }
    return raw.dropFirst().dropLast()
  }

  private func place(
    _ group: RecordGroup, _ line: RecordGroup.Line, _ name: StaticString, _ start: Int
  ) throws(LineScanner.Fault) -> Int {
    guard let raw = group.raw(line, name) else {
      throw LineScanner.Fault(message: "the record has no member \"\(name)\"", offset: 0, mend: nil)
    }
    guard let place = JSONText.integer(raw) else {
      throw LineScanner.Fault(
        message: "\"\(name)\" must be a whole number, counted in code points", offset: raw.startIndex - start, mend: nil
      )
    }
    return place
  }

  private func bad(_ fault: LineScanner.Fault, _ line: Range<Int>) -> BadRecords {
    let bytes = buffer[line]
    let before = String(decoding: bytes.prefix(fault.offset), as: UTF8.self)
    let place = source?.line(at: position - buffer.count + line.lowerBound)
    return BadRecords(
      fault: Diagnostic(
        file: place?.path ?? (path == "-" ? "standard input" : path), line: place?.line ?? number,
        column: before.unicodeScalars.count + 1, excerpt: String(decoding: bytes, as: UTF8.self),
        message: fault.message, mend: fault.mend))
  }

  // MARK: Lines

  /// The next line that is not blank, as a place in the buffer, without its line feed.
  private func nextLine() throws -> Range<Int>? {
    while true {
      guard let line = try rawLine() else { return nil }
      number += 1
      if buffer[line].contains(where: { $0 > 0x20 }) { return line }
    }
  }

  private func rawLine() throws -> Range<Int>? {
    var searched = head
    while true {
      let found: Int? = buffer.withUnsafeBytes { bytes in
        guard searched < bytes.count, let base = bytes.baseAddress else { return nil }
        return memchr(base + searched, 0x0A, bytes.count - searched).map { UnsafeRawPointer($0) - base }
      }
      if let found {
        defer { head = found + 1 }
        return head..<found
      }
      if isAtEnd {
        guard head < buffer.count else { return nil }
        defer { head = buffer.count }
        return head..<buffer.count
      }
      buffer.removeSubrange(..<head)
      head = 0
      searched = buffer.count
      try fill()
    }
  }

  private func fill() throws {
    let count = buffer.count
    guard count < Self.limit else { throw RecordSource.error(path, "a line is longer than 1 GiB") }
    buffer.append(contentsOf: repeatElement(0, count: chunk))
    let got = try buffer.withUnsafeMutableBytes { bytes throws(InputError) in
      try source?.take(at: position, into: UnsafeMutableRawBufferPointer(rebasing: bytes[count...])) ?? 0
    }
    buffer.removeLast(chunk - got)
    chunk = min(chunk * 2, Self.mostChunk)
    position += got
    if got == 0 { isAtEnd = true }
  }
}
