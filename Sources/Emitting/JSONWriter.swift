import Records
import Text

/// Writes JSON into one buffer. No tree, no floating point.
///
/// The buffer is raw memory: a record is some two hundred small writes, and an array's checks at each would cost as much
/// as all else that writing does.
struct JSONWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  init(capacity: Int = 1 << 12) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// What was written.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Room for `length` bytes at the end; what is written there counts when `count` is moved on.
  @inline(__always)
  private mutating func room(_ length: Int) -> UnsafeMutablePointer<UInt8> {
    if capacity - count < length { grow(length) }
    return base + count
  }

  @inline(never)
  private mutating func grow(_ length: Int) {
    capacity = max(capacity * 2, count + length)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: base, count: count)
    base.deallocate()
    base = grown
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    room(length).update(from: bytes, count: length)
    count += length
  }

  // MARK: Shape

  /// A member's name with all that stands before its value: `,"name":`. Written as it is.
  @inline(__always)
  mutating func raw(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    room(1).pointee = byte
    count += 1
  }

  mutating func append(_ written: [UInt8]) {
    written.withUnsafeBufferPointer { if let start = $0.baseAddress { append(start, $0.count) } }
  }

  mutating func null() { raw("null") }

  /// A number that is written out already; a decimal place is added where it has none.
  mutating func number(_ digits: String) {
    append(Array(digits.utf8))
    if !digits.utf8.contains(0x2E) { raw(".0") }
  }

  // MARK: Values

  mutating func string(_ text: String?) {
    guard let text else { return null() }
    byte(0x22)
    body(text)
    byte(0x22)
  }

  /// The inside of a string. One pass over UTF-8 that only looks whether anything is to be escaped: hardly ever is.
  mutating func body(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      guard let start = utf8.baseAddress else { return }
      var special = false
      for byte in utf8 where Self.isEscaped(byte) || byte == 0xC2 { special = true }
      if special { escaped(utf8) } else { append(start, utf8.count) }
    }
  }

  private mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i < utf8.count {
      if utf8[i] == 0xC2, i + 1 < utf8.count, utf8[i + 1] < 0xA0 {
        escape(utf8[i + 1])
        i += 2
      } else {
        if Self.isEscaped(utf8[i]) { escape(utf8[i]) } else { byte(utf8[i]) }
        i += 1
      }
    }
  }

  /// A stretch of text. One pass over UTF-16 units; half a pair alone becomes U+FFFD.
  mutating func string(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) {
    byte(0x22)
    // Any unit takes three bytes at most, but for those that are escaped.
    var out = room(span.count * 3)
    let start = count
    var at = 0
    var i = span.start
    while i < span.end {
      let unit = units[i]
      i += 1
      if unit >= 0x800, unit & 0xF800 != 0xD800 {
        out[at] = 0xE0 | UInt8(truncatingIfNeeded: unit >> 12)
        out[at + 1] = 0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F)
        out[at + 2] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
        at += 3
      } else if unit < 0xA0 {
        let low = UInt8(truncatingIfNeeded: unit)
        if low >= 0x7F || Self.isEscaped(low) {
          count = start + at
          escape(low)
          at = count - start
          out = room((span.end - i) * 3) - at
        } else {
          out[at] = low
          at += 1
        }
      } else if unit < 0x800 {
        out[at] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
        out[at + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
        at += 2
      } else if isLeadSurrogate(unit), i < span.end, isTrailSurrogate(units[i]) {
        let code = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(units[i] & 0x3FF))
        i += 1
        out[at] = 0xF0 | UInt8(truncatingIfNeeded: code >> 18)
        out[at + 1] = 0x80 | UInt8(truncatingIfNeeded: code >> 12 & 0x3F)
        out[at + 2] = 0x80 | UInt8(truncatingIfNeeded: code >> 6 & 0x3F)
        out[at + 3] = 0x80 | UInt8(truncatingIfNeeded: code & 0x3F)
        at += 4
      } else {
        out[at] = 0xEF
        out[at + 1] = 0xBF
        out[at + 2] = 0xBD
        at += 3
      }
    }
    count = start + at
    byte(0x22)
  }

  mutating func integer(_ number: Int) {
    if number < 0 { byte(0x2D) }
    integer(UInt64(number.magnitude))
  }

  private mutating func integer(_ number: UInt64) {
    var length = 1
    var power: UInt64 = 10
    while length < 20, number >= power {
      length += 1
      let (next, isOver) = power.multipliedReportingOverflow(by: 10)
      power = isOver ? .max : next
    }
    digits(number, length)
  }

  /// Plain decimal digits with at least one decimal place.
  mutating func decimal(_ number: ExactDecimal?) {
    guard let number else { return null() }
    guard let small = UInt64(exactly: number.coefficient.magnitude), number.scale <= 18 else {
      return append(Array(number.description.utf8))
    }
    if number.isNegative { byte(0x2D) }
    guard number.scale > 0 else {
      integer(small)
      return raw(".0")
    }
    var power: UInt64 = 1
    for _ in 0..<number.scale { power *= 10 }
    integer(small / power)
    byte(0x2E)
    digits(small % power, number.scale)
  }

  /// So many digits, with zeros before them.
  private mutating func digits(_ number: UInt64, _ length: Int) {
    let out = room(length)
    var rest = number
    for at in stride(from: length - 1, through: 0, by: -1) {
      out[at] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += length
  }

  /// ISO 8601: `"2021-10-25"`, with the time of day where there is one.
  mutating func moment(_ moment: Moment?) {
    guard let moment else { return null() }
    guard moment.second == nil, (0...9999).contains(moment.date.year) else { return string(moment.description) }
    byte(0x22)
    digits(UInt64(moment.date.year), 4)
    byte(0x2D)
    digits(UInt64(moment.date.month), 2)
    byte(0x2D)
    digits(UInt64(moment.date.day), 2)
    byte(0x22)
  }

  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  // MARK: Escapes

  // What a terminal would act on is escaped as well, so that a record can be looked at safely.

  @inline(__always)
  private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22: raw("\\\"")
    case 0x5C: raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default:
      raw("\\u00")
      for digit in [byte >> 4, byte & 15] { self.byte(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
  }
}
