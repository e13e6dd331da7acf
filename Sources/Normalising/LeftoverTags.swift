import Records
import Rules
import Text

/// Tags that were left in a text: `<br>` is a new line, `<b>` is nothing.
struct LeftoverTags: Sendable {
  static let schema = TableSchema(
    kind: "leftover_tags",
    columns: [
      .init("name", required: true), .init("leaves", values: ["newline", "space"]), .init("in"), .init("out"),
      .init("stays"),
    ])

  /// A tag that is longer is none.
  private static let reach = 400
  private var leaves: [UInt64: UInt16] = [:]

  init(_ tables: TableSet) throws(Diagnostic) {
    for row in tables.rows(of: Self.schema.kind) {
      guard let name = ShortName(row["name"]) else {
        throw row.fault(
          "name", "more than eight letters or digits", mend: "longer names are not looked for: leave it out")
      }
      leaves[name.key] = row["leaves"] == "newline" ? 0x0A : row["leaves"] == "space" ? 0x20 : 0
    }
  }

  /// The tag that begins at `<`: where it ends, and the unit that it leaves, 0 for none.
  func match(_ text: UnsafeBufferPointer<UInt16>, at start: Int) -> (end: Int, leaves: UInt16)? {
    let isEnd = start + 1 < text.count && text[start + 1] == 0x2F
    guard let name = ShortName(text, start + (isEnd ? 2 : 1), foldingCase: true), let unit = leaves[name.key] else {
      return nil
    }
    var at = name.end
    var hasAttribute = false
    var hasLetters = false
    while at < text.count, at - start < Self.reach, text[at] != 0x3E {
      guard text[at] != 0x3C else { return nil }
      if text[at] == 0x3D { hasAttribute = true } else if text[at] > 0x20, text[at] != 0x2F { hasLetters = true }
      at += 1
    }
    // `a<b and c>d` has no attribute; behind a name comes a space, a slash or the end.
    guard at < text.count, text[at] == 0x3E, hasAttribute || !hasLetters,
      text[name.end] <= 0x20 || text[name.end] == 0x2F || text[name.end] == 0x3E
    else { return nil }
    return (at + 1, unit)
  }
}
