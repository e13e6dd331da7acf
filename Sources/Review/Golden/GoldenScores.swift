import Emitting

/// How well records agree with golden ones: precision, recall and F1, by type of record and by field.
///
/// A record is right when nothing of it differs. A field counts where it says something (not null): of all that golden
/// records say, how much is said again; of all that is said now, how much is golden.
public struct GoldenScores: Sendable {
  public private(set) var types: [RecordType: Tally] = [:]
  /// By `type.field`.
  public private(set) var fields: [String: Tally] = [:]

  /// What says where a record is, not what it says.
  private static let unscored: Set<String> = [
    "record", "doc", "id", "exact", "start", "end", "source_start", "source_end", "sentence_start", "sentence_end",
    "spans", "rule",
  ]

  public init() {}

  mutating func addSame(_ line: RecordGroup.Line, _ group: RecordGroup) {
    types[line.type, default: Tally()].add(right: 1, gold: 1, found: 1)
    for member in group.members[line.members] where group.slice(member.value).first != 0x6E {
      let name = group.name(member)
      if !Self.unscored.contains(name) {
        fields["\(line.type.rawValue).\(name)", default: Tally()].add(right: 1, gold: 1, found: 1)
      }
    }
  }

  mutating func add(_ difference: Difference) {
    let (old, new) = (difference.old, difference.new)
    types[difference.type, default: Tally()].add(right: 0, gold: old == nil ? 0 : 1, found: new == nil ? 0 : 1)
    let (before, after) = (old.map { RecordFields(line: $0.line) }, new.map { RecordFields(line: $0.line) })
    let changed = Set(difference.fields.map(\.name))
    var names = before?.list.map(\.name) ?? []
    for field in after?.list ?? [] where !names.contains(field.name) { names.append(field.name) }
    for name in names where !Self.unscored.contains(name) {
      let (was, now) = (before?[name] ?? "null", after?[name] ?? "null")
      let (gold, found) = (was == "null" ? 0 : 1, now == "null" ? 0 : 1)
      let isRight = old != nil && new != nil && !changed.contains(name)
      fields["\(difference.type.rawValue).\(name)", default: Tally()].add(
        right: isRight ? gold : 0, gold: gold, found: found)
    }
  }

  public mutating func add(_ other: GoldenScores) {
    for (type, tally) in other.types { types[type, default: Tally()].add(tally) }
    for (field, tally) in other.fields { fields[field, default: Tally()].add(tally) }
  }
}

/// Right ones against what gold has and what was found.
public struct Tally: Sendable, Equatable {
  public private(set) var right = 0
  public private(set) var gold = 0
  public private(set) var found = 0

  public init() {}

  mutating func add(right: Int = 0, gold: Int = 0, found: Int = 0) {
    self.right += right
    self.gold += gold
    self.found += found
  }

  mutating func add(_ other: Tally) { add(right: other.right, gold: other.gold, found: other.found) }

  /// 1 where there was nothing to find and nothing was found.
  public var precision: Double { share(of: found) }
  public var recall: Double { share(of: gold) }

  public var f1: Double {
    let sum = precision + recall
    return sum > 0 ? 2 * precision * recall / sum : 0
  }

  private func share(of count: Int) -> Double {
    count > 0 ? Double(right) / Double(count) : gold == 0 && found == 0 ? 1 : 0
  }

  /// `0.987`.
  static func shown(_ share: Double) -> String {
    let digits = String(Int((share * 1000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded.dropLast(3)).\(padded.suffix(3))"
  }

  var cells: [String] {
    [Tally.shown(precision), Tally.shown(recall), Tally.shown(f1), "\(right)", "\(gold)", "\(found)"]
  }

  var json: String {
    #""precision":\#(precision),"recall":\#(recall),"f1":\#(f1),"right":\#(right),"gold":\#(gold),"found":\#(found)"#
  }
}
