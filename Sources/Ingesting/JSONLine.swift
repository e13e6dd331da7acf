/// One line of JSON Lines: an object, of which the members that hold text, numbers or truth values are taken.
///
/// Strict (RFC 8259), with bounded depth; nested values are checked and passed over. Our own, because a general reader
/// builds a tree of everything, and documents are long.
package struct JSONLine {
  /// Name and value of each member, in the order of the line; a number or truth value as it is written.
  package private(set) var members: [(name: String, value: Value)] = []

  package enum Value: Equatable {
    case text([UInt8])
    case literal(String)
    case null
    case nested
  }

  /// What is wrong, and at which byte of the line.
  package struct Fault: Error, Equatable {
    package var message: String
    package var offset: Int
  }

  static let depthLimit = 64

  package init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
    var reader = Reader(bytes: bytes)
    reader.skipSpace()
    guard reader.peek == 0x7B else { throw reader.fault("a line must hold a JSON object, beginning with {") }
    members = try reader.object()
    reader.skipSpace()
    if reader.at < bytes.count { throw reader.fault("something follows the object") }
  }

  package subscript(_ name: String) -> Value? { members.last { $0.name == name }?.value }
}

private struct Reader {
  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The byte that is read next; 0 at the end.
  var peek: UInt8 { at < bytes.count ? bytes[at] : 0 }

  func fault(_ message: String) -> JSONLine.Fault {
    JSONLine.Fault(message: at >= bytes.count ? "the line ends too early" : message, offset: at)
  }

  mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D || bytes[at] == 0x0A { at += 1 }
  }

  mutating func expect(_ byte: UInt8, _ message: String) throws(JSONLine.Fault) {
    skipSpace()
    guard peek == byte, at < bytes.count else { throw fault(message) }
    at += 1
  }

  mutating func object() throws(JSONLine.Fault) -> [(name: String, value: JSONLine.Value)] {
    var out: [(name: String, value: JSONLine.Value)] = []
    at += 1
    skipSpace()
    if peek == 0x7D {
      at += 1
      return out
    }
    while true {
      skipSpace()
      guard peek == 0x22 else { throw fault("a member's name in quotes is wanted") }
      let name = String(decoding: try string(), as: UTF8.self)
      try expect(0x3A, "a colon is wanted behind the name")
      skipSpace()
      out.append((name, try value(depth: 1)))
      skipSpace()
      if peek == 0x2C {
        at += 1
        continue
      }
      try expect(0x7D, "a comma or } is wanted")
      return out
    }
  }

  mutating func value(depth: Int) throws(JSONLine.Fault) -> JSONLine.Value {
    switch peek {
    case 0x22: return .text(try string())
    case 0x7B, 0x5B:
      try skipNested(depth: depth)
      return .nested
    case 0x74: return try word("true")
    case 0x66: return try word("false")
    case 0x6E:
      _ = try word("null")
      return .null
    case 0x2D, 0x30...0x39: return .literal(try number())
    default: throw fault("no JSON value begins so")
    }
  }

  mutating func word(_ word: StaticString) throws(JSONLine.Fault) -> JSONLine.Value {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard at + wanted.count <= bytes.count, bytes[at..<at + wanted.count].elementsEqual(wanted) else {
      throw fault("no JSON value begins so")
    }
    at += wanted.count
    return .literal("\(word)")
  }

  mutating func number() throws(JSONLine.Fault) -> String {
    let start = at
    if peek == 0x2D { at += 1 }
    if peek == 0x30 { at += 1 } else { try digits() }
    if peek == 0x2E {
      at += 1
      try digits()
    }
    if peek | 0x20 == 0x65 {
      at += 1
      if peek == 0x2B || peek == 0x2D { at += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  mutating func digits() throws(JSONLine.Fault) {
    guard (0x30...0x39).contains(peek) else { throw fault("a digit is wanted") }
    while (0x30...0x39).contains(peek) { at += 1 }
  }

  /// Arrays and objects inside, without a tree: recursion is bounded by the depth limit.
  mutating func skipNested(depth: Int) throws(JSONLine.Fault) {
    guard depth < JSONLine.depthLimit else { throw fault("values are nested too deep") }
    if peek == 0x7B {
      at += 1
      skipSpace()
      if peek == 0x7D {
        at += 1
        return
      }
      while true {
        skipSpace()
        guard peek == 0x22 else { throw fault("a member's name in quotes is wanted") }
        _ = try string()
        try expect(0x3A, "a colon is wanted behind the name")
        skipSpace()
        _ = try value(depth: depth + 1)
        skipSpace()
        if peek == 0x2C {
          at += 1
          continue
        }
        return try expect(0x7D, "a comma or } is wanted")
      }
    }
    at += 1
    skipSpace()
    if peek == 0x5D {
      at += 1
      return
    }
    while true {
      skipSpace()
      _ = try value(depth: depth + 1)
      skipSpace()
      if peek == 0x2C {
        at += 1
        continue
      }
      return try expect(0x5D, "a comma or ] is wanted")
    }
  }

  /// A string without its quotes, unescaped, as UTF-8. Half a surrogate pair alone becomes U+FFFD.
  mutating func string() throws(JSONLine.Fault) -> [UInt8] {
    at += 1
    var out: [UInt8] = []
    var start = at
    while true {
      while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C, bytes[at] >= 0x20 { at += 1 }
      guard at < bytes.count else { throw fault("a string does not end") }
      out.append(contentsOf: bytes[start..<at])
      switch bytes[at] {
      case 0x22:
        at += 1
        return out
      case 0x5C: try escape(into: &out)
      default: throw fault("a control character stands raw in a string; write it as \\u00XX")
      }
      start = at
    }
  }

  mutating func escape(into out: inout [UInt8]) throws(JSONLine.Fault) {
    at += 1
    let letter = peek
    switch letter {
    case 0x22, 0x5C, 0x2F: out.append(letter)
    case 0x62: out.append(0x08)
    case 0x66: out.append(0x0C)
    case 0x6E: out.append(0x0A)
    case 0x72: out.append(0x0D)
    case 0x74: out.append(0x09)
    case 0x75:
      at += 1
      var code = UInt32(try hexadecimal())
      if code & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 {
        let back = at
        at += 2
        let low = UInt32(try hexadecimal())
        if low & 0xFC00 == 0xDC00 { code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF) } else { at = back }
      }
      out.append(contentsOf: UTF8.encode(Unicode.Scalar(code) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
      return
    default: throw fault("no such escape")
    }
    at += 1
  }

  mutating func hexadecimal() throws(JSONLine.Fault) -> UInt16 {
    guard at + 4 <= bytes.count else { throw fault("four hexadecimal digits are wanted behind \\u") }
    var code: UInt16 = 0
    for _ in 0..<4 {
      let byte = bytes[at]
      switch byte {
      case 0x30...0x39: code = code << 4 | UInt16(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: code = code << 4 | (UInt16(byte | 0x20) - 0x57)
      default: throw fault("four hexadecimal digits are wanted behind \\u")
      }
      at += 1
    }
    return code
  }
}
