import Records
import Rules
import Text

/// Names of industries: 现代服务业, 新型煤化工, 高端装备制造.
///
/// An industry is a run of terms with modifiers before and an ending behind (`高端` + `装备制造` + `业`). A bare term is one
/// only beside others in a list; some names need nothing (`服务业`), some always an ending (`钢铁` + `工业`).
struct Industries: Sendable {
  static let schema = TableSchema(
    kind: "industries",
    columns: [
      .init("class", required: true, values: Class.allCases.map(\.rawValue)), .init("text", required: true),
    ])

  enum Class: String, CaseIterable, Sendable {
    /// Stands alone.
    case name
    /// Stands in a list of industries, or with an ending.
    case term
    /// A product: an industry only with an ending.
    case product
    case modifier
    case ending
    /// What stands before and behind a bare term that is an industry: 以…为.
    case before
    case after
    /// What takes the ending for itself: 产业 + 集群.
    case cluster
    /// What follows a statistic's name: no industry is spoken of (`服务业增加值`).
    case statistic
  }

  /// What a run of words amounts to.
  private struct Run {
    var start: Int32 = -1
    var hasTerm = false
    var hasProduct = false
    var hasName = false
    var row = RowID(-1)

    var hasCore: Bool { hasTerm || hasProduct || hasName }
  }

  let literals: [Literal]
  /// By `RowID.value`: the place of the class in `allCases`, one higher; 0 where the row is none of ours.
  private let classes: [UInt8]
  private let statistics: [[UInt16]]
  private let before: [[UInt16]]
  private let after: [[UInt16]]
  private let clusters: [[UInt16]]

  init(tables: TableSet) {
    var classes = [UInt8](repeating: 0, count: tables.rows.count)
    var literals: [Literal] = []
    var statistics: [[UInt16]] = []
    var before: [[UInt16]] = []
    var after: [[UInt16]] = []
    var clusters: [[UInt16]] = []
    for row in tables.rows(of: Self.schema.kind) {
      let kind = Class(rawValue: row["class"]) ?? .term
      switch kind {
      case .statistic: statistics += row.words("text")
      case .before: before += row.words("text")
      case .after: after += row.words("text")
      case .cluster: clusters += row.words("text")
      default: break
      }
      if [.statistic, .before, .after, .cluster].contains(kind) { continue }
      classes[Int(row.rowID.value)] = UInt8((Class.allCases.firstIndex(of: kind) ?? 0) + 1)
      literals += row.words("text").map { ($0, row.rowID, .everywhere) }
    }
    self.classes = classes
    self.literals = literals
    self.statistics = statistics
    self.before = before
    self.after = after
    self.clusters = clusters
  }

  private struct Found {
    var span: Span
    var row: RowID
    var isBare: Bool
    /// Where the ending begins; the end where there is none.
    var core: Int
  }

  func find(_ scene: inout NameScene, _ hits: Hits) {
    var runs: [Int: Run] = [:]
    var found: [Found] = []
    for hit in hits {
      let at = classes[Int(hit.row.value)]
      guard at != 0 else { continue }
      let kind = Class.allCases[Int(at) - 1]
      let start = Int(hit.start)
      var run = runs[start] ?? Run()
      if kind == .ending, !run.hasCore { continue }
      if run.start < 0 || !run.hasCore { run.row = hit.row }
      if run.start < 0 { run.start = hit.start }
      switch kind {
      case .name: run.hasName = true
      case .term: run.hasTerm = true
      case .product: run.hasProduct = true
      default: break
      }
      if let known = runs[Int(hit.end)], known.start <= run.start, known.hasCore { continue }
      let span = Span(Int(run.start), Int(hit.end))
      if kind == .ending {
        found.append(Found(span: span, row: run.row, isBare: false, core: start))
        run.hasName = true
      } else if run.hasName && kind == .name {
        found.append(Found(span: span, row: run.row, isBare: false, core: span.end))
      } else if run.hasTerm && kind == .term {
        found.append(Found(span: span, row: run.row, isBare: true, core: span.end))
      }
      runs[Int(hit.end)] = run
    }
    settle(found, &scene)
  }

  /// Letters stand before it that nothing parts from it: 旅游业 in 冰雪旅游业, where the tables know only a part.
  private func isFragment(_ start: Int, _ scene: NameScene) -> Bool {
    start > 0 && isHan(scene.units[start - 1]) && !scene.isBorder(start) && !scene.context.mention(endingAt: start)
  }

  private func settle(_ found: [Found], _ scene: inout NameScene) {
    let units = scene.units
    var ends: Set<Int> = []
    var starts: Set<Int> = []
    var bareEnds: Set<Int> = []
    for one in found {
      ends.insert(one.span.end)
      starts.insert(one.span.start)
      if one.isBare { bareEnds.insert(one.span.end) }
    }
    for one in found {
      let span = one.span
      if scene.begins(statistics, at: span.end) { continue }
      // A name of the table stands for itself; terms are too short to be sure of.
      if one.isBare || one.core < span.end, isFragment(span.start, scene) { continue }
      let isAfterList = span.start > 1 && units[span.start - 1] == NameScene.listMark
      let isBeforeList = span.end + 1 < units.count && units[span.end] == NameScene.listMark
      if one.isBare {
        let hasNeighbour =
          (isAfterList && ends.contains(span.start - 1)) || (isBeforeList && starts.contains(span.end + 1))
        let isFramed = scene.begins(after, at: span.end) && scene.ends(before, at: span.start)
        guard hasNeighbour || isFramed else { continue }
      } else if isAfterList, one.core < span.end, bareEnds.contains(span.start - 1) {
        // 新能源、新材料产业: the ending belongs to all of them.
        scene.drafts.append(EntityDraft(Span(span.start, one.core), .industry, one.row))
        continue
      }
      // 化工产业集群: the ending belongs to what follows.
      let end = scene.begins(clusters, at: span.end) ? one.core : span.end
      scene.drafts.append(EntityDraft(Span(span.start, end), .industry, one.row))
    }
  }
}
