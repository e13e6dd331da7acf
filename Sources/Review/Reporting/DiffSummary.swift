import Emitting

/// What a comparison found, counted: by type of record, by rule and by field, with some samples of each.
///
/// A rule is named the earlier, the more of the differences it had a hand in and the fewer records it made that stayed
/// the same (Ochiai's measure, as used for finding faulty lines of programs): the row that was changed comes first,
/// not the row that makes most records.
public struct DiffSummary: Sendable {
  public private(set) var same = 0
  public private(set) var documents = 0
  public private(set) var changedDocuments = 0
  public private(set) var total = Counts()
  public private(set) var types: [RecordType: Counts] = [:]
  public private(set) var fields: [String: FieldCounts] = [:]
  private var rules: [String: RuleCounts] = [:]
  /// Of records that no rule and no field speaks of: documents that came or went.
  private(set) var otherSamples: [RecordType: [Difference]] = [:]
  /// How many records that stayed the same each trail of rules made.
  private var trails: [UInt64: (trail: String, count: Int)] = [:]

  /// How many differences of each kind.
  public struct Counts: Sendable, Equatable {
    public var same = 0
    public var changed = 0
    public var lost = 0
    public var new = 0
    public var moved = 0

    public var differences: Int { changed + lost + new + moved }

    mutating func add(_ kind: Difference.Kind) {
      switch kind {
      case .changed: changed += 1
      case .lost: lost += 1
      case .new: new += 1
      case .moved: moved += 1
      }
    }
  }

  struct RuleCounts: Sendable {
    var counts = Counts()
    var samples: [Difference] = []
  }

  /// A field of a type: how often it says something else, and from what to what.
  public struct FieldCounts: Sendable {
    public var count = 0
    var steps: [Step: Int] = [:]
    /// Steps that were not told apart any more: there are too many.
    var others = 0
    var samples: [Difference] = []

    struct Step: Hashable, Sendable {
      var old: String
      var new: String
    }

    private static let most = 200

    mutating func add(_ change: FieldChange) {
      count += 1
      let step = Step(old: change.old, new: change.new)
      if steps[step] != nil || steps.count < Self.most { steps[step, default: 0] += 1 } else { others += 1 }
    }

    /// The commonest first.
    public var commonest: [(old: String, new: String, count: Int)] {
      steps.map { ($0.key.old, $0.key.new, $0.value) }
        .sorted { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }
    }
  }

  /// How many samples of each rule and field are kept.
  private let samples: Int

  public init(samples: Int = 3) { self.samples = samples }

  // MARK: Counting

  public mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup) {
    documents += 1
    same += lines.count
    for line in lines {
      types[line.type, default: Counts()].same += 1
      count(group.bytes[line.rule])
    }
  }

  /// Records that are the same, by the rules that made them.
  mutating func addSame(trail: String, _ records: Int) { count(Array(trail.utf8)[...], records) }

  private mutating func count(_ trail: ArraySlice<UInt8>, _ records: Int = 1) {
    guard !trail.isEmpty else { return }
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in trail { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    if trails[hash] != nil {
      trails[hash]?.count += records
    } else {
      trails[hash] = (String(decoding: trail, as: UTF8.self), records)
    }
  }

  public mutating func add(document: String, _ differences: [Difference]) {
    guard !differences.isEmpty else { return }
    changedDocuments += 1
    for difference in differences { add(difference) }
  }

  private mutating func add(_ difference: Difference) {
    total.add(difference.kind)
    types[difference.type, default: Counts()].add(difference.kind)
    for rule in difference.rules {
      rules[rule, default: RuleCounts()].counts.add(difference.kind)
      if let count = rules[rule]?.samples.count, count < samples { rules[rule]?.samples.append(difference) }
    }
    if difference.rules.isEmpty, difference.fields.isEmpty, otherSamples[difference.type, default: []].count < samples {
      otherSamples[difference.type, default: []].append(difference)
    }
    for change in difference.fields {
      let name = "\(difference.type.rawValue).\(change.name)"
      fields[name, default: FieldCounts()].add(change)
      if let count = fields[name]?.samples.count, count < samples { fields[name]?.samples.append(difference) }
    }
  }

  // MARK: Telling

  public var hasDifferences: Bool { total.differences > 0 }

  /// A rule with its differences.
  public struct Rule: Sendable {
    public var name: String
    public var counts: Counts
    /// All records that it had a hand in, on either side.
    public var records: Int
    public var samples: [Difference]
    var weight: Double
  }

  /// The likeliest cause first.
  public func byRule() -> [Rule] {
    var unchanged: [Substring: Int] = [:]
    for (trail, count) in trails.values {
      for rule in trail.split(separator: "+") { unchanged[rule, default: 0] += count }
    }
    let all = Double(total.differences)
    return rules.map { name, it in
      let count = it.counts.differences
      let records = count + unchanged[name[...], default: 0]
      let weight = Double(count) / (all * Double(records)).squareRoot()
      return Rule(name: name, counts: it.counts, records: records, samples: it.samples, weight: weight)
    }.sorted { a, b in
      a.weight != b.weight
        ? a.weight > b.weight
        : a.counts.differences != b.counts.differences
          ? a.counts.differences > b.counts.differences : a.name < b.name
    }
  }

  /// The field with most changes first.
  public func byField() -> [(name: String, counts: FieldCounts)] {
    fields.map { ($0.key, $0.value) }.sorted { ($1.1.count, $0.0) < ($0.1.count, $1.0) }
  }
}
