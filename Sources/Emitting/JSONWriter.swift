import Records
import Text

/// Writes JSON into one buffer that is kept between documents. No tree, no floating point.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  // MARK: Shape

  /// A member's name with all that stands before its value: `,"name":`. Written as it is.
  @inline(__always)
  mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ written: [UInt8]) { bytes.append(contentsOf: written) }

  mutating func null() { raw("null") }

  /// A number that is written out already; a decimal place is added where it has none.
  mutating func number(_ digits: String) {
    bytes.append(contentsOf: digits.utf8)
    if !digits.utf8.contains(0x2E) { raw(".0") }
  }

  // MARK: Values

  mutating func string(_ text: String?) {
    guard let text else { return null() }
    byte(0x22)
    body(text)
    byte(0x22)
  }

  /// The inside of a string. One pass over UTF-8.
  mutating func body(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var from = 0
      for i in 0..<utf8.count {
        if Self.isEscaped(utf8[i]) {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from..<i]))
          escape(utf8[i])
          from = i + 1
        } else if utf8[i] == 0xC2, i + 1 < utf8.count, utf8[i + 1] < 0xA0 {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from..<i]))
          escape(utf8[i + 1])
          from = i + 2
        }
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from...]))
    }
  }

  /// A stretch of text. One pass over UTF-16 units; half a pair alone becomes U+FFFD.
  mutating func string(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) {
    byte(0x22)
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: span.count * 3))
    var at = start
    var i = span.start
    var escapes: [(at: Int, byte: UInt8)] = []
    bytes.withUnsafeMutableBufferPointer { out in
      while i < span.end {
        let unit = units[i]
        i += 1
        if unit < 0xA0 {
          // A control character of the second set takes one byte here until its escape is put in.
          let low = UInt8(truncatingIfNeeded: unit)
          if low >= 0x7F || Self.isEscaped(low) { escapes.append((at, low)) }
          out[at] = low
          at += 1
        } else if unit < 0x800 {
          out[at] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
          out[at + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
          at += 2
        } else if unit & 0xF800 != 0xD800 {
          out[at] = 0xE0 | UInt8(truncatingIfNeeded: unit >> 12)
          out[at + 1] = 0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F)
          out[at + 2] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
          at += 3
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
    }
    bytes.removeLast(bytes.count - at)
    if !escapes.isEmpty { insertEscapes(escapes, from: start) }
    byte(0x22)
  }

  /// Puts escapes in the place of bytes that need them, all in one more pass.
  private mutating func insertEscapes(_ escapes: [(at: Int, byte: UInt8)], from start: Int) {
    let written = Array(bytes[start...])
    bytes.removeLast(bytes.count - start)
    var from = 0
    for (at, byte) in escapes {
      bytes.append(contentsOf: written[from..<at - start])
      escape(byte)
      from = at - start + 1
    }
    bytes.append(contentsOf: written[from...])
  }

  mutating func integer(_ number: Int) {
    if number >= 0, number < 10 { return byte(0x30 + UInt8(number)) }
    if number < 0 { byte(0x2D) }
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { digits in
      var at = 24
      var rest = number.magnitude
      repeat {
        at -= 1
        digits[at] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: digits[at...])
    }
  }

  /// Plain decimal digits with at least one decimal place.
  mutating func decimal(_ number: ExactDecimal?) {
    guard let number else { return null() }
    guard let small = UInt64(exactly: number.coefficient.magnitude), number.scale <= 18 else {
      bytes.append(contentsOf: number.description.utf8)
      return
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
    var rest = small % power
    while power > 1 {
      power /= 10
      byte(0x30 + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
    }
  }

  private mutating func integer(_ number: UInt64) {
    if let small = Int(exactly: number) { integer(small) } else { bytes.append(contentsOf: String(number).utf8) }
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
