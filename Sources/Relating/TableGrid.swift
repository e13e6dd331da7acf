import Records
import Rules
import Text

/// One table of a document: its cells in their places, and which of them are numbers.
struct TableGrid {
  /// Places of a grid at most: what is larger is not read.
  static let limit = 1 << 20

  let rows: Int
  let columns: Int
  /// For each place its block, -1 where it is empty.
  private var places: [Int32]
  /// The blocks of the table; they follow one another.
  let blocks: Range<Int>
  /// The quantity that a block is, by its place in the table's blocks; -1 where it is none.
  private var numbers: [Int32]

  /// Nil where the table is too large.
  init?(_ document: Document, _ blocks: Range<Int>, _ units: UnsafeBufferPointer<UInt16>) {
    var (rows, columns) = (0, 0)
    for cell in document.blocks[blocks].compactMap(\.cell) {
      rows = max(rows, Int(cell.row) + 1)
      columns = max(columns, Int(cell.column) + Int(cell.columnSpan))
    }
    guard rows > 0, columns > 0, rows <= Self.limit / columns else { return nil }
    (self.rows, self.columns, self.blocks) = (rows, columns, blocks)
    places = [Int32](repeating: -1, count: rows * columns)
    numbers = [Int32](repeating: -1, count: blocks.count)
    for at in blocks {
      guard let cell = document.blocks[at].cell else { continue }
      for row in Int(cell.row)..<min(rows, Int(cell.row) + Int(cell.rowSpan)) {
        for column in Int(cell.column)..<min(columns, Int(cell.column) + Int(cell.columnSpan)) {
          places[row * columns + column] = Int32(at)
        }
      }
    }
    findNumbers(document, units)
  }

  /// A cell is a number where one quantity fills it, signs around it aside.
  private mutating func findNumbers(_ document: Document, _ units: UnsafeBufferPointer<UInt16>) {
    guard let first = blocks.first else { return }
    var next = document.quantities.partitioningIndex { $0.span.start >= document.blocks[first].span.start }
    for at in blocks {
      let span = document.blocks[at].span
      while next < document.quantities.count, document.quantities[next].span.end <= span.start { next += 1 }
      guard next < document.quantities.count, span.contains(document.quantities[next].span) else { continue }
      let quantity = document.quantities[next].span
      let isAlone = next + 1 >= document.quantities.count || document.quantities[next + 1].span.start >= span.end
      let around = [Span(span.start, quantity.start), Span(quantity.end, span.end)]
      // 亿元 and 十 are no figures of a table.
      if isAlone, units[quantity.range].contains(where: isASCIIDigit),
        around.allSatisfy({ units[$0.range].allSatisfy(Self.isMark) })
      {
        numbers[at - blocks.lowerBound] = Int32(next)
      }
    }
  }

  /// What may stand around a number in its cell: spaces, brackets, a mark for a note.
  private static func isMark(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x28, 0x29, 0xFF08, 0xFF09, 0x2A, 0x2B, 0x2460...0x2473: true
    default: isBlank(unit)
    }
  }

  subscript(row: Int, column: Int) -> Int? {
    let at = places[row * columns + column]
    return at < 0 ? nil : Int(at)
  }

  /// The quantity that a block is.
  func number(_ block: Int) -> Int? {
    let at = numbers[block - blocks.lowerBound]
    return at < 0 ? nil : Int(at)
  }

  /// The blocks of a row, each once.
  func blocks(inRow row: Int) -> [Int] {
    var out: [Int] = []
    for column in 0..<columns {
      if let block = self[row, column], out.last != block { out.append(block) }
    }
    return out
  }
}

extension Array {
  /// The first place from which on all elements are of a kind; they stand behind all others.
  func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
