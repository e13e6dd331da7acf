import Records
import Rules
import Text

/// What each UTF-16 unit means in a numeral, by one load from a dense table.
final class NumeralCharacters: Sendable {
  static let schema = TableSchema(
    kind: "number_words",
    columns: [
      .init("words", required: true), .init("class", required: true, values: Class.allCases.map(\.name)),
      .init("value", required: true),
    ])

  enum Class: UInt8, CaseIterable, Sendable {
    case none, digit, capital, tens, small, large, point, more, around, some, several, half

    var name: String { "\(self)" }
  }

  /// Class in the high four bits, value in the low four: a digit, or a power of ten.
  private let codes: [UInt8]
  /// Units that a numeral can begin with.
  let starts: [UInt64]
  /// Digits as cheques have them (壹, 叁), most of which are common characters of words: alone they are no number.
  private let capitals: [UInt64]

  init(tables: TableSet) throws(Diagnostic) {
    var codes = [UInt8](repeating: 0, count: 65_536)
    var capitals = [UInt64](repeating: 0, count: 1024)
    var starts = [UInt64](repeating: 0, count: 1024)
    for row in tables.rows(of: Self.schema.kind) {
      let name = row["class"]
      let isCapital = name == Class.capital.name
      let kind = isCapital ? .digit : Class.allCases.first { $0.name == name } ?? .none
      let value = try row.integer("value") ?? 0
      guard (0...15).contains(value) else { throw row.fault("value", "'\(value)' is not between 0 and 15") }
      for word in row.list("words") {
        guard word.utf16.count == 1, let unit = word.utf16.first else {
          throw row.fault(
            "words", "'\(word)' is more than one character", mend: "a numeral is read character by character")
        }
        if isCapital { capitals[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
        codes[Int(unit)] = kind.rawValue << 4 | UInt8(value)
        if kind.canBegin { starts[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
      }
    }
    for digit in 0x30...0x39 { starts[digit >> 6] |= 1 << UInt64(digit & 63) }
    self.codes = codes
    self.starts = starts
    self.capitals = capitals
  }

  @inline(__always)
  func kind(_ unit: UInt16) -> Class { Class(rawValue: codes[Int(unit)] >> 4) ?? .none }

  @inline(__always)
  func value(_ unit: UInt16) -> Int { Int(codes[Int(unit)] & 15) }

  func isCapital(_ unit: UInt16) -> Bool { capitals[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }

  @inline(__always)
  func canBegin(_ unit: UInt16) -> Bool { starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }
}

extension NumeralCharacters.Class {
  fileprivate var canBegin: Bool {
    switch self {
    case .digit, .tens, .small, .large, .some, .several, .half: true
    case .none, .capital, .point, .more, .around: false
    }
  }
}
