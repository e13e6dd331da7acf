import Records
import Testing
import Text

@testable import Decoding

@Suite("Decoding")
struct DecoderTests {
  private func decode(_ bytes: [UInt8], declared: String? = nil, page: Bool = false) -> Document {
    var document = Document(id: "t")
    document.bytes = bytes
    document.declaredEncoding = declared
    document.mediaType = page ? .html : .text
    Decoder().decode(&document)
    return document
  }

  private func text(_ document: Document) -> String { document.text.string(Span(0, document.text.count)) }

  private func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  static let samples: [(text: String, bytes: String, name: String)] = [
    ("全县地区生产总值增长5.1%", "c8abcfd8b5d8c7f8c9fab2fad7dcd6b5d4f6b3a4352e3125", "GB18030"),
    ("增长", "d4f6b3a4", "GB18030"),
    ("本港失業率下跌至3.2%", "a5bbb4e4a5a2b77eb276a455b65ea6dc332e3225", "Big5"),
    ("統計處公布", "b2cead70b342a4bda5ac", "Big5"),
    (
      "镕㙦𠮷：2021年，常住人口36万。", "e9468230ad389534b235a3ba32303231c4eaa3acb3a3d7a1c8cbbfda3336cdf2a1a3",
      "GB18030"
    ),
    ("清徐县，位于山西省。GDP 5%", "056e905fbf530cff4d4f8e4e715c7f8901770230470044005000200035002500", "UTF-16LE"),
    ("清徐县，位于山西省。GDP 5%", "6e055f9053bfff0c4f4d4e8e5c71897f77013002004700440050002000350025", "UTF-16BE"),
    (
      "本日の天気は晴れです。東京都の人口は千四百万人です。",
      "967b93fa82cc93568b4382cd90b082ea82c582b78142938c8b9e937382cc906c8cfb82cd90e78e6c9553969c906c82c582b78142",
      "Shift_JIS"
    ),
  ]

  @Test("undeclared texts are told by what they are made of", arguments: samples)
  func undeclared(_ sample: (text: String, bytes: String, name: String)) {
    let document = decode(bytes(sample.bytes))
    #expect(text(document) == sample.text)
    #expect(document.encoding == sample.name)
    #expect(document.replacedBytes == 0)
    #expect(document.warnings.isEmpty)
    #expect(document.bytes.isEmpty)
  }

  @Test("a wrong declaration gives way", arguments: samples.filter { $0.text.count > 10 })
  func wrongly(_ sample: (text: String, bytes: String, name: String)) {
    // Latin letters are what any bytes can be; only Chinese speaks against them.
    for label in ["utf-8", "no-such-charset"] + (sample.name == "Shift_JIS" ? [] : ["iso-8859-1"]) {
      let document = decode(bytes(sample.bytes), declared: label)
      #expect(text(document) == sample.text, "declared \(label)")
      #expect(document.warnings.isEmpty || document.warnings[0].hasPrefix("declared as"))
    }
  }

  @Test(
    "all names of GB 2312 mean GB18030",
    arguments: ["gb2312", "GBK", "gb_2312-80", "x-gbk", " GB18030 ", "csgb2312", "cp936"])
  func gbLabels(_ label: String) {
    let document = decode(bytes(Self.samples[4].bytes), declared: label)
    #expect(text(document) == Self.samples[4].text)
    #expect(document.encoding == "GB18030")
    #expect(document.warnings.isEmpty)
  }

  @Test("declared charsets are believed where nothing speaks against them")
  func declared() {
    #expect(text(decode(bytes("b260a4f496f59defa448a466"), declared: "big5")) == "深水埗嘅人口")
    #expect(text(decode(bytes("2d4efd56"), declared: "utf-16le")) == "中国")
    #expect(text(decode(bytes("4c6520636166e9"), declared: "latin1")) == "Le café")
  }

  @Test("UTF-8 that is stored under its old declaration is read as UTF-8, and told")
  func transcoded() {
    let page = "<html><head><meta charset=gb2312></head><body>人口36万</body></html>"
    let document = decode(Array(page.utf8), page: true)
    #expect(text(document) == page)
    #expect(document.encoding == "UTF-8")
    #expect(document.warnings == ["declared as GB18030, but read as UTF-8"])
  }

  @Test(
    "a page declares its charset itself",
    arguments: [
      "<meta charset=\"gb2312\">", "<META http-equiv='Content-Type' content='text/html; charset=gb2312' />",
      "<!-- <meta charset=utf-8> --><meta charset = gbk>", "<?xml version=\"1.0\" encoding=\"GBK\"?><html>",
      "<meta charset=utf-16><meta charset=gbk>",
    ])
  func prescan(_ head: String) {
    let declared = head.utf8.withContiguousStorageIfAvailable { DeclaredCharset.find(in: $0) }
    #expect(declared == (head.contains("utf-16") ? .utf8 : .gb18030))
  }

  @Test("marks decide, and offsets fit the file")
  func marks() throws {
    let document = decode([0xEF, 0xBB, 0xBF] + Array("人口".utf8), declared: "gbk")
    #expect(text(document) == "人口")
    let range = try #require(document.text.sourceRange(Span(1, 2)))
    #expect(range.lowerBound.value == 6 && range.upperBound.value == 9)
    #expect(text(decode([0xFF, 0xFE] + bytes("2d4efd56"))) == "中国")
    #expect(text(decode([0xFE, 0xFF] + bytes("4e2d56fd"))) == "中国")
    #expect(text(decode(bytes("84319533") + bytes("d4f6b3a4"))) == "增长")
  }

  @Test("faulty bytes become U+FFFD, are counted and told")
  func faulty() {
    let document = decode(Array("人口".utf8) + [0xFF, 0xE4, 0xB8] + Array("36万常住".utf8))
    #expect(text(document) == "人口\u{FFFD}\u{FFFD}36万常住")
    #expect(document.replacedBytes == 3)
    #expect(document.warnings == ["3 bytes are no text in UTF-8 and became U+FFFD"])
    let gb = decode(bytes(String(repeating: Self.samples[0].bytes, count: 10)) + [0xFF], declared: "gbk")
    #expect(gb.replacedBytes == 1)
    #expect(gb.encoding == "GB18030")
    #expect(text(gb).hasSuffix("5.1%\u{FFFD}"))
  }

  @Test(
    "UTF-8 is checked as the standard says",
    arguments: [
      ("c0af", "\u{FFFD}\u{FFFD}"), ("eda080", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("f4908080", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("f09f8f", "\u{FFFD}"), ("f09f8fad", "🏭"), ("e4b8ad41c3a9", "中Aé"), ("e080af", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("f09f41", "\u{FFFD}A"), ("efbfbf", "\u{FFFF}"), ("80", "\u{FFFD}"),
      ("6162636465666768696a80", "abcdefghij\u{FFFD}"),
    ])
  func utf8(_ sample: (String, String)) {
    let units = bytes(sample.0).withUnsafeBufferPointer { UTF8Decoder.decode($0).units }
    #expect(String(decoding: units, as: UTF16.self) == sample.1)
    #expect(String(decoding: bytes(sample.0), as: UTF8.self) == sample.1, "as Swift itself")
  }

  @Test("no bytes crash, and none give no text", arguments: 0..<300)
  func anything(_ seed: Int) {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
      Bool.random(using: &generator)
        ? UInt8.random(in: 0...255, using: &generator) : UInt8.random(in: 0xA1...0xFE, using: &generator)
    }
    for label in [nil, "utf-8", "gbk", "big5", "utf-16", "shift_jis", "", "\u{0}x"] {
      let document = decode(bytes, declared: label, page: seed % 2 == 0)
      #expect(document.text.count > 0, "\(bytes)")
      #expect(document.encoding != nil)
    }
  }

  @Test("an empty document has a digest and no text")
  func empty() {
    let document = decode([])
    #expect(document.text.count == 0)
    #expect(document.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
