import Markup
import Records
import Text

/// Writes the blocks of a page as lines of a text, with white space folded as browsers do.
struct PageWriter {
  private let base: SourceText
  private let tree: PageTree
  private var editor: TextEditor
  private var blocks: [Block] = []
  /// The last place of the base that was looked at, in bytes of UTF-8 and in units.
  private var byte = 0
  private var unit = 0
  /// White space that was met, in units of the base: it is written before the next character of its block.
  private var space: Span?
  private var isSpaceOfMarkup = false
  /// Where the last block ended, in units of the base.
  private var lastEnd = 0
  private var lastUnit: UInt16 = 0
  /// The element of the block that was written last.
  private var lastElement = -1
  private(set) var title: String?

  init(_ base: SourceText, _ tree: PageTree) {
    self.base = base
    self.tree = tree
    editor = TextEditor(base)
  }

  mutating func finish() -> (SourceText, [Block]) { (editor.finish(), blocks) }

  mutating func write(_ block: PageLayout.PageBlock, as kind: Block.Kind) {
    var start: Int?
    space = nil
    if block.continues, block.element == lastElement, let last = blocks.popLast() { start = last.span.start }
    lastElement = block.element
    var text: [UInt16] = []
    for at in block.runs {
      let run = tree.runs[at]
      let span = Span(unit(ofByte: run.start), unit(ofByte: run.end))
      guard span.start >= lastEnd else { continue }
      if let replacement = run.replacement {
        write(replacement, for: span, &start, &text)
      } else {
        copy(span, &start, &text)
      }
    }
    guard let start else { return }
    blocks.append(Block(span: Span(start, editor.position), kind: kind, level: block.level, cell: block.cell))
    if title == nil, kind == .title || kind == .heading && block.level == 1 {
      title = String(decoding: text, as: UTF16.self)
    }
  }

  /// A stretch of the base, folding its white space. One pass over UTF-16 units.
  private mutating func copy(_ span: Span, _ start: inout Int?, _ text: inout [UInt16]) {
    var at = span.start
    while at < span.end {
      let from = at
      if Self.isSpace(base.units[at]) {
        while at < span.end, Self.isSpace(base.units[at]) { at += 1 }
        note(Span(from, at), isOfMarkup: base.units[from..<at].contains { $0 == 0x0A || $0 == 0x0D }, start)
        continue
      }
      while at < span.end, !Self.isSpace(base.units[at]) { at += 1 }
      begin(before: from, next: base.units[from], &start, &text)
      editor.copy(Span(from, at))
      text.append(contentsOf: base.units[from..<at])
      wrote(upTo: at, base.units[at - 1])
    }
  }

  private mutating func write(_ units: [UInt16], for span: Span, _ start: inout Int?, _ text: inout [UInt16]) {
    guard let first = units.first else { return }
    if units.allSatisfy(Self.isSpace) {
      return note(span, isOfMarkup: false, start)
    }
    begin(before: span.start, next: first, &start, &text)
    editor.replace(span, with: units)
    text += units
    wrote(upTo: span.end, units[units.count - 1])
  }

  /// White space inside a block.
  private mutating func note(_ span: Span, isOfMarkup: Bool, _ start: Int?) {
    guard start != nil else { return }
    isSpaceOfMarkup = isOfMarkup && (space == nil || isSpaceOfMarkup)
    space = space.map { Span($0.start, span.end) } ?? span
  }

  /// What goes before a character: a new line before a block, a space for white space in it.
  private mutating func begin(before at: Int, next: UInt16, _ start: inout Int?, _ text: inout [UInt16]) {
    if start == nil {
      if lastEnd == at, let last = blocks.popLast() {
        // Nothing in the source parts the two: they are one.
        start = last.span.start
      } else {
        if editor.position > 0 { editor.replace(Span(lastEnd, at), with: [0x0A]) }
        start = editor.position
      }
    } else if let space, !(isSpaceOfMarkup && isHan(lastUnit) && isHan(next)) {
      // Between two Han characters a new line in the markup is no space.
      editor.replace(space, with: [0x20])
      text.append(0x20)
    }
    space = nil
  }

  private mutating func wrote(upTo end: Int, _ unit: UInt16) {
    lastEnd = end
    lastUnit = unit
  }

  /// Goes on in the base to a byte of its UTF-8.
  private mutating func unit(ofByte wanted: Int) -> Int {
    if wanted < byte { (byte, unit) = (0, 0) }
    while byte < wanted, unit < base.count {
      byte += utf8Width(base.units[unit])
      unit += 1
    }
    return unit
  }

  private static func isSpace(_ unit: UInt16) -> Bool {
    unit == 0x20 || (0x09...0x0D).contains(unit) || unit == 0xA0 || unit == 0x3000
  }
}
