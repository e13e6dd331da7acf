import Rules

/// Compares two files of records, document by document, in memory that does not grow with them.
///
/// Documents mostly come in the same order in both; from the first that does not, the rest of the new file is indexed by
/// where its documents stand.
public struct RecordDiff {
  private let old: RecordFile
  private let new: RecordFile

  public init(old: RecordFile, new: RecordFile) {
    self.old = old
    self.new = new
  }

  /// Hands what it finds to `report`, in the order of the old file, then what only the new one has.
  public func run(_ report: inout some DiffReport) throws {
    var (before, after) = (RecordGroup(), RecordGroup())
    while try old.next(&before) {
      let place = new.place
      guard try new.next(&after) else {
        new.seek(place)
        return try finish(&before, &report)
      }
      guard before.id == after.id else {
        new.seek(place)
        return try finish(&before, &report)
      }
      try compare(before, after, &report)
    }
    while try new.next(&after) { try add(new: after, &report) }
  }

  /// From a document on that is not where it should be.
  private func finish(_ before: inout RecordGroup, _ report: inout some DiffReport) throws {
    var places: [String: [RecordFile.Place]] = [:]
    var order: [String] = []
    var after = RecordGroup()
    var place = new.place
    while try new.next(&after) {
      places[after.id, default: []].append(place)
      order.append(after.id)
      place = new.place
    }
    // Those of one id go by their order.
    var used: [String: Int] = [:]
    repeat {
      let turn = used[before.id, default: 0]
      if let list = places[before.id], turn < list.count {
        used[before.id] = turn + 1
        new.seek(list[turn])
        _ = try new.next(&after)
        try compare(before, after, &report)
      } else {
        report.addSame([], of: before)
        try report.add(document: before.id, DocumentDiff(lost: before).differences)
      }
    } while try old.next(&before)
    for id in order {
      let turn = used[id, default: 0]
      // The first ones were met; of the rest each is new.
      guard turn < places[id]?.count ?? 0, let next = places[id]?[turn] else { continue }
      used[id] = turn + 1
      new.seek(next)
      _ = try new.next(&after)
      try add(new: after, &report)
    }
  }

  private func add(new group: RecordGroup, _ report: inout some DiffReport) throws {
    report.addSame([], of: group)
    try report.add(document: group.id, DocumentDiff(new: group).differences)
  }

  private func compare(_ before: RecordGroup, _ after: RecordGroup, _ report: inout some DiffReport) throws {
    if before.bytes == after.bytes {
      report.addSame(before.lines, of: before)
      return
    }
    let diff = DocumentDiff(before, after)
    report.addSame(diff.same, of: before)
    try report.add(document: after.id, diff.differences)
  }
}

/// What takes the findings of a comparison.
public protocol DiffReport {
  /// The records of a document that are the same on both sides; called once for each document.
  mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup)
  mutating func add(document: String, _ differences: [Difference]) throws
}
