import Records
import Rules

/// What the tags, classes and `meta` names of pages mean, out of the tables of `decode`.
struct PageRules: Sendable {
  enum TagRole: String, CaseIterable, Sendable {
    /// Nothing in it is text of the article.
    case skip
    /// Its text is a paragraph, and what is around it is not part of it.
    case block
    case heading
    case listItem = "list_item"
    case tableCell = "table_cell"
    case caption
    /// A new line begins behind it.
    case `break`
    case link
    /// The title of the window, often with the name of the site behind it.
    case windowTitle = "window_title"
  }

  enum Field: String, CaseIterable, Sendable { case title, date, publisher, author, editor }

  static let schemas = [
    TableSchema(
      kind: "page_tags",
      columns: [
        .init("tag", required: true), .init("role", required: true, values: TagRole.allCases.map(\.rawValue)),
        .init("level"),
      ]),
    TableSchema(
      kind: "page_words", columns: [.init("word", required: true), .init("role", required: true, values: ["skip"])]),
    TableSchema(
      kind: "page_meta",
      columns: [.init("name", required: true), .init("field", required: true, values: Field.allCases.map(\.rawValue))]),
  ]

  private(set) var roles: [String: (role: TagRole, level: Int)] = [:]
  /// Words of a class or id that tell that an element is no part of the article.
  private(set) var skippedWords: Set<String> = []
  /// In the order of the table: the first that a page has is taken.
  private(set) var metas: [(name: String, field: Field)] = []

  init(tables: TableSet) throws {
    for row in tables.rows(of: "page_tags") {
      if let role = TagRole(rawValue: row["role"]) { roles[row["tag"]] = (role, try row.integer("level") ?? 0) }
    }
    for row in tables.rows(of: "page_words") { skippedWords.insert(row["word"]) }
    for row in tables.rows(of: "page_meta") {
      if let field = Field(rawValue: row["field"]) { metas.append((row["name"], field)) }
    }
  }

  /// Whether a class or id has a word of the table: `main-nav` and `site_nav` both have `nav`.
  func isSkipped(_ words: String) -> Bool {
    guard !words.isEmpty else { return false }
    return words.split { !$0.isLetter }.contains { skippedWords.contains(String($0)) }
  }
}
