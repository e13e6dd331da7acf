import Records
import Rules
import Text

/// Makes observations of the numbers in a table: the headers of a number's row and column say what it is.
///
/// Rows without numbers above the first row with one are headers of columns; cells without numbers at the left of a number
/// are headers of its row. A row of one cell only is the table's caption where it stands at the top, else a heading of
/// rows. What headers and caption leave open is for the resolver.
struct TableRelater {
  let words: TableWords
  let document: Document
  let units: UnsafeBufferPointer<UInt16>
  let grid: TableGrid
  /// By block.
  private var headers: [Int: TableHeader] = [:]
  /// What stands before the table and at its top.
  var caption: [TableHeader] = []
  var captionUnits: [UnitNames.Unit] = []
  /// By block of the number; `partOf` is the block of the whole until the places of observations are known.
  private(set) var observations: [Int: Observation] = [:]

  /// Blocks before a table that may be its caption, and units of one at most.
  private static let (captionBlocks, captionLimit) = (3, 80)
  /// Lines of captions that are kept, those at the top of the table included.
  private static let captionLines = 8

  init?(_ document: Document, _ blocks: Range<Int>, _ units: UnsafeBufferPointer<UInt16>, _ words: TableWords) {
    guard let grid = TableGrid(document, blocks, units) else { return nil }
    self.words = words
    self.document = document
    self.units = units
    self.grid = grid
    readCaption(before: blocks.lowerBound)
    readRows()
  }

  // MARK: Captions

  private mutating func readCaption(before first: Int) {
    for at in (max(0, first - Self.captionBlocks)..<first).reversed() {
      let block = document.blocks[at]
      guard block.cell == nil, block.span.count <= Self.captionLimit else { return }
      // A sentence before the table may speak of something else.
      if units[block.span.range].contains(0x3002) { return }
      readCaption(block.span)
    }
  }

  private mutating func readCaption(_ span: Span) {
    var span = span
    for word in words.words where word.role == .caption {
      guard let at = find(word.text, in: span), at + word.text.count < span.end else { continue }
      var start = at + word.text.count
      guard units[start] == 0x3A || units[start] == 0xFF1A || isBlank(units[start]) else { continue }
      while start < span.end, units[start] == 0x3A || units[start] == 0xFF1A || isBlank(units[start]) { start += 1 }
      let listed = units[start..<span.end].prefix { $0 != 0x29 && $0 != 0xFF09 && $0 != 0x3B && $0 != 0xFF1B }
      let found = listed.split { $0 == 0x3001 || $0 == 0x2C || $0 == 0xFF0C }.compactMap { words.units.unit($0) }
      if captionUnits.isEmpty { captionUnits = found }
      span.end = at
      while span.end > span.start, units[span.end - 1] == 0x28 || units[span.end - 1] == 0xFF08 { span.end -= 1 }
    }
    if !span.isEmpty, caption.count < Self.captionLines { caption.append(TableHeader(span, document, units, words)) }
  }

  private func find(_ text: [UInt16], in span: Span) -> Int? {
    guard span.count >= text.count else { return nil }
    return (span.start...(span.end - text.count)).first { units[$0..<$0 + text.count].elementsEqual(text) }
  }

  // MARK: Rows

  /// A column under the headers that hold for the row that is read.
  struct Column {
    /// From the top down.
    var headers: [TableHeader] = []
    var year: Int?
    /// Numbering or notes.
    var isSkipped = false
    var holdsUnits = false
    /// The header of this column, or of the nearest one at the left, that names something.
    var named: TableHeader?
    /// The headers of the nearest column at the left with a period, where this one has none: a growth is one of the time of
    /// the level before it.
    var dated: [TableHeader] = []
  }

  /// Rows of headers above one another at most.
  private static let headerLimit = 8

  private mutating func readRows() {
    var header: [Int] = []
    var columns: [Column] = []
    var isInHeader = true
    /// By column, the block of the last figure that is no part of another.
    var wholes = [Int?](repeating: nil, count: grid.columns)
    for row in 0..<grid.rows {
      let cells = grid.blocks(inRow: row)
      guard !cells.isEmpty else { continue }
      guard hasFigures(cells, isFirst: isInHeader) else {
        if cells.count == 1 {
          if isInHeader, header.isEmpty { readCaption(document.blocks[cells[0]].span) }
          continue
        }
        // Headers once more, as where a table goes on or holds several.
        if !isInHeader { header = [] }
        if header.count < Self.headerLimit { header.append(row) }
        isInHeader = true
        continue
      }
      if isInHeader { columns = self.columns(under: header) }
      isInHeader = false
      read(row, cells.last, columns, &wholes)
    }
  }

  private mutating func columns(under header: [Int]) -> [Column] {
    var out: [Column] = []
    for column in 0..<grid.columns {
      var it = Column()
      var last: Int?
      for row in header {
        guard let block = grid[row, column], block != last else { continue }
        last = block
        if let year = year(block) {
          it.year = year
        } else if grid.number(block) == nil {
          it.headers.append(self.header(block))
          it.isSkipped = it.isSkipped || isWhole(block, .skip)
          it.holdsUnits = it.holdsUnits || isWhole(block, .units)
        }
      }
      let own = it.headers.last { $0.name != nil }
      it.named = own.flatMap { $0.measure == nil && !it.holdsUnits && !it.isSkipped ? $0 : nil } ?? out.last?.named
      let hasTime = it.year != nil || it.headers.contains { !$0.periods.isEmpty }
      let isMeasure = it.headers.contains { $0.measure != nil }
      it.dated = hasTime || it.headers.isEmpty ? it.headers : out.last?.dated ?? []
      if !hasTime, isMeasure { it.year = out.last?.year }
      out.append(it)
    }
    return out
  }

  /// Whether a row has a number that is no year: `2019 2020 2021` in a row are headers.
  private func hasFigures(_ cells: [Int], isFirst: Bool) -> Bool {
    let numbers = cells.filter { grid.number($0) != nil }
    guard !numbers.isEmpty else { return false }
    return !(isFirst && numbers.allSatisfy { year($0) != nil })
  }

  /// The year that a cell is.
  private func year(_ block: Int) -> Int? {
    guard let at = grid.number(block) else { return nil }
    let quantity = document.quantities[at]
    guard quantity.unit == nil, quantity.decimals == 0, let value = quantity.value, value.scale == 0,
      (1949...2100).contains(value.coefficient), quantity.span.count == 4
    else { return nil }
    return Int(value.coefficient)
  }

  /// The figures of a row, from the left; the texts before a figure name it.
  private mutating func read(_ row: Int, _ end: Int?, _ columns: [Column], _ wholes: inout [Int?]) {
    var stub = Stub()
    var last: Int?
    for column in 0..<grid.columns {
      guard let block = grid[row, column], block != last, !columns[column].isSkipped else { continue }
      last = block
      let span = TableHeader.trimmed(document.blocks[block].span, units)
      guard let number = grid.number(block) else {
        if units[span.range].contains(where: { isHan($0) || isASCIILetter($0) }) {
          stub.add(header(block), unit: columns[column].holdsUnits ? words.units.unit(units[span.range]) : nil)
        }
        continue
      }
      // A year at the left of a row says when, not how much.
      if !stub.hasFigure, let year = year(block), block != end {
        stub.year = year
        continue
      }
      stub.hasFigure = true
      guard let cell = document.blocks[block].cell, Int(cell.row) == row,
        var made = observation(block, number, columns[column], stub)
      else { continue }
      if !stub.isPart {
        wholes[column] = block
      } else if made.measure == .level || made.measure == .share {
        made.partOf = wholes[column]
      }
      observations[block] = made
    }
  }

  /// What stands at the left of a figure.
  struct Stub {
    var headers: [TableHeader] = []
    var unit: UnitNames.Unit?
    var year: Int?
    /// A figure stood behind the texts: the next text begins another part of the row.
    var hasFigure = false
    var isPart: Bool { headers.contains { $0.isPart } }

    mutating func add(_ header: TableHeader, unit: UnitNames.Unit?) {
      if hasFigure { self = Stub() }
      if let unit { self.unit = unit } else { headers.append(header) }
    }
  }

  private func isWhole(_ block: Int, _ role: TableWords.Role) -> Bool {
    let text = units[document.blocks[block].span.range].filter { !isBlank($0) }
    return words.whole(text[...], role) != nil
  }

  private mutating func header(_ block: Int) -> TableHeader {
    if let known = headers[block] { return known }
    let read = TableHeader(document.blocks[block].span, document, units, words)
    headers[block] = read
    return read
  }
}
