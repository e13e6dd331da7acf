import Emitting
import Records
import Rules

/// The records of one document, as lines of bytes in one buffer.
///
/// What a line says is taken out of it when it is asked for: of most records nothing is, because they are the same in
/// both files.
public struct RecordGroup: Sendable {
  /// The document's id.
  public internal(set) var id = ""
  var rawID: [UInt8] = []
  /// All lines, each with its line feed.
  public internal(set) var bytes: [UInt8] = []
  public internal(set) var lines: [Line] = []
  var members: [LineScanner.Member] = []

  /// One record.
  public struct Line: Sendable {
    public var type: RecordType
    /// In `bytes`, without the line feed.
    public var range: Range<Int>
    /// In the file, from 1.
    public var number: Int
    /// Code points of the document's text. Of a document, empty.
    public var span: Range<Int>
    var members: Range<Int>
    /// Bytes of the value of `rule`, inside its quotes.
    var rule: Range<Int>
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
  }

  // MARK: What a line says

  /// The value of a member as it is written; nil where there is no such member.
  func raw(_ line: Line, _ name: StaticString) -> ArraySlice<UInt8>? {
    let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    for member in members[line.members] where member.name.count == wanted.count {
      let found = bytes[Int(member.name.lowerBound)..<Int(member.name.upperBound)]
      if found.elementsEqual(wanted) { return slice(member.value) }
    }
    return nil
  }

  func slice(_ range: Range<Int32>) -> ArraySlice<UInt8> { bytes[Int(range.lowerBound)..<Int(range.upperBound)] }

  func name(_ member: LineScanner.Member) -> String { String(decoding: slice(member.name), as: UTF8.self) }

  /// A member that holds text; nil where it holds something else or is not there.
  public func text(_ line: Line, _ name: StaticString) -> String? { raw(line, name).flatMap { JSONText.string($0) } }

  public func integer(_ line: Line, _ name: StaticString) -> Int? { raw(line, name).flatMap { JSONText.integer($0) } }

  /// The rows that made it, in the order in which they spoke.
  public func rules(_ line: Line) -> [String] {
    bytes[line.rule].split(separator: 0x2B).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The whole line, without its line feed.
  public func line(_ line: Line) -> String { String(decoding: bytes[line.range], as: UTF8.self) }

  /// The stretches of a record with the parts that they play, in code points.
  func roles(_ line: Line) -> [Role] {
    guard let raw = raw(line, "spans") else { return [] }
    return raw.withUnsafeBufferPointer { bytes in
      LineScanner.objects(bytes).compactMap { members in
        var (role, start, end): (String?, Int?, Int?) = (nil, nil, nil)
        for member in members {
          let value = bytes[Int(member.value.lowerBound)..<Int(member.value.upperBound)]
          switch bytes[Int(member.name.lowerBound)] {
          case 0x72: role = JSONText.string(value)
          case 0x73: start = JSONText.integer(value)
          default: end = JSONText.integer(value)
          }
        }
        guard let role, let start, let end, start <= end else { return nil }
        return Role(name: role, span: start..<end)
      }
    }
  }

  /// The document's text by code points; nil where its record is not among the lines.
  func documentText() -> [Unicode.Scalar]? {
    guard let line = lines.first(where: { $0.type == .document }), let text = text(line, "text") else { return nil }
    return Array(text.unicodeScalars)
  }
}

/// A stretch of the text with the part that it plays in a record. Code points.
public struct Role: Sendable, Equatable {
  public var name: String
  public var span: Range<Int>
}
