import Records
import Rules
import Text

/// A word that joins two periods, or opens or closes one: 至, 以来, 截至.
struct PeriodLink: Sendable {
  var row: RowID
  var kind: Kind

  enum Kind: String, CaseIterable, Sendable {
    /// Between the pieces of one period (的).
    case join
    /// From one period to another.
    case range
    /// The same, where the word alone does not say so: it needs a word behind (三月和九月之间).
    case between
    case within
    /// From its start on: 以来.
    case since
    /// From its start on: 起, 及以后.
    case from
    /// From its end on: 之后.
    case after
    /// Until its start: 以前.
    case before
    /// Until its end: 及以前, and 前 behind a word for an end (年底前).
    case until
    /// Behind a festival, outside the span: it is at hand (春节期间).
    case during
    /// From its start until now: 至今.
    case toNow = "to_now"
    /// In front of it: until its end (截至).
    case asOf = "as_of"
    /// In front of it, outside the span: from its start on, where nothing closes it (自从).
    case open
    /// In front of it: none of these, though it ends like one (来自).
    case noFront = "no_front"
    /// In front of it: what another period is compared with (比).
    case comparison
    /// Behind it, outside the span: what another period is compared with (是2010年的2.2倍).
    case compared
    /// None of these, though it looks like one: 前后, 后来.
    case stop
  }

  static let columns: [TableSchema.Column] = [
    .init("pattern", required: true), .init("link", required: true, values: Kind.allCases.map(\.rawValue)),
  ]
}

/// The links of the table, each sort where it is looked for.
struct PeriodLinks: Sendable {
  let all: [PeriodLink]
  let joiners: PeriodTrie
  /// Behind a period.
  private let behind: PeriodTrie
  /// In front of one: the texts, the longest first.
  private let before: [(text: [UInt16], link: Int)]

  init(_ rows: [Row], fold: [UInt16]) throws {
    var joiners: [(pattern: PeriodPattern, owner: Int)] = []
    var behind: [(pattern: PeriodPattern, owner: Int)] = []
    var before: [(text: [UInt16], link: Int)] = []
    var all: [PeriodLink] = []
    for row in rows {
      let pattern = try PeriodPattern(row)
      let link = PeriodLink(row: row.rowID, kind: .init(rawValue: row["link"]) ?? .stop)
      switch link.kind {
      case .join: joiners.append((pattern, all.count))
      case .asOf, .open, .noFront, .comparison:
        for flat in pattern.alternatives {
          before.append((flat.compactMap { if case .unit(let unit) = $0 { unit } else { nil } }, all.count))
        }
      default: behind.append((pattern, all.count))
      }
      all.append(link)
    }
    self.all = all
    self.joiners = PeriodTrie(joiners, fold: fold)
    self.behind = PeriodTrie(behind, fold: fold)
    self.before = before.sorted { $0.text.count > $1.text.count }
  }

  struct Found {
    var link: PeriodLink
    /// UTF-16 offset behind it.
    var end: Int
  }

  /// The longest link behind a period.
  func behind(_ text: UnsafeBufferPointer<UInt16>, at: Int) -> Found? {
    guard at < text.count, behind.canStart(text[at]) else { return nil }
    var matches: [PeriodTrie.Match] = []
    behind.matches(text, at: at, limit: text.count, into: &matches)
    guard let longest = matches.max(by: { ($0.end, -$0.owner) < ($1.end, -$1.owner) }) else { return nil }
    return Found(link: all[longest.owner], end: longest.end)
  }

  /// The link in front of a period, with where it begins.
  func inFront(_ text: UnsafeBufferPointer<UInt16>, of start: Int) -> (link: PeriodLink, start: Int)? {
    for (literal, link) in before where literal.count <= start {
      let from = start - literal.count
      if literal.indices.allSatisfy({ text[from + $0] == literal[$0] }) { return (all[link], from) }
    }
    return nil
  }
}
