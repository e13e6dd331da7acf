import Testing

@testable import Text

@Suite("Offsets through edits")
struct OffsetMapTests {
  @Test(
    "every span maps to the source bytes of its characters, through generations of random edits", arguments: 0..<150)
  func randomEdits(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 1)
    let source = randomText(&generator, length: Int.random(in: 0...60, using: &generator))
    let bytes = Array(source.utf8)
    var plain = PlainText(source)
    var text = SourceText(source)
    for _ in 0..<5 {
      check(text, plain, bytes, &generator)
      (text, plain, _) = randomEdit(text, plain, &generator, marks: [])
    }
    check(text, plain, bytes, &generator)
  }

  private func check(_ text: SourceText, _ plain: PlainText, _ bytes: [UInt8], _ generator: inout SeededGenerator) {
    #expect(text.units == plain.units)
    guard text.count > 0 else { return }
    let points = Array(text.string(Span(0, text.count)).unicodeScalars)
    for _ in 0..<40 {
      let a = Int.random(in: 0..<text.count, using: &generator)
      let span = Span(a, Int.random(in: (a + 1)...text.count, using: &generator))
      let range = text.sourceRange(span)
      #expect(range?.lowerBound.value == plain.source[span.start].lowerBound)
      #expect(range?.upperBound.value == plain.source[span.end - 1].upperBound)
      guard let range, plain.isBorder(span.start), plain.isBorder(span.end) else { continue }
      let slice = bytes[range.lowerBound.value..<range.upperBound.value]
      #expect(String(validating: slice, as: UTF8.self) != nil, "borders of characters")
      let from = text.codePointOffset(span.start).value
      let to = text.codePointOffset(span.end).value
      var exact = String.UnicodeScalarView()
      exact.append(contentsOf: points[from..<to])
      #expect(String(exact).utf16.elementsEqual(text.units[span.range]))
    }
  }

  @Test("copied text is its source, byte for byte")
  func copied() throws {
    let source = "前🏭缀abc中国𠮷后"
    var editor = TextEditor(SourceText(source))
    let units = Array(source.utf16)
    editor.copy(Span(3, units.count))
    let text = editor.finish()
    for start in 0..<text.count {
      for end in (start + 1)...text.count where !isTrailSurrogate(text.units[start]) {
        guard end == text.count || !isTrailSurrogate(text.units[end]) else { continue }
        let range = try #require(text.sourceRange(Span(start, end)))
        let slice = Array(source.utf8)[range.lowerBound.value..<range.upperBound.value]
        #expect(String(decoding: slice, as: UTF8.self) == text.string(Span(start, end)))
      }
    }
  }

  @Test("what was left out belongs to neither side, and to a span over it")
  func removed() {
    let text = SourceText("8 ．8")
    var editor = TextEditor(text)
    editor.copy(Span(0, 1))
    editor.fold(2, to: 0x2E)
    editor.copy(Span(3, 4))
    let edited = editor.finish()
    #expect(edited.string(Span(0, 3)) == "8.8")
    #expect(bytes(edited, 0, 1) == 0..<1)
    #expect(bytes(edited, 1, 2) == 2..<5)
    #expect(bytes(edited, 0, 3) == 0..<6)
  }

  @Test("full-width digits among Han make one run, mixed widths do not mislead")
  func compact() {
    let text = SourceText("到３月５日a５日")
    var editor = TextEditor(text)
    editor.copy(Span(0, 1))
    editor.fold(1, to: 0x33)
    editor.copy(Span(2, 3))
    editor.fold(3, to: 0x35)
    editor.copy(Span(4, 6))
    editor.fold(6, to: 0x35)
    editor.copy(Span(7, 8))
    let edited = editor.finish()
    #expect(edited.map.runs.count == 3)
    for unit in 0..<edited.count { #expect(bytes(edited, unit, unit + 1) == bytes(text, unit, unit + 1)) }
  }

  @Test("marks follow their place; in what was left out they stand behind it")
  func marks() {
    var editor = TextEditor(SourceText("abcdefghij"), marks: [0, 2, 4, 5, 8, 10])
    editor.copy(Span(0, 3))
    editor.replace(Span(3, 6), with: "X".utf16)
    editor.copy(Span(6, 7))
    editor.copy(Span(9, 10))
    let done = editor.finishWithMarks()
    #expect(done.text.string(Span(0, done.text.count)) == "abcXgj")
    #expect(done.marks == [0, 2, 4, 4, 5, 6])
  }

  @Test("a mark on a copied character stays on it", arguments: 0..<40)
  func randomMarks(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 1000)
    let source = randomText(&generator, length: 40)
    let text = SourceText(source)
    let marks = Array(stride(from: 0, through: text.count, by: 3))
    let done = randomEdit(text, PlainText(source), &generator, marks: marks)
    #expect(done.marks.count == marks.count)
    #expect(zip(done.marks, done.marks.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(done.marks.allSatisfy { $0 <= done.text.count })
  }

  @Test("inserted units have no source, a span over them has its neighbours'")
  func inserted() {
    var editor = TextEditor(SourceText("中国"))
    editor.copy(Span(0, 1))
    editor.replace(Span(1, 1), with: "\n".utf16)
    editor.copy(Span(1, 2))
    let edited = editor.finish()
    #expect(edited.string(Span(0, 3)) == "中\n国")
    #expect(edited.sourceRange(Span(1, 2)) == nil)
    #expect(bytes(edited, 0, 2) == 0..<3)
    #expect(bytes(edited, 1, 3) == 3..<6)
    #expect(bytes(edited, 2, 3) == 3..<6)
  }

  @Test("a byte order mark shifts the source, a lone surrogate becomes U+FFFD")
  func sources() {
    #expect(bytes(SourceText(source: Array("中".utf16), byteOffset: 3), 0, 1) == 3..<6)
    let text = SourceText(source: [0x41, 0xD840, 0x42, 0xDC00, 0xD842, 0xDFB7, 0xD800])
    #expect(text.units == [0x41, 0xFFFD, 0x42, 0xFFFD, 0xD842, 0xDFB7, 0xFFFD])
    #expect(bytes(text, 4, 6) == 8..<12)
    #expect(SourceText(source: []).codePointOffset(0).value == 0)
  }

  private func bytes(_ text: SourceText, _ start: Int, _ end: Int) -> Range<Int>? {
    text.sourceRange(Span(start, end)).map { $0.lowerBound.value..<$0.upperBound.value }
  }
}
