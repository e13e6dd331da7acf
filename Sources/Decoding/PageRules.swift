import Records
import Rules

/// What the tags, classes, `meta` names, keys and set phrases of pages mean, out of the tables of `decode`.
struct PageRules: Sendable {
  enum TagRole: String, CaseIterable, Sendable {
    /// Nothing in it is text of the article.
    case skip
    /// A part of the page around the article, such as a menu.
    case chrome
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

  enum Field: String, CaseIterable, Sendable { case title, date, publisher, author, editor, site }

  enum WordRole: String, CaseIterable, Sendable { case skip, author, date }

  static let schemas = [
    TableSchema(
      kind: "page_tags",
      columns: [
        .init("tag", required: true), .init("role", required: true, values: TagRole.allCases.map(\.rawValue)),
        .init("level"),
      ]),
    TableSchema(
      kind: "page_words",
      columns: [
        .init("word", required: true), .init("role", required: true, values: WordRole.allCases.map(\.rawValue)),
      ]),
    TableSchema(
      kind: "page_meta",
      columns: [.init("name", required: true), .init("field", required: true, values: Field.allCases.map(\.rawValue))]),
    TableSchema(
      kind: "page_keys",
      columns: [
        .init("key", required: true), .init("field", required: true, values: ["date", "author"]),
        .init("place", required: true, values: ["data", "script"]),
      ]),
    TableSchema(
      kind: "page_lines",
      columns: [
        .init("text", required: true), .init("with"),
        .init("place", required: true, values: ["begin", "whole", "any"]),
        .init("role", required: true, values: LineRole.allCases.map(\.rawValue)),
      ]),
    TableSchema(kind: "page_site_names", columns: [.init("ending", required: true)]),
  ]

  private(set) var roles: [String: (role: TagRole, level: Int)] = [:]
  /// Words of a class or id that tell what an element is.
  private var words: [String: WordRole] = [:]
  /// In the order of the table: the first that a page has is taken.
  private(set) var metas: [(name: String, field: Field)] = []
  private(set) var keys: [PageKey] = []
  private(set) var lines: [PageLineRule] = []
  /// What the name of a site ends with, where a title has it behind a single hyphen.
  private(set) var siteEndings: [[UInt16]] = []

  init(tables: TableSet) throws {
    for row in tables.rows(of: "page_tags") {
      if let role = TagRole(rawValue: row["role"]) { roles[row["tag"]] = (role, try row.integer("level") ?? 0) }
    }
    for row in tables.rows(of: "page_words") { words[row["word"]] = WordRole(rawValue: row["role"]) }
    for row in tables.rows(of: "page_meta") {
      if let field = Field(rawValue: row["field"]) { metas.append((row["name"], field)) }
    }
    for row in tables.rows(of: "page_keys") {
      if let field = Field(rawValue: row["field"]) {
        keys.append(PageKey(name: Array(row["key"].utf8), field: field, isData: row["place"] == "data"))
      }
    }
    lines = tables.rows(of: "page_lines").compactMap(PageLineRule.init)
    siteEndings = tables.rows(of: "page_site_names").flatMap { $0.list("ending") }.map { Array($0.utf16) }
  }

  /// What the words of a class or id say, by their letters: `main-nav` and `site_nav` both have `nav`, and `media-user` has
  /// `mediauser`.
  func roles(ofWords text: String) -> Set<WordRole> {
    var out: Set<WordRole> = []
    for name in text.utf8.split(separator: 0x20) {
      var last: Substring.UTF8View?
      for part in name.split(whereSeparator: { $0 &- 0x61 >= 26 && $0 < 0x80 }) {
        if let role = words[String(Substring(part))] { out.insert(role) }
        if let last, let role = words[String(Substring(last)) + String(Substring(part))] { out.insert(role) }
        last = part
      }
    }
    return out
  }

  /// What a short line is; nil for what belongs to the article. `line` as `PageText.compact` gives it.
  func role(ofLine line: [UInt16]) -> LineRole? {
    guard !line.isEmpty, line.count <= PageLineRule.limit else { return nil }
    return lines.first { $0.matches(line) }?.role
  }
}

/// What a set phrase makes of the line in which it stands.
enum LineRole: String, CaseIterable, Sendable {
  /// It is no part of the article.
  case drop
  /// Neither is what follows, once there was an article before it.
  case end
  /// A mark beside the title or the author: 原创.
  case badge
}

/// A phrase by which a line is known that is no part of the article.
struct PageLineRule: Sendable {
  /// Units of such a line at most.
  static let limit = 160

  enum Place: String { case begin, whole, any }

  var phrases: [[UInt16]]
  /// One of these must stand in the line as well.
  var others: [[UInt16]]
  var place: Place
  var role: LineRole

  init?(_ row: Row) {
    guard let place = Place(rawValue: row["place"]), let role = LineRole(rawValue: row["role"]) else { return nil }
    phrases = row.list("text").map { Array($0.utf16) }
    others = row.list("with").map { Array($0.utf16) }
    self.place = place
    self.role = role
  }

  func matches(_ line: [UInt16]) -> Bool {
    let isThere = phrases.contains { phrase in
      switch place {
      case .begin: line.starts(with: phrase)
      case .whole: line == phrase
      case .any: PageText.contains(line, phrase)
      }
    }
    return isThere && (others.isEmpty || others.contains { PageText.contains(line, $0) })
  }
}
