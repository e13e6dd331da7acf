import Records
import Text

/// The cue table, and the symbols that patterns are written in: those of tags, then one for each class of cues.
public struct CueTable: Sendable {
  public let symbols: Symbols
  /// Classes whose words stand between others without a meaning for the pattern: 约, 已, 了.
  public let skipped: SymbolSet
  /// Classes whose words may be part of a name.
  public let nominal: SymbolSet

  /// Where a word must stand to be this cue. Short words are cues only beside a number or a period.
  public enum Place: String, Sendable, CaseIterable {
    case any
    /// Its end is the beginning of a number, or of another cue that stands so.
    case number
    /// Its end is the beginning of a period.
    case period
    /// Its end is the beginning of a number or a period.
    case either
    /// Its end is the beginning of an ordinal.
    case ordinal
    /// Its end is the beginning of a region.
    case region
    /// Its beginning is the end of a number, or of another cue that stands so.
    case after
    /// Its beginning is the end of a period, or of the quotation mark behind one: “六五”期间.
    case behind
    /// At the beginning of a clause.
    case clause
  }

  /// The classes that tags and borders make.
  public static let tagSymbols = ["Q", "P", "R", "E", "T", "I", "comma", "semicolon", "colon", "sep", "open", "close"]

  public static let schema = TableSchema(
    kind: "cues",
    columns: [
      .init("class", required: true),
      .init("words", required: true),
      .init("where", required: true, values: Place.allCases.map(\.rawValue)),
      .init("as", values: ["skipped", "nominal", "verbal", "shield"]),
    ])

  public init(tables: TableSet) throws(Diagnostic) {
    var symbols = Symbols(Self.tagSymbols)
    var skipped = SymbolSet()
    var nominal = SymbolSet()
    for row in tables.rows(of: "cues") where row["as"] != "shield" {
      guard let symbol = symbols.add(row["class"]) else {
        throw row.fault("class", "there are too many classes of cues", mend: "128 symbols are the limit: join classes")
      }
      if row["as"] == "skipped" { skipped.insert(symbol) }
      if row["as"] == "nominal" || row["as"] == "verbal" { nominal.insert(symbol) }
    }
    for name in ["T", "I", "E", "R", "sep"] { if let symbol = symbols[name] { nominal.insert(symbol) } }
    self.symbols = symbols
    self.skipped = skipped
    self.nominal = nominal
  }

  public func symbol(of cue: CueClass) -> Symbol { Symbol(UInt8(clamping: cue.value)) }
}

/// The indicator table: what its names are worth as literals and as codes.
public enum IndicatorTable {
  public static let schema = TableSchema(
    kind: "indicators",
    columns: [
      .init("name", required: true), .init("en", required: true), .init("aliases"), .init("units"), .init("parent"),
    ])

  /// The canonical name and the aliases of a row.
  public static func names(of row: Row) -> [String] { [row["name"]] + row.list("aliases") }
}
