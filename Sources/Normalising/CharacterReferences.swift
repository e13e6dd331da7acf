import Records
import Rules
import Text

/// Character references that were left in a text: `&nbsp;`, `&#8212;`, and those escaped again, `&amp;nbsp;`.
struct CharacterReferences: Sendable {
  static let schema = TableSchema(
    kind: "character_entities",
    columns: [
      .init("name", required: true), .init("to", required: true), .init("bare", values: ["yes"]),
      .init("in"), .init("out"), .init("stays"),
    ])

  private var named: [UInt64: (units: [UInt16], isBare: Bool)] = [:]

  init(_ tables: TableSet) throws(Diagnostic) {
    for row in tables.rows(of: Self.schema.kind) {
      guard let name = ShortName(row["name"]) else {
        throw row.fault(
          "name", "more than eight letters or digits", mend: "longer names are not looked for: leave it out")
      }
      let to = try CharacterList(row, "to").scalars
      named[name.key] = (to.flatMap { units(of: $0) }, row["bare"] == "yes")
    }
  }

  /// The reference that begins at an ampersand: where it ends, and what it stands for.
  func match(_ text: UnsafeBufferPointer<UInt16>, at start: Int) -> (end: Int, units: [UInt16])? {
    var at = start + 1
    while Self.isAmp(text, at) { at += 4 }
    if let found = at < text.count && text[at] == 0x23 ? numeric(text, at + 1) : name(text, at) { return found }
    return at > start + 1 ? (at, [0x26]) : nil
  }

  /// `amp;`, by which an ampersand was escaped once more.
  private static func isAmp(_ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool {
    at + 4 <= text.count && text[at] == 0x61 && text[at + 1] == 0x6D && text[at + 2] == 0x70 && text[at + 3] == 0x3B
  }

  private func name(_ text: UnsafeBufferPointer<UInt16>, _ start: Int) -> (end: Int, units: [UInt16])? {
    guard let name = ShortName(text, start), let found = named[name.key] else { return nil }
    let next = name.end < text.count ? text[name.end] : 0
    if next == 0x3B { return (name.end + 1, found.units) }
    // Without its semicolon a name may be part of a query: ?a=1&copy=2.
    return found.isBare && next != 0x3D ? (name.end, found.units) : nil
  }

  private func numeric(_ text: UnsafeBufferPointer<UInt16>, _ start: Int) -> (end: Int, units: [UInt16])? {
    var at = start
    let isHexadecimal = at < text.count && text[at] | 0x20 == 0x78
    if isHexadecimal { at += 1 }
    let digits = at
    var value: UInt32 = 0
    while at < text.count, let digit = Self.digit(text[at], isHexadecimal), at - digits < 9 {
      value = value &* (isHexadecimal ? 16 : 10) &+ digit
      if value > 0x10FFFF { return nil }
      at += 1
    }
    guard at > digits, at < text.count, text[at] == 0x3B else { return nil }
    if (0x80...0x9F).contains(value) { value = Self.windows1252[Int(value - 0x80)] }
    guard let scalar = Unicode.Scalar(value), value != 0 else { return nil }
    return (at + 1, units(of: scalar.value))
  }

  private static func digit(_ unit: UInt16, _ isHexadecimal: Bool) -> UInt32? {
    if isASCIIDigit(unit) { return UInt32(unit - 0x30) }
    guard isHexadecimal, (unit | 0x20) &- 0x61 < 6 else { return nil }
    return UInt32((unit | 0x20) - 0x61 + 10)
  }

  /// What numbers of control characters mean in HTML: their place in windows-1252.
  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]
}

/// An ASCII name of at most eight letters and digits, packed into one number.
struct ShortName {
  let key: UInt64
  let end: Int

  init?(_ name: String) {
    let units = Array(name.utf16)
    guard let it = units.withUnsafeBufferPointer({ ShortName($0, 0) }), it.end == units.count else { return nil }
    self = it
  }

  /// The name that stands at a place; nil for none, or a longer one.
  init?(_ text: UnsafeBufferPointer<UInt16>, _ start: Int, foldingCase: Bool = false) {
    var key: UInt64 = 0
    var at = start
    while at < text.count, isASCIILetter(text[at]) || isASCIIDigit(text[at]) {
      guard at - start < 8 else { return nil }
      key = key << 8 | UInt64(foldingCase && isASCIILetter(text[at]) ? text[at] | 0x20 : text[at])
      at += 1
    }
    guard at > start else { return nil }
    self.key = key
    end = at
  }
}
