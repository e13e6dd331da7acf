import Emitting

/// One difference between two sets of records: a record that changed, was lost, is new, or moved.
public struct Difference: Sendable {
  /// What became of the record.
  public enum Kind: String, Sendable, CaseIterable {
    /// Some of its fields say something else.
    case changed
    /// It was there and has no like now.
    case lost
    /// It had no like before.
    case new
    /// It says the same of another stretch of the text, beyond what a change of the text explains.
    case moved
  }

  public var kind: Kind
  public var type: RecordType
  /// The document's id.
  public var document: String
  public var old: Side?
  public var new: Side?
  /// What a changed record says now, field by field, in the order of the record.
  public var fields: [FieldChange] = []

  /// The record on one side.
  public struct Side: Sendable {
    public var recordID: String
    public var exact: String
    /// Code points of the text.
    public var span: Range<Int>
    public var rules: [String]
    /// Empty where the document's record is not at hand.
    public var sentence: String = ""
    /// Code points of the text.
    public var sentenceSpan: Range<Int>
    public var roles: [Role]
    /// The record as it is written.
    public var line: String
  }

  /// A name that stays the same from run to run, by which a decision can speak of it: of what it is, not where.
  public var id: String {
    var hash = StableHash()
    hash.add(kind.rawValue)
    hash.add(document)
    hash.add(old?.line ?? "")
    hash.add(new?.line ?? "")
    return hash.text
  }

  /// The rows that had a hand in it, on either side, each once.
  public var rules: [String] {
    var out = new?.rules ?? []
    for rule in old?.rules ?? [] where !out.contains(rule) { out.append(rule) }
    return out
  }

  /// The id of the record that it is about.
  public var recordID: String { (old ?? new)?.recordID ?? document }
}

/// A field that says something else, with its values as JSON has them (of text, without quotes).
public struct FieldChange: Sendable, Equatable {
  public var name: String
  public var old: String
  public var new: String

  public init(_ name: String, _ old: String, _ new: String) {
    self.name = name
    self.old = old
    self.new = new
  }
}

/// FNV-1a over UTF-8, 64 bits: the same on every machine and in every run.
struct StableHash {
  private var value: UInt64 = 14_695_981_039_346_656_037

  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
    value = (value ^ 0xFF) &* 1_099_511_628_211
  }

  /// Twelve hexadecimal digits.
  var text: String {
    let digits = String(value & 0xFFFF_FFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}
