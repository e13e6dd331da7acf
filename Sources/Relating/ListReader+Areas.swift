import Records
import Rules
import Text

/// Finds the areas that the numbers of a list are shared out over: 甲市、乙市生产总值分别为….
extension ListReader {
  /// The regions of a list that opens the sentence: 甲、乙、丙为主要伙伴,进出口分别为….
  func openingRegions(_ tokens: [PatternToken], _ symbols: RelationSymbols) -> [Int] {
    var out: [Int] = []
    for at in tokens.indices {
      if tokens[at].symbol == symbols.region {
        out.append(at)
      } else if out.isEmpty ? isOfName(tokens[at], symbols) : !isJoint(tokens[at], symbols) {
        break
      }
    }
    return out
  }

  private func isOfName(_ token: PatternToken, _ symbols: RelationSymbols) -> Bool {
    token.symbol == symbols.text || token.symbol == symbols.indicator || token.symbol == symbols.entity
      || token.symbol == symbols.quantity
  }

  /// 、 or 和
  private func isJoint(_ token: PatternToken, _ symbols: RelationSymbols) -> Bool {
    token.symbol == symbols.sep || token.symbol == symbols.text && token.span.count == 1
  }

  /// The regions of a list at the head of a name, as tokens.
  func regions(of finding: SentenceRelater.Finding, _ tokens: [PatternToken], _ relater: Relater) -> [Int] {
    guard let slot = relater.rules[finding.rule].head, let range = finding.match[slot] else { return [] }
    let symbols = relater.symbols
    var out: [Int] = []
    for at in range {
      if tokens[at].symbol == symbols.region {
        out.append(at)
      } else if !isJoint(tokens[at], symbols) {
        break
      }
    }
    return out
  }
}
