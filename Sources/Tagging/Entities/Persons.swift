import Records
import Rules
import Text

/// Persons, where a title stands before the name (阳曲县委书记李建国) or behind it (习近平总书记).
///
/// A name is a surname and one or two letters more, up to a mark or a word that cannot belong to it; without a title
/// nothing is taken for a name.
struct Persons: Sendable {
  static let schema = TableSchema(
    kind: "person_words",
    columns: [
      .init("class", required: true, values: Class.allCases.map(\.rawValue)), .init("text", required: true),
    ])

  enum Class: String, CaseIterable, Sendable {
    case surname
    /// Before a name.
    case title
    /// Before a name, but said of it only (记者, 村民): what stands before it is no part of it.
    case role
    /// Behind a name.
    case address
    /// What may follow a name.
    case after
    /// Letters that look like a name.
    case word
  }

  let literals: [Literal]
  /// By `RowID.value`: 1 a title, 2 a role, 3 an address.
  private let classes: [UInt8]
  private let singles: Set<UInt16>
  private let doubles: [[UInt16]]
  private let after: [UInt16: [[UInt16]]]
  private let words: Set<[UInt16]>

  static let titleLimit = 24

  init(tables: TableSet) {
    var literals: [Literal] = []
    var classes = [UInt8](repeating: 0, count: tables.rows.count)
    var singles: Set<UInt16> = []
    var doubles: [[UInt16]] = []
    var after: [UInt16: [[UInt16]]] = [:]
    var words: Set<[UInt16]> = []
    for row in tables.rows(of: Self.schema.kind) {
      let texts = row.words("text")
      switch Class(rawValue: row["class"]) {
      case .surname:
        singles.formUnion(texts.filter { $0.count == 1 }.map { $0[0] })
        doubles += texts.filter { $0.count > 1 }
      case .title, .role, .address:
        classes[Int(row.rowID.value)] = row["class"] == "title" ? 1 : row["class"] == "role" ? 2 : 3
        literals += texts.map { ($0, row.rowID, .everywhere) }
      case .after:
        for text in texts { after[text[0], default: []].append(text) }
      case .word, nil: words.formUnion(texts)
      }
    }
    self.literals = literals
    self.classes = classes
    self.singles = singles
    self.doubles = doubles
    self.after = after
    self.words = words
  }

  private struct Title {
    var span: Span
    var row: RowID
    var isRole: Bool
  }

  func find(_ scene: inout NameScene, _ hits: Hits) {
    var titles: [Title] = []
    // Where a title stands behind the name that it belongs to.
    var addressed: Set<Int> = []
    for hit in hits {
      let kind = classes[Int(hit.row.value)]
      guard kind != 0 else { continue }
      if kind == 3 {
        guard let draft = address(hit, scene) else { continue }
        scene.drafts.append(draft)
        addressed.insert(Int(hit.start))
        continue
      }
      let title = Title(span: hit.span, row: hit.row, isRole: kind == 2)
      // 副主任 and 主任 end together: the longer one holds the other.
      if let last = titles.last, last.span.contains(title.span) { continue }
      titles.append(title)
    }
    for at in titles.indices {
      guard var name = name(behind: titles[at].span.end, scene) else { continue }
      let held = collected(titles, at, addressed, scene)
      while true {
        var draft = EntityDraft(name, .person, titles[at].row)
        draft.titles = held
        scene.drafts.append(draft)
        // 记者A、B: what is said of one by his role is said of those listed with him.
        guard titles[at].isRole, name.end < scene.units.count, scene.units[name.end] == NameScene.listMark,
          let next = self.name(behind: name.end + 1, scene)
        else { break }
        name = next
      }
    }
  }

  // MARK: Names

  private func name(behind end: Int, _ scene: NameScene) -> Span? {
    let units = scene.units
    var start = end
    if start < units.count, units[start] == 0x20 { start += 1 }
    guard start + 1 < units.count, let surname = surname(at: start, scene) else { return nil }
    for given in [2, 1] {
      let nameEnd = start + surname + given
      guard nameEnd <= units.count else { continue }
      let span = Span(start, nameEnd)
      guard span.range.allSatisfy({ isHan(units[$0]) }), !scene.isBorder(nameEnd), isFollowed(nameEnd, scene),
        !words.contains(Array(units[span.range]))
      else { continue }
      return span
    }
    return nil
  }

  private func surname(at: Int, _ scene: NameScene) -> Int? {
    if scene.begins(doubles, at: at) { return 2 }
    return singles.contains(scene.units[at]) ? 1 : nil
  }

  /// A mark, the end, or a word that may follow a name stands here.
  private func isFollowed(_ at: Int, _ scene: NameScene) -> Bool {
    guard at < scene.units.count else { return true }
    let unit = scene.units[at]
    if !isHan(unit) { return true }
    return after[unit].map { scene.begins($0, at: at) } ?? false
  }

  /// 习近平 in 习近平总书记: two or three letters from a border on, the first a surname.
  private func address(_ hit: LiteralIndex.Hit, _ scene: NameScene) -> EntityDraft? {
    let end = Int(hit.start)
    for length in [3, 2, 4] where length <= end {
      let span = Span(end - length, end)
      guard let surname = surname(at: span.start, scene), (surname + 1...surname + 2).contains(length),
        span.range.allSatisfy({ isHan(scene.units[$0]) }), begins(span.start, scene),
        !words.contains(Array(scene.units[span.range]))
      else { continue }
      var draft = EntityDraft(span, .person, hit.row)
      draft.titles = [scene.text(hit.span)]
      return draft
    }
    return nil
  }

  /// A border, a mark or the start of the text.
  private func begins(_ at: Int, _ scene: NameScene) -> Bool {
    at == 0 || scene.isBorder(at) || !isHan(scene.units[at - 1])
  }

  // MARK: Titles

  /// The title before a name and those listed before it, in text order.
  private func collected(_ titles: [Title], _ last: Int, _ addressed: Set<Int>, _ scene: NameScene) -> [String] {
    var out: [String] = []
    var at = last
    while true {
      let title = titles[at]
      let start = title.isRole ? title.span.start : self.start(title, scene)
      out.append(scene.text(Span(start, title.span.end)))
      guard start > 0, scene.units[start - 1] == NameScene.listMark,
        let before = titles[..<at].lastIndex(where: { $0.span.end == start - 1 }),
        !addressed.contains(titles[before].span.start)
      else { break }
      at = before
    }
    return out.reversed()
  }

  /// Where a title begins with the body that it is of: 阳曲县委 in 阳曲县委书记.
  private func start(_ title: Title, _ scene: NameScene) -> Int {
    let reach = scene.reach(from: title.span.start, limit: Self.titleLimit)
    return reach.region ?? (reach.isUnbounded ? title.span.start : reach.start)
  }
}
