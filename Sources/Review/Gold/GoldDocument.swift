import FoundationEssentials
import Records
import Rules

/// What a careful reader took from an article, or from a stretch of one.
struct GoldDocument: Sendable {
  let id: String
  let file: String?
  let source: GoldSource
  /// Code points that are annotated; outside, nothing counts.
  let reach: Range<Int>
  let observations: [GoldItem]
  /// nil where entities are not annotated.
  let entities: [GoldItem]?
  let none: [GoldItem]

  var isWhole: Bool { reach == 0..<source.scalars.count }

  /// What a record may call it.
  var names: Set<String> {
    guard let file else { return [id] }
    let parts = file.split(separator: "#", maxSplits: 1).map(String.init)
    return parts.count > 1 ? [id, parts[1]] : [id, Self.name(of: file), Self.stem(of: file)]
  }

  /// A record's document, as it may be known to gold.
  static func callings(_ document: String) -> Set<String> {
    let path = document.map { $0 == "\\" || $0 == "!" ? "/" : String($0) }.joined()
    let last = path.split(separator: "#", omittingEmptySubsequences: false).last.map(String.init) ?? path
    return [document, last, name(of: last), stem(of: last)]
  }

  private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  private static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.index(after: dot) != name.endIndex else {
      return name
    }
    return String(name[..<dot])
  }

  // MARK: Reading

  static func read(_ path: String, root: String?) throws -> [GoldDocument] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(place: path, reason: "cannot read the gold annotations")
    }
    let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    var texts = GoldTexts(root: root ?? "\(folder)/..")
    var out: [GoldDocument] = []
    for line in try GoldLines.read(path, Array(data)) {
      let place = "\(path):\(line.number)"
      let document = try GoldDocument(line.value, place, &texts)
      if out.contains(where: { $0.id == document.id }) {
        throw InputError(place: place, reason: "a second `\(document.id)`")
      }
      out.append(document)
    }
    if out.isEmpty { throw InputError(place: path, reason: "no gold document in it") }
    return out
  }

  private init(_ value: JSONValue, _ place: String, _ texts: inout GoldTexts) throws {
    guard let id = value["doc"]?.string else { throw InputError(place: place, reason: "no `doc`") }
    self.id = id
    file = value["file"]?.string
    if let text = value["text"]?.string {
      source = GoldSource(text)
    } else if let file {
      source = try texts.source(file, where: place)
    } else {
      throw InputError(place: place, reason: "neither `file` nor `text`")
    }
    let (from, to) = (value["from"]?.integer ?? 0, value["to"]?.integer ?? source.scalars.count)
    guard from >= 0, from <= to, to <= source.scalars.count else {
      throw InputError(place: place, reason: "`from` and `to` do not lie in the text")
    }
    reach = from..<to
    let (source, reach) = (source, reach)
    func items(_ kind: String) throws -> [GoldItem] {
      try (value[kind]?.list ?? []).map { try GoldItem($0, source, reach, "\(place): \(kind)") }
    }
    observations = try items("observations")
    entities = value["entities"] == nil ? nil : try items("entities")
    none = try items("none")
  }
}

/// One thing that gold says.
struct GoldItem: Sendable {
  let exact: String
  /// As written, in code points.
  let start: Int
  /// Without quotes and the like at the edges.
  let span: Range<Int>
  let said: [String: JSONValue]
  /// Other values that are right too: members, and their span where they say one.
  let accept: [(said: [String: JSONValue], span: Range<Int>?)]

  var isHard: Bool { said["hard"] == .bool(true) }
  var isOptional: Bool { said["optional"] == .bool(true) }
  /// A pair with it counts neither for nor against.
  var isAside: Bool { isHard || isOptional }

  static let numbers: Set<String> = ["value", "value_max", "min", "max", "rank"]

  init(_ value: JSONValue, _ source: GoldSource, _ reach: Range<Int>, _ place: String) throws {
    func span(of it: JSONValue) throws -> Range<Int> {
      guard let start = it["start"]?.integer, let end = it["end"]?.integer, start < end else {
        throw InputError(place: place, reason: "no `start` and `end`")
      }
      guard source.text(start..<end) == it["exact"]?.string else {
        throw InputError(
          place: place,
          reason: "the source has '\(source.text(start..<end) ?? "")' at \(start), not '\(it["exact"]?.string ?? "")'")
      }
      return start..<end
    }
    func check(_ it: JSONValue) throws {
      for key in Self.numbers where it[key] != nil && GoldValue.number(it[key]) == nil {
        throw InputError(place: place, reason: "\(key) of '\(value["exact"]?.string ?? "")' is no decimal")
      }
    }
    let whole = try span(of: value)
    guard reach.lowerBound <= whole.lowerBound, whole.upperBound <= reach.upperBound else {
      throw InputError(place: place, reason: "'\(value["exact"]?.string ?? "")' lies outside from–to")
    }
    try check(value)
    exact = value["exact"]?.string ?? ""
    start = whole.lowerBound
    self.span = source.trimmed(whole)
    said = value.members
    accept = try (value["accept"]?.list ?? []).map { other in
      try check(other)
      return (other.members, other["start"] == nil ? nil : source.trimmed(try span(of: other)))
    }
  }
}

/// Values as they are compared: numbers by value, names without white space and 的 and in one width.
enum GoldValue {
  static func number(_ value: JSONValue?) -> ExactDecimal? {
    switch value {
    case .text(let digits)?, .number(let digits)?: ExactDecimal(digits)
    default: nil
    }
  }
}
