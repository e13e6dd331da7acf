import ICU
import Records
import Text

/// Turns the bytes of a document into its source text.
///
/// What the bytes are written in is decided by, in this order: a byte order mark; bytes that are UTF-8 and Chinese, which
/// no other charset is by chance, whatever is declared (pages are often stored anew with their old declaration); the
/// declared charset; statistics. A declaration under which many bytes are faulty gives way to a guess that is clearly
/// better. Faulty bytes become U+FFFD, are counted and told; there is always a text; where an eighth
/// of the bytes is faulty, that is the document's fault.
public struct Decoder: Sendable {
  public init() {}

  /// Writes `text`, `encoding`, `replacedBytes`, `sha256` and warnings, and empties `bytes`.
  public func decode(_ document: inout Document) {
    let bytes = document.bytes
    document.bytes = []
    bytes.withUnsafeBufferPointer { bytes in
      document.sha256 = document.sha256 ?? SHA256.hexadecimal(bytes)
      let reading = read(bytes, declared: document.declaredEncoding, isPage: document.mediaType == .html)
      document.encoding = reading.charset.name
      document.replacedBytes = reading.faulty
      document.text = reading.text
      document.warnings += reading.warnings
      if bytes.count >= Self.leastBytes, reading.faulty * 8 > bytes.count {
        document.fault =
          "no text in any known encoding: \(reading.faulty) of \(bytes.count) bytes are none even in \(reading.charset.name)"
      }
    }
  }

  /// Of fewer bytes it is not said that they are no text.
  private static let leastBytes = 1024

  /// Bytes read in a charset.
  private struct Reading {
    var charset: CharsetName
    var units: [UInt16]
    var faulty: Int
    /// Bytes of a mark before the text that count as source.
    var markBytes = 0
    var overridden: CharsetName?

    var text: SourceText { SourceText(source: units, byteOffset: markBytes) }

    var warnings: [String] {
      var out: [String] = []
      if let overridden { out.append("declared as \(overridden.name), but read as \(charset.name)") }
      if faulty > 0 {
        out.append("\(faulty) \(faulty == 1 ? "byte is" : "bytes are") no text in \(charset.name) and became U+FFFD")
      }
      return out
    }
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>, declared label: String?, isPage: Bool) -> Reading {
    if let marked = marked(bytes) { return marked }
    let declared = label.flatMap { CharsetName(label: $0) } ?? (isPage ? DeclaredCharset.find(in: bytes) : nil)
    if bytes.contains(0), let wide = CharsetGuess.utf16(bytes) {
      return reading(bytes, wide, insteadOf: declared)
    }
    let utf8 = UTF8Decoder.decode(bytes)
    let asUTF8 = Reading(
      charset: .utf8, units: utf8.units, faulty: utf8.faulty,
      overridden: declared == .utf8 || utf8.triples == 0 ? nil : declared)
    if utf8.faulty == 0, utf8.triples > 0 || declared == nil || declared == .utf8 || utf8.units.count == bytes.count {
      return asUTF8
    }
    if let declared, declared != .utf8 {
      return trust(declared, bytes)
    }
    // A few broken characters do not make another charset of it.
    return utf8.triples * 3 >= utf8.faulty * 2 ? asUTF8 : reading(bytes, CharsetGuess.guess(bytes), insteadOf: declared)
  }

  // MARK: Byte order marks

  private func marked(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let utf8 = UTF8Decoder.decode(UnsafeBufferPointer(rebasing: bytes[3...]))
      // The mark is no text, but offsets are to fit the file.
      return Reading(charset: .utf8, units: utf8.units, faulty: utf8.faulty, markBytes: 3)
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return reading(UnsafeBufferPointer(rebasing: bytes[2...]), .utf16LittleEndian, insteadOf: nil)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return reading(UnsafeBufferPointer(rebasing: bytes[2...]), .utf16BigEndian, insteadOf: nil)
    }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      return reading(UnsafeBufferPointer(rebasing: bytes[4...]), .gb18030, insteadOf: nil)
    }
    return nil
  }

  // MARK: Declarations

  /// Reads in the declared charset, unless the bytes speak clearly against it.
  private func trust(_ declared: CharsetName, _ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
    let asDeclared = decoded(bytes, declared)
    let high = bytes.reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) }
    if let asDeclared, asDeclared.faulty * 50 <= high, !isContradicted(declared, bytes) { return asDeclared }
    let guessed = CharsetGuess.guess(bytes)
    guard guessed != declared || asDeclared == nil else { return asDeclared ?? fallback(bytes) }
    let other = reading(bytes, guessed, insteadOf: declared)
    guard let asDeclared else { return other }
    return other.faulty * 4 < asDeclared.faulty || isContradicted(declared, bytes) ? other : asDeclared
  }

  /// Charsets that make text of any bytes, or of another's: what the characters are tells.
  private func isContradicted(_ declared: CharsetName, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let gb = CharsetGuess.gb18030Share(bytes)
    let big5 = CharsetGuess.big5Share(bytes)
    switch declared {
    case .windows1252: return max(gb.value, big5.value) > 0.6 && gb.characters >= 4
    case .gb18030: return big5.value > 0.9 && gb.value < 0.6 && gb.characters >= 8
    case .big5: return gb.value > 0.9 && big5.value < 0.7 && gb.characters >= 8
    case .utf16LittleEndian, .utf16BigEndian: return CharsetGuess.utf16(bytes, isDeclared: true) == nil
    default: return false
    }
  }

  // MARK: Reading

  private func reading(
    _ bytes: UnsafeBufferPointer<UInt8>, _ charset: CharsetName, insteadOf declared: CharsetName?
  ) -> Reading {
    var out = decoded(bytes, charset) ?? fallback(bytes)
    out.overridden = declared == out.charset ? nil : declared
    return out
  }

  private func decoded(_ bytes: UnsafeBufferPointer<UInt8>, _ charset: CharsetName) -> Reading? {
    if charset == .utf8 {
      let utf8 = UTF8Decoder.decode(bytes)
      return Reading(charset: .utf8, units: utf8.units, faulty: utf8.faulty)
    }
    guard let result = Charset.decode(bytes, as: charset.converter) else { return nil }
    return Reading(charset: charset, units: result.units, faulty: result.replacedBytes)
  }

  /// Where ICU has no converter of a name: something is read all the same.
  private func fallback(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
    let utf8 = UTF8Decoder.decode(bytes)
    return Reading(charset: .utf8, units: utf8.units, faulty: utf8.faulty)
  }
}
