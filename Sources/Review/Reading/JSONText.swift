/// Values of JSON, between the bytes of a line and what they say; and the little that is written here.
enum JSONText {
  /// A string in quotes, unescaped; nil where the value is none. Half a surrogate pair alone becomes U+FFFD.
  static func string(_ raw: some RandomAccessCollection<UInt8>) -> String? {
    guard raw.first == 0x22, raw.count >= 2 else { return nil }
    let inside = raw.dropFirst().dropLast()
    guard inside.contains(0x5C) else { return String(decoding: inside, as: UTF8.self) }
    var units: [UInt16] = []
    var plain: [UInt8] = []
    func flush() {
      units += Array(String(decoding: plain, as: UTF8.self).utf16)
      plain.removeAll(keepingCapacity: true)
    }
    var bytes = inside.makeIterator()
    while let byte = bytes.next() {
      guard byte == 0x5C, let letter = bytes.next() else {
        plain.append(byte)
        continue
      }
      flush()
      switch letter {
      case 0x62: units.append(0x08)
      case 0x66: units.append(0x0C)
      case 0x6E: units.append(0x0A)
      case 0x72: units.append(0x0D)
      case 0x74: units.append(0x09)
      case 0x75:
        var code: UInt16 = 0
        for _ in 0..<4 { code = code << 4 | hexadecimal(bytes.next() ?? 0x30) }
        units.append(code)
      default: units.append(UInt16(letter))
      }
    }
    flush()
    return String(decoding: units, as: UTF16.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt16 {
    byte <= 0x39 ? UInt16(byte & 0x0F) : UInt16((byte | 0x20) &- 0x57) & 0x0F
  }

  /// A whole number; nil where the value is none, or beyond what a place can be.
  static func integer(_ raw: some Collection<UInt8>) -> Int? {
    var out = 0
    guard !raw.isEmpty, raw.count <= 15 else { return nil }
    for byte in raw {
      guard (0x30...0x39).contains(byte) else { return nil }
      out = out * 10 + Int(byte - 0x30)
    }
    return out
  }

  /// A string with its quotes.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  static func quoted(_ text: String?) -> String { text.map { quoted($0) } ?? "null" }

  static func list(_ texts: [String]) -> String { "[" + texts.map { quoted($0) }.joined(separator: ",") + "]" }
}
