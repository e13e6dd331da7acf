/// Tells the form of an input by its first bytes.
enum Sniffer {
  static func format(of start: ArraySlice<UInt8>) -> InputFormat {
    if isPage(start) { return .html }
    // `{"name"` at the very start: an object a line.
    var rest = withoutMark(start).drop { isSpace($0) }
    if rest.first == 0x7B {
      rest = rest.dropFirst().drop { isSpace($0) }
      if rest.first == 0x22 { return .jsonl }
    }
    return .text
  }

  /// An HTML page begins with one of these, after white space.
  static func isPage(_ start: ArraySlice<UInt8>) -> Bool {
    let rest = withoutMark(start).drop { isSpace($0) }
    guard rest.first == 0x3C else { return false }
    let head = String(decoding: rest.prefix(16), as: UTF8.self).lowercased()
    return [
      "<!doctype html", "<html", "<head", "<body", "<!--", "<?xml", "<meta", "<title", "<div", "<p>", "<p ", "<table",
    ]
    .contains { head.hasPrefix($0) }
  }

  /// What a file is that is no text; nil where nothing speaks against a text.
  static func binary(_ start: ArraySlice<UInt8>) -> String? {
    for (mark, what) in marks where start.starts(with: mark) { return what }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return nil }
    // Control characters other than white space have no place in a text of bytes; in UTF-16 they are halves of characters.
    let controls = start.reduce(0) { $0 + ($1 < 0x20 && !isSpace($1) && $1 != 0x1B ? 1 : 0) }
    return controls > max(2, start.count / 32) && !isPairs(start) ? "binary data" : nil
  }

  /// Whether the bytes at even or at odd places are mostly those that UTF-16 has above: of Han characters, of ASCII, of
  /// marks.
  private static func isPairs(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count > 3 else { return false }
    var upper = (0, 0)
    for (place, byte) in start.enumerated() {
      switch byte {
      case 0, 0x20, 0x30, 0x34...0x9F, 0xFE, 0xFF:
        if place % 2 == 0 { upper.0 += 1 } else { upper.1 += 1 }
      default: break
      }
    }
    return max(upper.0, upper.1) * 10 >= (start.count / 2) * 9
  }

  private static let marks: [([UInt8], String)] = [
    (Array("%PDF-".utf8), "a PDF file"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document (save it as DOCX)"),
  ]

  /// A container or a compressed stream, by the marks that each begins with; tar has its own 257 bytes behind.
  static func isArchive(_ start: ArraySlice<UInt8>) -> Bool {
    archives.contains { start.starts(with: $0) } || start.dropFirst(257).starts(with: "ustar".utf8)
  }

  private static let archives: [[UInt8]] = [
    Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8), [0x1F, 0x8B], Array("BZh".utf8),
    [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x28, 0xB5, 0x2F, 0xFD], [0x04, 0x22, 0x4D, 0x18],
    [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!\u{1A}\u{7}".utf8),
  ]

  private static func withoutMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
