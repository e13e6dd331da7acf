import Records
import Rules

/// The rows of a CSV file (RFC 4180): cells in quotes may hold commas, quotes twice and new lines. The first row names the
/// columns; the mark between cells is the comma, semicolon or tab that the first row has most of.
struct RowSource {
  let stream: ByteStream
  let place: String
  private let limit: Int
  private let mark: UInt8
  private(set) var columns: [String]
  /// Lines that were read.
  private(set) var line = 0

  /// Columns of a row at most.
  private static let columnLimit = 4096

  init(_ stream: ByteStream, place: String, options: IngestOptions) throws(InputError) {
    self.stream = stream
    self.place = place
    limit = options.limits.bytes
    let head = try stream.peek(4096).prefix { $0 != 0x0A }
    let counts = [UInt8(0x2C), 0x3B, 0x09].map { mark in (mark, head.count { $0 == mark }) }
    mark = counts.max { $0.1 < $1.1 }?.0 ?? 0x2C
    columns = []
    guard var first = try next() else {
      throw InputError(place: place, reason: "empty: a row of column names is wanted")
    }
    if let cell = first.first, cell.starts(with: [0xEF, 0xBB, 0xBF]) { first[0] = Array(cell.dropFirst(3)) }
    columns = first.map { String(decoding: $0, as: UTF8.self).trimmed }
  }

  /// The cells of the next row; nil at the end.
  mutating func next() throws(InputError) -> [[UInt8]]? {
    var cells: [[UInt8]] = []
    var cell: [UInt8] = []
    var (isQuoted, isAfterQuote, size) = (false, false, 0)
    while let read = try stream.line(limit: limit) {
      line += 1
      guard let read else {
        throw InputError(place: "\(place):\(line)", reason: "larger than the limit of \(limit) bytes")
      }
      // Inside quotes the line went on.
      if isQuoted { cell.append(0x0A) }
      size += read.count
      if size > limit {
        throw InputError(place: "\(place):\(line)", reason: "a row larger than the limit of \(limit) bytes")
      }
      for byte in read.last == 0x0D ? read.dropLast() : read {
        if isQuoted {
          if byte == 0x22 { (isQuoted, isAfterQuote) = (false, true) } else { cell.append(byte) }
        } else if byte == 0x22, cell.isEmpty || isAfterQuote {
          // Twice, it stands for itself.
          if isAfterQuote { cell.append(0x22) }
          (isQuoted, isAfterQuote) = (true, false)
        } else if byte == mark {
          if cells.count < Self.columnLimit { cells.append(cell) }
          (cell, isAfterQuote) = ([], false)
        } else {
          cell.append(byte)
          isAfterQuote = false
        }
      }
      guard isQuoted else { return cells + [cell] }
    }
    return cells.isEmpty && cell.isEmpty ? nil : cells + [cell]
  }
}

extension Ingester {
  /// The document of the next row, where rows are being read.
  mutating func nextRow() -> Result<Document, InputError>? {
    guard var source = rows else { return nil }
    do throws(InputError) {
      while let cells = try source.next() {
        rows = source
        if cells.count == 1, cells[0].isEmpty { continue }
        return .success(withDefaults(try document(of: cells, from: source)))
      }
      rows = nil
      return nil
    } catch {
      // A fault of reading ends the file; a row without a text does not.
      if error.place == source.place { rows = nil } else { rows = source }
      return .failure(error)
    }
  }

  private func document(of cells: [[UInt8]], from source: RowSource) throws(InputError) -> Document {
    let place = "\(source.place):\(source.line)"
    let names = options.fieldNames
    let bytes = { (field: String) in Self.cell(names[field] ?? field, cells, source) }
    let text = { (field: String) in bytes(field).map { String(decoding: $0, as: UTF8.self) } }
    guard let body = bytes("text") ?? (names["text"] == nil ? Self.cell("content", cells, source) : nil) else {
      let known = source.columns.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
      throw InputError(
        place: place,
        reason: "no text in the column '\(names["text"] ?? "text")'; the columns are \(known) (see --map)")
    }
    return Document(body, of: source.place, number: "\(source.line)", fields: text)
  }

  private static func cell(_ name: String, _ cells: [[UInt8]], _ source: RowSource) -> [UInt8]? {
    source.columns.firstIndex(of: name).flatMap { cells.indices.contains($0) && !cells[$0].isEmpty ? cells[$0] : nil }
  }
}
