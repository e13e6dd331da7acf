/// Finds the members of one line of records, as stretches of bytes: no tree, no strings.
///
/// Strict (RFC 8259), with bounded depth. Lines are many and are mostly compared as they stand, so that nothing is
/// unescaped before somebody asks.
struct LineScanner {
  /// A member of the record, as places in the buffer that the line lies in.
  struct Member: Sendable {
    var name: Range<Int32>
    var value: Range<Int32>
  }

  /// What is wrong, and at which byte of the line.
  struct Fault: Error, Equatable {
    var message: String
    var offset: Int
    var mend: String?
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// What is added to places: where the line stands in its buffer.
  private let base: Int32

  private static let depthLimit = 64

  private init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    self.bytes = bytes
    self.base = Int32(clamping: base)
  }

  /// Adds the members of a line to a list. One pass over bytes; allocates nothing but room in the list.
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, base: Int, into members: inout [Member]) throws(Fault) {
    var scanner = LineScanner(bytes, base: base)
    scanner.skipSpace()
    guard scanner.peek == 0x7B else {
      throw scanner.fault("a line must hold a record, which begins with {")
    }
    try scanner.object(&members)
    scanner.skipSpace()
    if scanner.at < bytes.count { throw scanner.fault("something follows the record") }
  }

  /// The parts of an array of objects, such as `spans`: each object's members, in a list of its own.
  static func objects(_ bytes: UnsafeBufferPointer<UInt8>) -> [[Member]] {
    var scanner = LineScanner(bytes, base: 0)
    var out: [[Member]] = []
    guard scanner.peek == 0x5B else { return [] }
    scanner.at += 1
    while scanner.peek != 0x5D, scanner.at < bytes.count {
      scanner.skipSpace()
      if scanner.peek == 0x2C { scanner.at += 1 }
      scanner.skipSpace()
      guard scanner.peek == 0x7B else { break }
      var members: [Member] = []
      do { try scanner.object(&members) } catch { return out }
      out.append(members)
      scanner.skipSpace()
    }
    return out
  }

  /// The elements of an array that is known to be well-formed, as places in it.
  static func elements(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var scanner = LineScanner(bytes, base: 0)
    var out: [Range<Int>] = []
    scanner.at = 1
    while scanner.at < bytes.count {
      scanner.skipSpace()
      if scanner.peek == 0x2C { scanner.at += 1 }
      scanner.skipSpace()
      let start = scanner.at
      do { try scanner.value(depth: 1) } catch { break }
      out.append(start..<scanner.at)
    }
    return out
  }

  // MARK: Grammar

  /// The byte that is read next; 0 at the end.
  @inline(__always)
  private var peek: UInt8 { at < bytes.count ? bytes[at] : 0 }

  private func fault(_ message: String, mend: String? = nil) -> Fault {
    let isCut = at >= bytes.count
    return Fault(
      message: isCut ? "the line ends too early" : message, offset: at,
      mend: isCut ? "the file may be cut off: write it anew with `zhibiao extract`" : mend)
  }

  @inline(__always)
  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
  }

  private mutating func object(_ members: inout [Member]) throws(Fault) {
    at += 1
    skipSpace()
    if peek == 0x7D {
      at += 1
      return
    }
    while true {
      skipSpace()
      guard peek == 0x22 else { throw fault("a member's name in quotes is wanted") }
      let name = at + 1
      try string()
      let nameEnd = at - 1
      skipSpace()
      guard peek == 0x3A else { throw fault("a colon is wanted behind the name") }
      at += 1
      skipSpace()
      let value = at
      try self.value(depth: 1)
      members.append(
        Member(
          name: base + Int32(truncatingIfNeeded: name)..<base + Int32(truncatingIfNeeded: nameEnd),
          value: base + Int32(truncatingIfNeeded: value)..<base + Int32(truncatingIfNeeded: at)))
      skipSpace()
      if peek == 0x2C {
        at += 1
        continue
      }
      guard peek == 0x7D else { throw fault("a comma or } is wanted") }
      at += 1
      return
    }
  }

  private mutating func value(depth: Int) throws(Fault) {
    switch peek {
    case 0x22: try string()
    case 0x6E: try word(0x6E75_6C6C, 4)
    case 0x2D, 0x30...0x39: try number()
    case 0x74: try word(0x7472_7565, 4)
    case 0x66: try word(0x66_616C_7365, 5)
    case 0x7B, 0x5B: try nested(depth: depth)
    default: throw fault("no JSON value begins so")
    }
  }

  private mutating func word(_ letters: UInt64, _ count: Int) throws(Fault) {
    guard at + count <= bytes.count else {
      at = bytes.count
      throw fault("")
    }
    var got: UInt64 = 0
    for i in 0..<count { got = got << 8 | UInt64(bytes[at + i]) }
    guard got == letters else {
      throw fault("no JSON value begins so", mend: "true, false and null are the only words")
    }
    at += count
  }

  private mutating func number() throws(Fault) {
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
  }

  private mutating func digits() throws(Fault) {
    guard (0x30...0x39).contains(peek) else { throw fault("a digit is wanted") }
    while (0x30...0x39).contains(peek) { at += 1 }
  }

  private mutating func nested(depth: Int) throws(Fault) {
    guard depth < Self.depthLimit else { throw fault("values are nested too deep") }
    let isObject = peek == 0x7B
    let end: UInt8 = isObject ? 0x7D : 0x5D
    at += 1
    skipSpace()
    if peek == end, at < bytes.count {
      at += 1
      return
    }
    while true {
      skipSpace()
      if isObject {
        guard peek == 0x22 else { throw fault("a member's name in quotes is wanted") }
        try string()
        skipSpace()
        guard peek == 0x3A else { throw fault("a colon is wanted behind the name") }
        at += 1
        skipSpace()
      }
      try value(depth: depth + 1)
      skipSpace()
      if peek == 0x2C {
        at += 1
        continue
      }
      guard peek == end else { throw fault(isObject ? "a comma or } is wanted" : "a comma or ] is wanted") }
      at += 1
      return
    }
  }

  /// A string with its quotes. Eight bytes at a time where the line is long enough.
  private mutating func string() throws(Fault) {
    at += 1
    while true {
      while at + 8 <= bytes.count, Self.isPlain(bytes, at) { at += 8 }
      while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C, bytes[at] >= 0x20 { at += 1 }
      guard at < bytes.count else { throw fault("") }
      switch bytes[at] {
      case 0x22:
        at += 1
        return
      case 0x5C: try escape()
      default:
        throw fault("a control character stands raw in a string", mend: "write it as \\u00XX")
      }
    }
  }

  /// No quote, backslash or control character among eight bytes.
  @inline(__always)
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + at).loadUnaligned(as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    let hits = (quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word
    return hits & tops == 0
  }

  private mutating func escape() throws(Fault) {
    at += 1
    switch peek {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 1
    case 0x75:
      at += 1
      for _ in 0..<4 {
        guard (0x30...0x39).contains(peek) || (0x61...0x66).contains(peek | 0x20) else {
          throw fault("four hexadecimal digits are wanted behind \\u")
        }
        at += 1
      }
    default: throw fault("no such escape", mend: "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX")
    }
  }
}
