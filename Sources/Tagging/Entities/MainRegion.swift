import Records
import Text

/// The place that a document is mainly about, where nothing but its text says so: one that the title or the first
/// paragraph names, and that most of the other places lie in or hold.
struct MainRegion {
  /// A place with a code of six digits where it stands; words that stand for one (全市) are none.
  struct Mention {
    var code: Int
    var span: Span
    /// 贵州, not 贵州省: may be a part of another name.
    var isShort = false
  }

  private let mentions: [Mention]
  private var counts: [Int: Int] = [:]

  /// A text that names more places than this speaks of no single one; also bounds the work.
  private static let most = 128
  private static let country = 100_000

  init(_ mentions: some Sequence<Mention>) {
    self.mentions = mentions.filter { $0.code != Self.country && (100_000..<1_000_000).contains($0.code) }
    for mention in self.mentions { counts[mention.code, default: 0] += 1 }
  }

  /// By the entities of a document.
  init(_ entities: [Entity]) {
    self.init(
      entities.lazy.filter { $0.type == .region && !$0.isAnaphor }.compactMap { entity in
        entity.code.flatMap { Int($0) }.map {
          Mention(code: $0, span: entity.span, isShort: entity.span.count < entity.name.utf16.count)
        }
      })
  }

  /// The code of that place; nil where the text speaks of several.
  func code(_ blocks: [Block]) -> Int? {
    guard !mentions.isEmpty, counts.count <= Self.most else { return nil }
    let title = blocks.first { $0.kind == .title }
    let lead = blocks.first { $0.kind == .paragraph }
    let fit = counts.filter { code, count in
      guard
        count > 1 && (isNamed(code, in: title) || isNamed(code, in: lead)) || !isShort(code) && isNamed(code, in: title)
      else { return false }
      let above = counts.reduce(0) { $0 + (isWithin(code, $1.key) && $1.key != code ? $1.value : 0) }
      let below = counts.reduce(0) { $0 + (isWithin($1.key, code) && $1.key != code ? $1.value : 0) }
      return (count + above + below) * 5 >= mentions.count * 3 && count >= above
    }
    // The narrowest; of two side by side none.
    guard let first = fit.keys.max(by: { (depth($0), $0) < (depth($1), $1) }) else { return nil }
    return fit.keys.allSatisfy { isWithin(first, $0) } ? first : nil
  }

  private func isShort(_ code: Int) -> Bool { mentions.allSatisfy { $0.code != code || $0.isShort } }

  private func isNamed(_ code: Int, in block: Block?) -> Bool {
    block.map { block in mentions.contains { $0.code == code && block.span.contains($0.span) } } ?? false
  }

  private func depth(_ code: Int) -> Int { code % 10_000 == 0 ? 1 : code % 100 == 0 ? 2 : 3 }

  /// By the form of the codes: a county in its prefecture, both in their province.
  private func isWithin(_ code: Int, _ whole: Int) -> Bool {
    switch depth(whole) {
    case 1: code / 10_000 == whole / 10_000
    case 2: code / 100 == whole / 100
    default: code == whole
    }
  }
}
