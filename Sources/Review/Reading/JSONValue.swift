/// A value of JSON as a tree: for files that are few and small, such as gold annotations. Numbers stay as written.
enum JSONValue: Sendable, Equatable {
  case object([String: JSONValue])
  case array([JSONValue])
  case text(String)
  case number(String)
  case bool(Bool)
  case null

  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
    return value
  }

  var string: String? { if case .text(let text) = self { text } else { nil } }
  var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
  var isTrue: Bool { self == .bool(true) }
  var list: [JSONValue] { if case .array(let list) = self { list } else { [] } }
  var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

  /// A line, checked by the scanner of lines: what is wrong with it has a place.
  init(line: [UInt8]) throws(LineScanner.Fault) {
    var members: [LineScanner.Member] = []
    try line.withUnsafeBufferPointer { bytes throws(LineScanner.Fault) in
      try LineScanner.scan(bytes, base: 0, into: &members)
    }
    self = .object(Self.members(members, line[...]))
  }

  private static func members(_ list: [LineScanner.Member], _ bytes: ArraySlice<UInt8>) -> [String: JSONValue] {
    let base = bytes.startIndex
    return list.reduce(into: [:]) { out, member in
      let name = bytes[base + Int(member.name.lowerBound) - 1..<base + Int(member.name.upperBound) + 1]
      let value = bytes[base + Int(member.value.lowerBound)..<base + Int(member.value.upperBound)]
      out[JSONText.string(name) ?? ""] = JSONValue(checked: value)
    }
  }

  /// A value that is known to be well-formed.
  private init(checked raw: ArraySlice<UInt8>) {
    switch raw.first {
    case 0x22: self = .text(JSONText.string(raw) ?? "")
    case 0x74: self = .bool(true)
    case 0x66: self = .bool(false)
    case 0x6E, nil: self = .null
    case 0x7B:
      let members = raw.withUnsafeBufferPointer { bytes in
        var members: [LineScanner.Member] = []
        do { try LineScanner.scan(bytes, base: 0, into: &members) } catch { return members }
        return members
      }
      self = .object(Self.members(members, raw))
    case 0x5B:
      self = .array(
        raw.withUnsafeBufferPointer { bytes in LineScanner.elements(bytes) }.map {
          JSONValue(checked: raw[raw.startIndex + $0.lowerBound..<raw.startIndex + $0.upperBound])
        })
    default: self = .number(String(decoding: raw, as: UTF8.self))
    }
  }
}
