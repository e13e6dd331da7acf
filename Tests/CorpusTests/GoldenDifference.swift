import Foundation

/// What changed between golden records and those of now, told by record and field.
struct GoldenDifference: CustomStringConvertible {
  let description: String

  private static let limit = 40

  init(golden: String, now: String) {
    let (before, after) = (Self.records(golden), Self.records(now))
    let (old, new) = (Dictionary(before) { a, _ in a }, Dictionary(after) { a, _ in a })
    var lines: [String] = []
    for (id, fields) in before where new[id] == nil { lines.append("- \(id)  \(Self.brief(fields))") }
    for (id, fields) in after {
      guard let was = old[id] else {
        lines.append("+ \(id)  \(Self.brief(fields))")
        continue
      }
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) where was[name] != value {
        lines.append("  \(id)  \(name): \(was[name] ?? "(none)") → \(value)")
      }
    }
    if lines.isEmpty { lines.append("  the same records in other bytes: order of lines or keys, or spaces") }
    if lines.count > Self.limit { lines = lines.prefix(Self.limit) + ["  … and \(lines.count - Self.limit) more"] }
    description = lines.joined(separator: "\n")
  }

  /// Each record's fields as JSON, under its type and id.
  private static func records(_ text: String) -> [(String, [String: String])] {
    text.split(separator: "\n").map { line in
      let object = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
      let type = (object["record"] as? String)?.split(separator: "/").first ?? "?"
      return ("\(type) \(object["id"] as? String ?? "?")", object.mapValues(shown))
    }
  }

  /// A field as it reads in a message; members of lists in one order, so that only a change shows.
  private static func shown(_ value: Any) -> String {
    guard let list = value as? [[String: Any]] else { return "\(value)" }
    return list.map { members in members.keys.sorted().map { "\($0) \(members[$0] ?? "")" }.joined(separator: " ") }
      .joined(separator: ", ")
  }

  private static func brief(_ fields: [String: String]) -> String {
    ["exact", "indicator_name", "name", "measure", "value", "rule"].compactMap { fields[$0] }.joined(separator: " | ")
  }
}
