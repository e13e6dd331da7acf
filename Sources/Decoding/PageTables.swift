import Markup
import Records

/// The tables of a page that hold data, and the place of each of their cells in a grid.
///
/// Pages use tables for layout as well: a table holds data where no other table is inside it, where it has rows and columns
/// of short texts, and where some of them are numbers. The grid is that of the HTML standard (4.9.12, forming a table):
/// a cell takes the first free column of its row, and those that it spans.
struct PageTables {
  private(set) var cells: [Int: Block.Cell] = [:]
  /// The elements of the tables.
  private(set) var elements: Set<Int> = []

  /// Columns that are counted; a cell beyond them has no place. Characters of one cell, and of all on average, at most.
  private static let (columnLimit, cellLimit, meanLimit) = (512, 400, 48)

  init(_ tree: PageTree, _ source: UnsafeBufferPointer<UInt8>) {
    var count = 0
    for (at, element) in tree.elements.enumerated() where element.name == "table" {
      let inside = at + 1..<element.endElement
      guard !inside.contains(where: { tree.elements[$0].name == "table" }) else { continue }
      guard let found = Self.grid(tree, inside, source, table: count) else { continue }
      cells.merge(found) { first, _ in first }
      elements.insert(at)
      count += 1
    }
  }

  private static func grid(
    _ tree: PageTree, _ elements: Range<Int>, _ source: UnsafeBufferPointer<UInt8>, table: Int
  ) -> [Int: Block.Cell]? {
    var cells: [Int: Block.Cell] = [:]
    /// For each column, how many more rows a cell above reaches down into.
    var taken: [Int] = []
    /// The element of the last cell that began in each column.
    var last: [Int: Int] = [:]
    var (row, column) = (-1, 0)
    var (characters, filled, numbers) = (0, 0, 0)
    for at in elements {
      let element = tree.elements[at]
      switch element.name {
      case "tr":
        if row >= 0 { for i in taken.indices where taken[i] > 0 { taken[i] -= 1 } }
        row += 1
        column = 0
      case "td", "th":
        if row < 0 { row = 0 }
        while column < taken.count, taken[column] > 0 { column += 1 }
        guard column < columnLimit else { continue }
        // Cells do not overlap here, whatever their spans say.
        let reach = min(column + element.columnSpan, columnLimit)
        let end = (column + 1..<max(reach, column + 1)).first { $0 < taken.count && taken[$0] > 0 } ?? reach
        let width = end - column
        while taken.count < end { taken.append(0) }
        for i in column..<end { taken[i] = element.rowSpan }
        if element.isContinued, let above = last[column], let cell = cells[above], Int(cell.row + cell.rowSpan) == row {
          cells[above]?.rowSpan += 1
          column = end
          continue
        }
        last[column] = at
        cells[at] = Block.Cell(
          table: table, row: row, column: column, rowSpan: element.rowSpan, columnSpan: width)
        column = end
        let (length, isNumber) = content(tree, element, source)
        guard length <= cellLimit else { return nil }
        characters += length
        filled += length > 0 ? 1 : 0
        numbers += isNumber ? 1 : 0
      default: break
      }
    }
    let isGrid = row > 0 && taken.count > 1 && numbers > 0 && numbers * 8 >= filled
    return isGrid && characters <= meanLimit * filled ? cells : nil
  }

  /// How many characters a cell has, and whether they are a number.
  private static func content(
    _ tree: PageTree, _ element: PageTree.Element, _ source: UnsafeBufferPointer<UInt8>
  ) -> (length: Int, isNumber: Bool) {
    var (length, digits, others) = (0, 0, 0)
    for run in tree.runs[element.firstRun..<element.endRun] where run.replacement == nil {
      for byte in source[run.start..<run.end] where byte > 0x20 && byte & 0xC0 != 0x80 {
        length += 1
        if byte &- 0x30 < 10 { digits += 1 } else if ![0x2E, 0x2C, 0x2D, 0x25].contains(byte) { others += 1 }
      }
    }
    return (length, digits > 0 && others == 0)
  }
}
