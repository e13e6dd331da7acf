import Markup
import Records
import Text

/// The text of a page as blocks, and which of them are the article.
struct PageLayout {
  struct PageBlock {
    var kind: Block.Kind
    var level: Int
    /// The element that makes it a block.
    var element: Int
    /// Runs of the tree.
    var runs: Range<Int>
    /// Of a table of data.
    var cell: Block.Cell?
    /// It goes on with the block before it, behind something that is no text.
    var continues = false
    /// Characters of text, and how many of them are in links; white space does not count.
    var characters = 0
    var linked = 0
    /// Marks that only sentences have.
    var isProse = false

    var isMostlyLinks: Bool { linked * 2 > characters }
    /// What it says for the element around it being the article.
    var weight: Int { (isProse || kind == .tableCell) && !isMostlyLinks ? characters - linked : 0 }
  }

  let tree: PageTree
  private(set) var blocks: [PageBlock] = []
  /// What the window is called.
  private(set) var windowTitle: [Int] = []
  /// For each element, the element that it is a part of as a block; -1 for what is left out.
  private var blockOf: [Int] = []
  private var isLink: [Bool] = []

  let roles: PageRoles
  /// The cells of tables of data, by their elements.
  private let tables: PageTables

  /// All text that the page shows.
  init(all tree: PageTree, rules: PageRules, source: UnsafeBufferPointer<UInt8>) {
    self.init(tree, PageRoles(tree, rules), source, PageTables(tree, source), keeping: nil)
  }

  /// Without the elements whose tag, class or id says that they are no part of an article. One that holds half of the
  /// prose that the page shows is the article all the same: some sites put all of it into a form, or call it `share`.
  init(articleOf all: PageLayout, source: UnsafeBufferPointer<UInt8>) {
    self.init(all.tree, all.roles, source, all.tables, keeping: all.sums().weights)
  }

  /// `weights`: the prose in each element; nil where none is left out for what it is called.
  private init(
    _ tree: PageTree, _ roles: PageRoles, _ source: UnsafeBufferPointer<UInt8>, _ tables: PageTables,
    keeping weights: [Int]?
  ) {
    self.tree = tree
    self.tables = tables
    self.roles = roles
    var breaks = Set<Int>()
    var isWindowTitle = [Bool](repeating: false, count: tree.elements.count)
    for (at, element) in tree.elements.enumerated() {
      let role = roles.tags[at]?.role
      let parent = element.parent
      var isOut = parent >= 0 && blockOf[parent] < 0 || role == .skip
      if let weights, !isOut, element.isHidden || role == .chrome || roles.words[at].contains(.skip) {
        isOut = weights[at] * 2 < weights[0] || weights[at] == 0
      }
      isLink.append(role == .link || parent >= 0 && isLink[parent])
      switch role {
      case _ where isOut: blockOf.append(-1)
      // A cell of data is one block, whatever is inside it.
      case _ where parent >= 0 && blockOf[parent] >= 0 && tables.cells[blockOf[parent]] != nil:
        blockOf.append(blockOf[parent])
      case .block?, .heading?, .listItem?, .tableCell?, .caption?: blockOf.append(at)
      case .windowTitle?:
        isWindowTitle[at] = true
        blockOf.append(-1)
      case .break?:
        breaks.insert(element.firstRun)
        blockOf.append(parent >= 0 ? blockOf[parent] : at)
      default: blockOf.append(parent >= 0 ? blockOf[parent] : at)
      }
      if isWindowTitle[at] { windowTitle += Array(element.firstRun..<element.endRun) }
    }
    gather(breaks, source)
  }

  /// Puts runs of one block together.
  private mutating func gather(_ breaks: Set<Int>, _ source: UnsafeBufferPointer<UInt8>) {
    for (at, run) in tree.runs.enumerated() {
      let element = blockOf[run.element]
      guard element >= 0 else { continue }
      let role = roles.tags[element]
      let end = blocks.last.map { $0.element == element ? $0.runs.upperBound : nil } ?? nil
      let isBreak = role?.role != .tableCell && ((end ?? at)...at).contains(where: breaks.contains)
      if end != at || isBreak {
        blocks.append(
          PageBlock(
            kind: Self.kind(of: role?.role), level: role?.level ?? 0, element: element, runs: at..<at,
            cell: tables.cells[element], continues: end != nil && !isBreak))
      }
      var block = blocks[blocks.count - 1]
      block.runs = block.runs.lowerBound..<at + 1
      count(run, in: &block, source)
      blocks[blocks.count - 1] = block
    }
    // Without what is blank; a block whose beginning is blank begins anew.
    blocks.removeAll { $0.characters == 0 }
    for at in blocks.indices where blocks[at].continues {
      blocks[at].continues = at > 0 && blocks[at - 1].element == blocks[at].element
    }
  }

  private func count(_ run: PageTree.Run, in block: inout PageBlock, _ source: UnsafeBufferPointer<UInt8>) {
    var characters = 0
    if let replacement = run.replacement {
      characters = replacement.count { $0 != 0x20 && $0 != 0xA0 }
    } else {
      for i in run.start..<run.end where source[i] & 0xC0 != 0x80 && source[i] > 0x20 {
        characters += 1
        // 。 and ， are E3 80 82 and EF BC 8C.
        if i + 2 < run.end,
          source[i] == 0xE3 && source[i + 1] == 0x80 && source[i + 2] == 0x82
            || source[i] == 0xEF && source[i + 1] == 0xBC && source[i + 2] == 0x8C
        {
          block.isProse = true
        }
      }
    }
    block.characters += characters
    if isLink[run.element] { block.linked += characters }
  }

  private static func kind(of role: PageRules.TagRole?) -> Block.Kind {
    switch role {
    case .heading?: .heading
    case .listItem?: .listItem
    case .tableCell?: .tableCell
    case .caption?: .caption
    default: .paragraph
    }
  }

  /// All prose that was kept.
  var weight: Int { blocks.reduce(0) { $0 + $1.weight } }

  // MARK: The article

  /// The blocks of the article: those in the smallest element that holds three quarters of the page's prose, without
  /// those that are links for the most part.
  func article() -> Range<Int> {
    let (weights, counts) = sums()
    guard let total = weights.first, total > 0 else { return blocks.indices }
    let paragraphs = Set(blocks.map(\.element))
    var here = 0
    descent: while true {
      var child = here + 1
      while child < tree.elements[here].endElement {
        // One long paragraph is no article: what stands beside it belongs to it.
        // A table of data is no article either: notes and captions stand around it.
        if weights[child] * 4 >= total * 3, !tables.elements.contains(child),
          counts[child] > 1 || !paragraphs.contains(child)
        {
          here = child
          continue descent
        }
        child = tree.elements[child].endElement
      }
      break
    }
    let inside = blocks.indices.filter {
      here <= blocks[$0].element && blocks[$0].element < tree.elements[here].endElement
    }
    guard let first = inside.first, let last = inside.last else { return blocks.indices }
    return first..<last + 1
  }

  /// For each element the prose in it, and the blocks of prose.
  private func sums() -> (weights: [Int], counts: [Int]) {
    var weights = [Int](repeating: 0, count: tree.elements.count)
    var counts = weights
    for block in blocks where block.weight > 0 {
      weights[block.element] += block.weight
      counts[block.element] += 1
    }
    for at in tree.elements.indices.reversed() where tree.elements[at].parent >= 0 {
      weights[tree.elements[at].parent] += weights[at]
      counts[tree.elements[at].parent] += counts[at]
    }
    return (weights, counts)
  }
}
