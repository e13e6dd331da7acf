import Records
import Rules
import Text

/// Shapes in which word filters leave a word: its letters in another order between marks, as in `*产党共**` for 共产党.
struct MaskTable: Sendable {
  static let schema = TableSchema(
    kind: "masks",
    columns: [
      .init("open", required: true), .init("close", required: true),
      .init("order", required: true, values: ["last_first", "as_is"]), .init("shortest", required: true),
      .init("longest", required: true), .init("in"), .init("out"), .init("stays"),
    ])

  private struct Mask: Sendable {
    var open: [UInt16]
    var close: [UInt16]
    var isLastFirst: Bool
    var lengths: ClosedRange<Int>
  }

  private var masks: [Mask] = []
  /// The first units of all opening marks.
  private(set) var starts: Set<UInt16> = []

  init(_ tables: TableSet) throws(Diagnostic) {
    for row in tables.rows(of: Self.schema.kind) {
      guard let shortest = try row.integer("shortest"), let longest = try row.integer("longest"), shortest >= 1,
        shortest <= longest
      else {
        throw row.fault("longest", "the longest is shorter than the shortest", mend: "both count characters, from 1")
      }
      let open = Array(row["open"].utf16)
      let isLastFirst = row["order"] == "last_first"
      masks.append(
        Mask(open: open, close: Array(row["close"].utf16), isLastFirst: isLastFirst, lengths: shortest...longest))
      starts.insert(open[0])
    }
  }

  /// The masked word that begins at a place, which lies behind `limit`: where it ends, and the word.
  func match(_ text: UnsafeBufferPointer<UInt16>, at start: Int, limit: Int) -> (end: Int, word: [UInt16])? {
    for mask in masks where begins(mask.open, text, start) {
      // A mark before the mark is emphasis (**重点**), unless it closed another word.
      if start > limit, text[start - 1] == mask.open[0] { continue }
      let inner = start + mask.open.count
      var at = inner
      var characters: [Int] = []
      while at < text.count, isHan(text[at]), characters.count <= mask.lengths.upperBound {
        characters.append(at)
        at += isLeadSurrogate(text[at]) ? 2 : 1
      }
      guard mask.lengths.contains(characters.count), let last = characters.last, begins(mask.close, text, at) else {
        continue
      }
      let word =
        mask.isLastFirst ? Array(text[last..<at]) + Array(text[inner..<last]) : Array(text[inner..<at])
      return (at + mask.close.count, word)
    }
    return nil
  }

  private func begins(_ mark: [UInt16], _ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool {
    at + mark.count <= text.count && mark.indices.allSatisfy { text[at + $0] == mark[$0] }
  }
}
