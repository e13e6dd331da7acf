import Text

/// A text being revised in one pass from start to end. What is not touched is copied in long stretches, and a pass that
/// touches nothing costs nothing: the editor is made at the first edit.
struct Revision {
  private let base: SourceText
  private let marks: [Int]
  private var editor: TextEditor?
  /// The place of the base up to which the new text is made.
  private(set) var done = 0

  init(_ base: SourceText, marks: [Int]) {
    self.base = base
    self.marks = marks
  }

  /// Puts one unit in the place of another.
  mutating func fold(_ unit: Int, to replacement: UInt16) {
    advance(to: unit)
    editor?.fold(unit, to: replacement)
    done = unit + 1
  }

  mutating func remove(_ span: Span) {
    advance(to: span.start)
    done = span.end
  }

  mutating func replace(_ span: Span, with units: some Collection<UInt16>) {
    advance(to: span.start)
    editor?.replace(span, with: units)
    done = span.end
  }

  private mutating func advance(to unit: Int) {
    if editor == nil { editor = TextEditor(base, marks: marks) }
    editor?.copy(Span(done, unit))
  }

  /// The new text and where the marks stand in it; nil where nothing was touched.
  consuming func finish() -> (text: SourceText, marks: [Int])? {
    guard var editor else { return nil }
    editor.copy(Span(done, base.count))
    return editor.finishWithMarks()
  }
}
