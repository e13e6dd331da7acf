/// UTF-8 into UTF-16 as the WHATWG standard decodes it: each longest start of a sequence that goes wrong becomes one U+FFFD.
enum UTF8Decoder {
  struct Outcome {
    var units: [UInt16]
    /// Bytes of faulty sequences.
    var faulty = 0
    /// Sequences of three bytes, which in a text of another charset hardly ever come about by chance.
    var triples = 0
  }

  /// One pass over bytes; allocates the result and nothing else.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    var outcome = Outcome(units: [])
    var triples = 0
    outcome.units = [UInt16](unsafeUninitializedCapacity: bytes.count) { out, count in
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte < 0x80 {
          out[count] = UInt16(byte)
          at += 1
          count += 1
          while at + 8 <= bytes.count, isASCII(bytes, at) {
            for i in 0..<8 { out[count + i] = UInt16(bytes[at + i]) }
            at += 8
            count += 8
          }
        } else if let unit = triple(bytes, at) {
          out[count] = unit
          at += 3
          count += 1
          triples += 1
          // Han letters stand in long rows.
          while let unit = Self.triple(bytes, at) {
            out[count] = unit
            at += 3
            count += 1
            triples += 1
          }
        } else {
          rare(bytes, &at, out, &count, &outcome)
        }
      }
    }
    outcome.triples = triples
    return outcome
  }

  @inline(__always)
  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
    return word & 0x8080_8080_8080_8080 == 0
  }

  /// The unit of a well-formed sequence of three bytes.
  @inline(__always)
  private static func triple(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16? {
    guard at + 2 < bytes.count else { return nil }
    let (a, b, c) = (UInt32(bytes[at]), UInt32(bytes[at + 1]), UInt32(bytes[at + 2]))
    guard (a << 16 | b << 8 | c) & 0xF0C0C0 == 0xE08080 else { return nil }
    let unit = UInt16(truncatingIfNeeded: (a & 0x0F) << 12 | (b & 0x3F) << 6 | c & 0x3F)
    return unit >= 0x800 && unit & 0xF800 != 0xD800 ? unit : nil
  }

  /// Sequences of two and four bytes, and faulty ones.
  private static func rare(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ out: UnsafeMutableBufferPointer<UInt16>, _ count: inout Int,
    _ outcome: inout Outcome
  ) {
    let lead = bytes[at]
    let length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead & 0xF0 == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 1
    // The second byte's reach keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
    let low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    var value = length == 2 ? UInt32(lead & 0x1F) : length == 3 ? UInt32(lead & 0x0F) : UInt32(lead & 0x07)
    var used = 1
    while used < length, at + used < bytes.count {
      let byte = bytes[at + used]
      guard byte >= (used == 1 ? low : 0x80), byte <= (used == 1 ? high : 0xBF) else { break }
      value = value << 6 | UInt32(byte & 0x3F)
      used += 1
    }
    if length == 1 || used < length {
      out[count] = 0xFFFD
      outcome.faulty += used
      count += 1
    } else if value < 0x10000 {
      out[count] = UInt16(value)
      count += 1
    } else {
      out[count] = UInt16(0xD7C0 + (value >> 10))
      out[count + 1] = UInt16(0xDC00 | value & 0x3FF)
      count += 2
    }
    at += used
  }
}
