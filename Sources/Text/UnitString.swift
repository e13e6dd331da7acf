extension String {
  /// The string of a stretch of UTF-16 units; half a surrogate pair becomes U+FFFD. Made in one pass, without the generic
  /// decoding of the standard library, which costs more than the text.
  public init(_ units: UnsafeBufferPointer<UInt16>, _ span: Span) {
    self.init(unsafeUninitializedCapacity: span.count * 3) { out in
      var at = 0
      var i = span.start
      func put(_ byte: UInt32) {
        out[at] = UInt8(truncatingIfNeeded: byte)
        at += 1
      }
      while i < span.end {
        var code = UInt32(units[i])
        i += 1
        if code & 0xF800 == 0xD800 {
          if code < 0xDC00, i < span.end, isTrailSurrogate(units[i]) {
            code = 0x10000 + ((code & 0x3FF) << 10 | UInt32(units[i] & 0x3FF))
            i += 1
          } else {
            code = 0xFFFD
          }
        }
        switch code {
        case 0..<0x80: put(code)
        case 0x80..<0x800:
          put(0xC0 | code >> 6)
          put(0x80 | code & 0x3F)
        case 0x800..<0x10000:
          put(0xE0 | code >> 12)
          put(0x80 | code >> 6 & 0x3F)
          put(0x80 | code & 0x3F)
        default:
          put(0xF0 | code >> 18)
          put(0x80 | code >> 12 & 0x3F)
          put(0x80 | code >> 6 & 0x3F)
          put(0x80 | code & 0x3F)
        }
      }
      return at
    }
  }
}
