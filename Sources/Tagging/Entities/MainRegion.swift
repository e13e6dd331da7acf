import Records
import Text

/// The place that a document is mainly about, where nothing but its text says so: one that the title or the first
/// paragraph names, and that most of the other places lie in or hold.
enum MainRegion {
  /// The code of that place; nil where the text speaks of several.
  static func code(_ entities: [Entity], _ blocks: [Block]) -> String? {
    var counts: [String: Int] = [:]
    var total = 0
    for entity in entities where entity.type == .region {
      guard let code = entity.code, code.utf8.count == 6, code != country else { continue }
      counts[code, default: 0] += 1
      total += 1
    }
    guard total > 0 else { return nil }
    let title = blocks.first { $0.kind == .title }
    let lead = blocks.first { $0.kind == .paragraph }
    func isNamed(_ code: String, in block: Block?) -> Bool {
      block.map { block in entities.contains { $0.code == code && block.span.contains($0.span) } } ?? false
    }
    let fit = counts.filter { code, count in
      let above = counts.reduce(0) { $0 + (isWithin(code, $1.key) && $1.key != code ? $1.value : 0) }
      let below = counts.reduce(0) { $0 + (isWithin($1.key, code) && $1.key != code ? $1.value : 0) }
      let isInTitle = isNamed(code, in: title)
      return (isInTitle || count > 1 && isNamed(code, in: lead)) && (count + above + below) * 5 >= total * 3
        && count >= above
    }
    // The narrowest; of two side by side none.
    guard let first = fit.keys.max(by: { depth($0) < depth($1) }) else { return nil }
    return fit.keys.allSatisfy { isWithin(first, $0) } ? first : nil
  }

  private static let country = "100000"

  private static func depth(_ code: String) -> Int { code.hasSuffix("0000") ? 1 : code.hasSuffix("00") ? 2 : 3 }

  /// By the form of the codes: a county in its prefecture, both in their province.
  private static func isWithin(_ code: String, _ whole: String) -> Bool {
    code.utf8.starts(with: whole.utf8.prefix(depth(whole) * 2))
  }
}
