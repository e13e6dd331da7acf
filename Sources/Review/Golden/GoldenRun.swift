import Emitting
import Pipeline
import Rules

/// Golden records beside what there is now.
public struct GoldenRun: Sendable {
  public let name: String
  public let goldenPath: String
  /// nil where there is no golden yet.
  public let golden: [UInt8]?
  public let now: [UInt8]
  public let differences: [Difference]
  public let scores: GoldenScores
  /// How many records that stayed the same each trail of rules made.
  let sameTrails: [String: Int]

  public init(_ it: GoldenCase, _ pipeline: Pipeline) throws {
    try self.init(name: it.name, goldenPath: it.goldenPath, golden: it.golden, now: it.records(pipeline))
  }

  public init(name: String, goldenPath: String, golden: [UInt8]?, now: [UInt8]) throws {
    self.name = name
    self.goldenPath = goldenPath
    self.golden = golden
    self.now = now
    var report = Report()
    try RecordDiff(
      old: RecordFile(bytes: golden ?? [], name: goldenPath), new: RecordFile(bytes: now, name: "records of \(name)")
    ).run(&report)
    if report.differences.isEmpty, golden != now { report.differences = [Self.bytes(name, golden ?? [], now)] }
    differences = report.differences
    scores = report.scores
    sameTrails = report.trails
  }

  /// Byte for byte.
  public var isSame: Bool { golden == now }

  /// The same records in other bytes, as one difference.
  private static func bytes(_ name: String, _ golden: [UInt8], _ now: [UInt8]) -> Difference {
    func side(_ bytes: [UInt8]) -> Difference.Side {
      var hash = StableHash()
      hash.add(String(decoding: bytes, as: UTF8.self))
      return Difference.Side(
        recordID: name, exact: "", span: 0..<0, rules: [], sentenceSpan: 0..<0, roles: [], line: "\"\(hash.text)\"")
    }
    return Difference(
      kind: .changed, type: .document, document: name, old: side(golden), new: side(now),
      fields: [
        FieldChange(
          "bytes", "\(golden.count)", "\(now.count): the same records; the order of lines or keys, or spaces, differ")
      ])
  }

  private struct Report: DiffReport {
    var differences: [Difference] = []
    var scores = GoldenScores()
    var trails: [String: Int] = [:]

    mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup) {
      for line in lines {
        scores.addSame(line, group)
        trails[String(decoding: group.bytes[line.rule], as: UTF8.self), default: 0] += 1
      }
    }

    mutating func add(document: String, _ differences: [Difference], old: RecordGroup?, new: RecordGroup?) {
      self.differences += differences
      for difference in differences { scores.add(difference) }
    }
  }

  /// Tells its differences to a page.
  public func report(to page: inout HTMLReport) throws {
    try RecordDiff(
      old: RecordFile(bytes: golden ?? [], name: goldenPath), new: RecordFile(bytes: now, name: name)
    ).run(&page)
  }

  // MARK: Goldens anew

  /// The golden records with the accepted differences taken over, and those alone: byte for byte the same on every
  /// machine.
  public func merged(_ decisions: Decisions) throws -> [UInt8] {
    let accepted = Set(differences.map(\.id).filter { decisions[$0] == .accept })
    if accepted.isEmpty { return golden ?? [] }
    if differences.allSatisfy({ accepted.contains($0.id) }) { return now }
    var out: [UInt8] = []
    try DocumentPairs(
      old: RecordFile(bytes: golden ?? [], name: goldenPath), new: RecordFile(bytes: now, name: name)
    ).forEach { before, after in out += Self.merged(before, after, accepted) }
    return out
  }

  private static func merged(_ before: RecordGroup?, _ after: RecordGroup?, _ accepted: Set<String>) -> [UInt8] {
    let diff: DocumentDiff
    switch (before, after) {
    case (let before?, let after?):
      if before.bytes == after.bytes { return before.bytes }
      diff = DocumentDiff(before, after)
    case (let before?, nil): diff = DocumentDiff(lost: before)
    case (nil, let after?): diff = DocumentDiff(new: after)
    case (nil, nil): return []
    }
    // Offsets are of one text: records of a text that is not accepted are not either.
    let text = diff.differences.first { $0.fields.contains { $0.name == "text" } }
    if let text, let before, !accepted.contains(text.id) { return before.bytes }
    var out: [UInt8] = []
    for entry in diff.entries {
      switch entry {
      case .same(let old, let new):
        if text != nil, let after { out += after.bytes[new.range] } else { out += before?.bytes[old.range] ?? [] }
      case .different(let it):
        guard let line = (accepted.contains(it.id) ? it.new : it.old)?.line else { continue }
        out += Array(line.utf8)
      }
      out.append(0x0A)
    }
    return out
  }
}
