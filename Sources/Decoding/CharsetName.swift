/// A charset that texts are read in: the name that records carry, and the name of ICU's converter.
///
/// Labels are read as the WHATWG Encoding Standard does (section 4.2): pages that say gb2312 are written in GBK and beyond, so
/// all its names mean GB18030; Big5 is the one with Hong Kong's characters; latin1 is windows-1252.
struct CharsetName: Hashable, Sendable {
  /// As records name it.
  var name: String
  var converter: String

  static let utf8 = CharsetName(name: "UTF-8", converter: "UTF-8")
  static let utf16LittleEndian = CharsetName(name: "UTF-16LE", converter: "UTF-16LE")
  static let utf16BigEndian = CharsetName(name: "UTF-16BE", converter: "UTF-16BE")
  static let gb18030 = CharsetName(name: "GB18030", converter: "gb18030")
  static let big5 = CharsetName(name: "Big5", converter: "Big5-HKSCS")
  static let windows1252 = CharsetName(name: "windows-1252", converter: "windows-1252")

  private init(name: String, converter: String) {
    self.name = name
    self.converter = converter
  }

  /// The charset of a label as documents declare it; nil for an empty one. A label that the standard does not know is
  /// left to ICU.
  init?(label: String) {
    let label = String(
      decoding: label.utf8.filter { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
      as: UTF8.self)
    guard !label.isEmpty, label.utf8.count < 64 else { return nil }
    self = Self.labels[label] ?? CharsetName(name: label, converter: label)
  }

  private static let labels: [String: CharsetName] = {
    var out: [String: CharsetName] = [:]
    for (charset, labels) in [
      (utf8, "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"),
      (
        gb18030,
        """
        chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk gb18030 iso-ir-58 x-gbk cp936 ms936 windows-936 \
        euc-cn x-euc-cn
        """
      ),
      (big5, "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950 big5hkscs"),
      (utf16LittleEndian, "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"),
      (utf16BigEndian, "unicodefffe utf-16be"),
      (
        windows1252,
        """
        ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 \
        iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 x-user-defined
        """
      ),
      (
        CharsetName(name: "Shift_JIS", converter: "ibm-943_P15A-2003"),
        "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"
      ),
      (CharsetName(name: "EUC-JP", converter: "EUC-JP"), "cseucpkdfmtjapanese euc-jp x-euc-jp"),
      (
        CharsetName(name: "EUC-KR", converter: "windows-949"),
        "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
      ),
    ] {
      for label in labels.split(separator: " ") { out[String(label)] = charset }
    }
    return out
  }()
}
