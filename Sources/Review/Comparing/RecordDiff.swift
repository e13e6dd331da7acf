import Rules

/// Compares two files of records, document by document.
public struct RecordDiff {
  private let pairs: DocumentPairs

  public init(old: RecordFile, new: RecordFile) { pairs = DocumentPairs(old: old, new: new) }

  /// Hands what it finds to `report`, in the order of the old file, then what only the new one has.
  public func run(_ report: inout some DiffReport) throws {
    try pairs.forEach { before, after in
      switch (before, after) {
      case (let before?, let after?):
        if before.bytes == after.bytes {
          report.addSame(before.lines, of: before)
          return
        }
        let diff = DocumentDiff(before, after)
        report.addSame(diff.same.map(\.old), of: before)
        try report.add(document: after.id, diff.differences, old: before, new: after)
      case (let before?, nil):
        report.addSame([], of: before)
        try report.add(document: before.id, DocumentDiff(lost: before).differences, old: before, new: nil)
      case (nil, let after?):
        report.addSame([], of: after)
        try report.add(document: after.id, DocumentDiff(new: after).differences, old: nil, new: after)
      case (nil, nil): break
      }
    }
  }
}

/// What takes the findings of a comparison.
public protocol DiffReport {
  /// The records of a document that are the same on both sides; called once for each document.
  mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup)
  /// The differences of a document, with its records on both sides where there are any.
  mutating func add(document: String, _ differences: [Difference], old: RecordGroup?, new: RecordGroup?) throws
}
