import Rules

/// Scores a file of records against a file of gold annotations.
public enum GoldRun {
  /// `names` says which gold document the records of a document are of, where their names do not tell. `root` is where
  /// the `file` of a gold document begins; else the folder above that of the gold file.
  public static func score(
    gold path: String, records: String, names: [String: String] = [:], root: String? = nil
  ) throws -> (score: GoldScore, warnings: [String]) {
    let gold = try GoldDocument.read(path, root: root)
    for wanted in names.values where !gold.contains(where: { $0.names.contains(wanted) }) {
      throw InputError(
        place: path, reason: "no gold document `\(wanted)`; \(suggestion(wanted, gold.map(\.id)))")
    }
    var warnings: [String] = []
    let shared = try share(gold, try read(records), names, records, &warnings)
    return (GoldScore(gold, shared), warnings)
  }

  /// Records by the document that they are of, in the order of the file.
  private static func read(_ path: String) throws -> (order: [String], records: [String: [GoldRecord]]) {
    let file = try RecordFile(path: path)
    var (order, out): ([String], [String: [GoldRecord]]) = ([], [:])
    var group = RecordGroup()
    while try file.next(&group) {
      if out[group.id] == nil {
        order.append(group.id)
        out[group.id] = []
      }
      for line in group.lines where [.observation, .entity, .quantity].contains(line.type) {
        for name: StaticString in ["source_start", "source_end"] where group.raw(line, name) == nil {
          throw InputError(place: "\(path):\(line.number)", reason: "\(line.type.rawValue) without `\(name)`")
        }
        guard let value = try? JSONValue(line: Array(group.bytes[line.range])) else { continue }
        out[group.id]?.append(GoldRecord(type: line.type.rawValue, line: line.number, said: value.members))
      }
    }
    return (order, out)
  }

  /// Gold document → the records for it. What `names` says beats an equal id, and that beats a base name.
  private static func share(
    _ gold: [GoldDocument], _ read: (order: [String], records: [String: [GoldRecord]]), _ names: [String: String],
    _ path: String, _ warnings: inout [String]
  ) throws -> [String: [GoldRecord]] {
    var (out, taken): ([String: [GoldRecord]], Set<String>) = ([:], [])
    for document in gold {
      var claims: [Int: [String]] = [:]
      for name in read.order {
        let strength: Int
        if let wanted = names[name] {
          strength = document.names.contains(wanted) ? 3 : 0
        } else if name == document.id {
          strength = 2
        } else {
          strength = document.names.isDisjoint(with: GoldDocument.callings(name)) ? 0 : 1
        }
        if strength > 0 { claims[strength, default: []].append(name) }
      }
      guard let best = claims.keys.max(), let list = claims[best] else {
        warnings.append("no record of `\(document.id)`: all of it counts as missed")
        continue
      }
      guard list.count == 1 else {
        throw InputError(
          place: path,
          reason:
            "`\(document.id)` could be any of \(list.sorted().joined(separator: ", ")); --map RECORD_DOC=GOLD_DOC says which"
        )
      }
      out[document.id] = read.records[list[0]]
      taken.insert(list[0])
    }
    if out.isEmpty {
      let seen = read.order.prefix(5).joined(separator: ", ")
      throw InputError(
        place: path,
        reason:
          "no record is of a gold document (\(gold.prefix(5).map(\.id).joined(separator: ", "))); those there are of: "
          + (seen.isEmpty ? "none at all" : seen) + "; --map RECORD_DOC=GOLD_DOC pairs them")
    }
    let others = read.order.count { !taken.contains($0) }
    if others > 0 { warnings.append("records of \(others) documents that gold does not have are left out") }
    return out
  }
}
