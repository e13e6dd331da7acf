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
    // UTF-16 has its zeros at even or at odd places, but for a few (一 is U+4E00); only something else has many at both.
    var zeros = (0, 0)
    for (place, byte) in start.enumerated() where byte == 0 {
      if place % 2 == 0 { zeros.0 += 1 } else { zeros.1 += 1 }
    }
    return min(zeros.0, zeros.1) > max(4, start.count / 32) ? "binary data" : nil
  }

  private static let marks: [([UInt8], String)] = [
    (Array("%PDF-".utf8), "a PDF file"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"), (Array("PK\u{3}\u{4}".utf8), "a ZIP archive or an Office document"),
    ([0x1F, 0x8B], "gzip data"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"), (Array("Rar!".utf8), "a RAR archive"),
  ]

  private static func withoutMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
