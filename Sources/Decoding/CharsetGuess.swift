import ICU

/// What some bytes are most likely written in, where they say nothing of it and are not UTF-8.
///
/// GB18030 and Big5 share nearly all their byte pairs, so validity says little, and ICU's statistics need hundreds of
/// bytes. But both standards put their common characters first (level 1): text read in its own charset is nearly all
/// level 1 and punctuation, read in the other's about half. That tells them apart in a headline.
enum CharsetGuess {
  /// Bytes looked at.
  static let reach = 65536

  static func guess(_ bytes: UnsafeBufferPointer<UInt8>) -> CharsetName {
    if let wide = utf16(bytes) { return wide }
    let gb = gb18030Share(bytes)
    let big5 = big5Share(bytes)
    if max(gb.value, big5.value) < 0.8, let found = Charset.detect(bytes), found.confidence >= 20,
      let charset = CharsetName(label: found.name), charset != .utf8
    {
      return charset
    }
    if max(gb.value, big5.value) < 0.3 { return .windows1252 }
    return big5.value > gb.value ? .big5 : .gb18030
  }

  /// How much of what looks like double-byte text is common in one charset.
  struct Share {
    var characters = 0
    var common = 0
    var faulty = 0
    /// A faulty byte weighs as four rare characters.
    var value: Double { common == 0 ? 0 : Double(common) / Double(characters + 4 * faulty) }
  }

  /// GB 2312 has its signs in rows A1 to A3 and its common Han, by sound, in rows B0 to D7.
  static func gb18030Share(_ bytes: UnsafeBufferPointer<UInt8>) -> Share {
    share(bytes) { lead, trail in
      guard trail >= 0x30, trail != 0x7F, trail != 0xFF else { return nil }
      return trail >= 0xA1 && (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3)
    }
  }

  /// Big5 has its signs in rows A1 to A3 and its common Han, by strokes, in rows A4 to C6.
  static func big5Share(_ bytes: UnsafeBufferPointer<UInt8>) -> Share {
    share(bytes) { lead, trail in
      guard trail >= 0x40 && trail <= 0x7E || trail >= 0xA1 && trail <= 0xFE else { return nil }
      return lead >= 0xA1 && (lead <= 0xC5 || lead == 0xC6 && trail <= 0x7E)
    }
  }

  /// One pass over bytes. `isCommon` is nil where the pair is no character.
  private static func share(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isCommon: (_ lead: UInt8, _ trail: UInt8) -> Bool?
  ) -> Share {
    var out = Share()
    let end = min(bytes.count, reach)
    var at = 0
    while at < end {
      let lead = bytes[at]
      at += 1
      guard lead >= 0x80, at < end else { continue }
      if lead > 0x80, lead < 0xFF, let common = isCommon(lead, bytes[at]) {
        // The first half of four bytes of GB18030; the second half comes round as a pair of its own.
        out.characters += 1
        out.common += common ? 1 : 0
        at += 1
      } else {
        out.faulty += 1
      }
    }
    return out
  }

  /// UTF-16 without a mark: control bytes, which no other charset of text has, and units of the kinds that Chinese text
  /// is made of in one byte order.
  static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, isDeclared: Bool = false) -> CharsetName? {
    let end = min(bytes.count, reach) & ~1
    guard end >= 2, bytes.count & 1 == 0 || bytes.count > reach else { return nil }
    var controls = 0
    var little = 0
    var big = 0
    for at in stride(from: 0, to: end, by: 2) {
      let (a, b) = (bytes[at], bytes[at + 1])
      controls += (isControl(a) ? 1 : 0) + (isControl(b) ? 1 : 0)
      little += isLikely(high: b, low: a) ? 1 : 0
      big += isLikely(high: a, low: b) ? 1 : 0
    }
    let units = end / 2
    guard controls > 0 || isDeclared, max(little, big) * 20 >= units * 19, little != big else { return nil }
    return little > big ? .utf16LittleEndian : .utf16BigEndian
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D }

  private static func isLikely(high: UInt8, low: UInt8) -> Bool {
    switch high {
    case 0x00: return low >= 0x20 && low != 0x7F || low == 0x09 || low == 0x0A || low == 0x0D
    case 0x20, 0x30, 0x4E...0x9F, 0xFF: return true
    default: return false
    }
  }
}
