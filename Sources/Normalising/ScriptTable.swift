import Records
import Rules
import Text

/// Tells Traditional from Simplified Chinese by characters that stand in one of them only.
struct ScriptTable: Sendable {
  static let schema = TableSchema(
    kind: "scripts",
    columns: [
      .init("language", required: true, values: ["zh-Hans", "zh-Hant"]), .init("characters", required: true),
    ])

  /// Characters that tell, after which a text is decided.
  private static let enough = 1000
  private var languages = [UInt8](repeating: 0, count: 65536)

  init(_ tables: TableSet) {
    for row in tables.rows(of: Self.schema.kind) {
      let language: UInt8 = row["language"] == "zh-Hant" ? 2 : 1
      for unit in row["characters"].utf16 { languages[Int(unit)] = language }
    }
  }

  /// `zh-Hans` or `zh-Hant`, whichever has more characters of its own; nil where neither has any.
  func language(of text: UnsafeBufferPointer<UInt16>) -> String? {
    languages.withUnsafeBufferPointer { languages in
      var counts = (simplified: 0, traditional: 0)
      for unit in text {
        let language = languages[Int(unit)]
        counts.simplified += Int(language & 1)
        counts.traditional += Int(language >> 1)
        if counts.simplified + counts.traditional >= Self.enough { break }
      }
      if counts.simplified == 0, counts.traditional == 0 { return nil }
      return counts.traditional > counts.simplified ? "zh-Hant" : "zh-Hans"
    }
  }
}
