/// A score as people and programs read it.
extension GoldScore {
  public func text(withMisses: Bool) -> String {
    let figures = Self.figures.filter { tallies[$0] != nil }
    var out = TextTable(
      [["", "P", "R", "F1", "right", "gold", "found"]]
        + figures.map { [$0] + (tallies[$0] ?? Tally()).cells }
        + types.sorted { $0.key < $1.key }.map { ["  \($0.key)"] + $0.value.cells }
    ).description
    let keys = (GoldComparison.tuple + GoldComparison.apart + GoldComparison.extra).filter { fields[$0] != nil }
    if !keys.isEmpty {
      let rows = keys.map { key in
        let it = fields[key] ?? FieldTally()
        return [
          (GoldComparison.tuple.contains(key) ? "" : "  ") + key, "\(it.right)", "\(it.of)",
          Self.share(it.right, it.of),
          "\(it.statedRight)", "\(it.stated)", Self.share(it.statedRight, it.stated),
        ]
      }
      out +=
        "\n"
        + TextTable([["field, of those paired", "right", "of", "share", "where gold says", "of", "share"]] + rows)
        .description
    }
    if !entityFields.isEmpty {
      let rows = entityFields.sorted { $0.key < $1.key }.map {
        [$0.key, "\($0.value.right)", "\($0.value.of)", Self.share($0.value.right, $0.value.of)]
      }
      out += "\n" + TextTable([["entity field", "right", "of", "share"]] + rows).description
    }
    out +=
      "\nnone: \(none.values.reduce(0, +)) violations: \(none["quantity"] ?? 0) quantities, "
      + "\(none["observation"] ?? 0) observations\n"
    if let gold = hard["gold"] { out += "hard: \(hard["found"] ?? 0) of \(gold) found, \(hard["tuple"] ?? 0) right\n" }
    if let gold = hard["entity gold"] { out += "hard entities: \(hard["entity found"] ?? 0) of \(gold) right\n" }
    if unplaced > 0 {
      out += "unplaced: \(unplaced) records without a place in the source; false where the whole text is annotated\n"
    }
    return withMisses ? out + "\n" + missesText : out
  }

  private var missesText: String {
    misses.map {
      "\($0.document):\($0.span.lowerBound)-\($0.span.upperBound)  \($0.what)  \($0.exact)  [\($0.context)]  \($0.said)\n"
        .split(separator: "\n").joined(separator: " ") + "\n"
    }.joined()
  }

  private static func share(_ right: Int, _ of: Int) -> String {
    of > 0 ? Tally.shown(Double(right) / Double(of)) : "–"
  }

  // MARK: JSON

  /// One object.
  public func json(withMisses: Bool) -> String {
    func number(_ right: Int, _ of: Int) -> String { of > 0 ? "\(Double(right) / Double(of))" : "null" }
    func object(_ members: [(String, String)]) -> String {
      "{" + members.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }
    func tallied(_ list: [String: Tally]) -> [(String, String)] {
      list.sorted { $0.key < $1.key }.map { ($0.key, "{\($0.value.json)}") }
    }
    let fields = fields.sorted { $0.key < $1.key }.map { key, it in
      (
        key,
        object([
          ("right", "\(it.right)"), ("of", "\(it.of)"), ("accuracy", number(it.right, it.of)),
          ("stated_right", "\(it.statedRight)"), ("stated", "\(it.stated)"),
          ("stated_accuracy", number(it.statedRight, it.stated)),
        ])
      )
    }
    let entityFields = entityFields.sorted { $0.key < $1.key }.map { key, it in
      (key, object([("right", "\(it.right)"), ("of", "\(it.of)"), ("accuracy", number(it.right, it.of))]))
    }
    let counts = { (list: [String: Int]) in list.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") } }
    var members = tallied(tallies)
    members += [
      ("fields", object(fields)),
      ("none", object([("violations", "\(none.values.reduce(0, +))")] + counts(none))),
      ("hard", object(counts(hard))), ("types", object(tallied(types))), ("entity_fields", object(entityFields)),
      ("unplaced", "\(unplaced)"),
      ("documents", object(documents.sorted { $0.key < $1.key }.map { ($0.key, object(tallied($0.value))) })),
    ]
    if withMisses {
      let list = misses.map { miss in
        object([
          ("doc", JSONText.quoted(miss.document)), ("what", JSONText.quoted(miss.what)),
          ("start", "\(miss.span.lowerBound)"), ("end", "\(miss.span.upperBound)"),
          ("exact", JSONText.quoted(miss.exact)), ("said", JSONText.quoted(miss.said)),
          ("context", JSONText.quoted(miss.context)),
        ])
      }
      members.append(("misses", "[\(list.joined(separator: ","))]"))
    }
    return object(members) + "\n"
  }
}
