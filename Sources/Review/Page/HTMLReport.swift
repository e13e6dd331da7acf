import Emitting

/// A comparison as one page that needs nothing beside itself: for reading in a browser and for keeping beside a build.
///
/// Written while the comparison runs: one block of data for each document that differs, which the page reads only when it
/// is looked at, and an index at the end.
public struct HTMLReport: DiffReport {
  private var summary = DiffSummary(samples: 0)
  private let write: ([UInt8]) throws -> Void
  private var documents: [String] = []
  private var index: [Entry] = []
  /// Differences that are only counted, because a page cannot hold them all.
  private var more = 0
  private var rules = Names()
  private var fields = Names()

  /// How many differences a page holds.
  public static let limit = 50_000

  private struct Entry {
    var head: String
    var rules: [Int]
    var fields: [Int]
  }

  /// Names by the order in which they came.
  private struct Names {
    var list: [String] = []
    var places: [String: Int] = [:]

    mutating func place(_ name: String) -> Int {
      if let known = places[name] { return known }
      places[name] = list.count
      list.append(name)
      return list.count - 1
    }
  }

  /// `write` takes the page piece by piece.
  public init(write: @escaping ([UInt8]) throws -> Void) throws {
    self.write = write
    try write(Array(HTMLPage.head.utf8))
  }

  public var hasDifferences: Bool { summary.hasDifferences }

  public mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup) { summary.addSame(lines, of: group) }

  public mutating func add(
    document: String, _ differences: [Difference], old: RecordGroup?, new: RecordGroup?
  ) throws {
    summary.add(document: document, differences)
    guard !differences.isEmpty else { return }
    guard index.count + differences.count <= Self.limit else {
      more += differences.count
      return
    }
    let at = documents.count
    documents.append(document)
    let (was, text) = (old.flatMap(Self.text), new.flatMap(Self.text))
    var spans: [String] = []
    for line in new?.lines ?? [] where line.type != .document {
      spans.append("[\(line.span.lowerBound),\(line.span.upperBound)]")
    }
    let list = differences.map(Self.json)
    try block(
      "d\(at)",
      #"{"at":\#(at),"text":\#(JSONText.quoted(text ?? was)),"was":\#(was == text ? "null" : JSONText.quoted(was)),"#
        + #""spans":[\#(spans.joined(separator: ","))],"differences":[\#(list.joined(separator: ","))]}"#)
    for (place, it) in differences.enumerated() {
      let exact = (it.new ?? it.old)?.exact ?? ""
      index.append(
        Entry(
          head:
            #"\#(at),\#(place),"\#(it.id)","\#(it.kind.rawValue)","\#(it.type.rawValue)",\#(JSONText.quoted(exact))"#,
          rules: it.rules.map { rules.place($0) },
          fields: it.fields.map { fields.place("\(it.type.rawValue).\($0.name)") }))
    }
  }

  private static func text(_ group: RecordGroup) -> String? {
    group.lines.first { $0.type == .document }.flatMap { group.text($0, "text") }
  }

  private static func json(_ it: Difference) -> String {
    let fields = it.fields.map { "[\(JSONText.quoted($0.name)),\(JSONText.quoted($0.old)),\(JSONText.quoted($0.new))]" }
    var out = #"{"record":\#(JSONText.quoted(it.recordID)),"rules":\#(JSONText.list(it.rules)),"#
    out += #""fields":[\#(fields.joined(separator: ","))],"old":\#(json(it.old)),"new":\#(json(it.new))"#
    if it.kind == .lost || it.kind == .new, it.type != .document, let side = it.new ?? it.old {
      let says = RecordFields(line: side.line).list.filter { !unsaid.contains($0.name) && $0.value != "null" }
        .map { "[\(JSONText.quoted($0.name)),\(JSONText.quoted($0.value))]" }
      out += #","says":[\#(says.joined(separator: ","))]"#
    }
    return out + "}"
  }

  private static let unsaid: Set<String> = [
    "record", "doc", "id", "exact", "start", "end", "source_start", "source_end", "sentence_start", "sentence_end",
    "spans",
  ]

  private static func json(_ side: Difference.Side?) -> String {
    guard let side else { return "null" }
    let roles = side.roles.map { "[\(JSONText.quoted($0.name)),\($0.span.lowerBound),\($0.span.upperBound)]" }
    return #"{"span":[\#(side.span.lowerBound),\#(side.span.upperBound)],"#
      + #""sentence":[\#(side.sentenceSpan.lowerBound),\#(side.sentenceSpan.upperBound)],"#
      + #""roles":[\#(roles.joined(separator: ","))]}"#
  }

  /// Writes the rest of the page.
  public mutating func finish() throws {
    // Rules and fields by their rank, so that the likeliest cause is the first of each list.
    let byRule = summary.byRule().filter { rules.places[$0.name] != nil }
    let byField = summary.byField().filter { fields.places[$0.name] != nil }
    let ruleRanks = Self.ranks(rules, byRule.map(\.name))
    let fieldRanks = Self.ranks(fields, byField.map(\.name))
    let entries = index.map { entry in
      let (rules, fields) = (entry.rules.map { "\(ruleRanks[$0])" }, entry.fields.map { "\(fieldRanks[$0])" })
      return "[\(entry.head),[\(rules.joined(separator: ","))],[\(fields.joined(separator: ","))]]"
    }
    let counts = summary.total
    let ruleList = byRule.map { "[\(JSONText.quoted($0.name)),\($0.counts.differences),\($0.records)]" }
    let fieldList = byField.map { "[\(JSONText.quoted($0.name)),\($0.counts.count)]" }
    try block(
      "index",
      #"{"counts":[\#(counts.changed),\#(counts.lost),\#(counts.new),\#(counts.moved)],"same":\#(summary.same),"#
        + #""more":\#(more),"documents":\#(JSONText.list(documents)),"rules":[\#(ruleList.joined(separator: ","))],"#
        + #""fields":[\#(fieldList.joined(separator: ","))],"differences":[\#(entries.joined(separator: ","))]}"#)
    try write(Array(HTMLPage.foot.utf8))
  }

  private static func ranks(_ names: Names, _ ranked: [String]) -> [Int] {
    let places = Dictionary(ranked.enumerated().map { ($1, $0) }) { a, _ in a }
    return names.list.map { places[$0] ?? 0 }
  }

  /// A block of data that no browser takes for markup: in JSON, `<` can be written as an escape.
  private func block(_ id: String, _ json: String) throws {
    var out = Array(#"<script type="application/json" id="\#(id)">"#.utf8)
    out.reserveCapacity(json.utf8.count + 64)
    for byte in json.utf8 {
      if byte == 0x3C { out += Array("\\u003c".utf8) } else { out.append(byte) }
    }
    try write(out + Array("</script>\n".utf8))
  }
}
