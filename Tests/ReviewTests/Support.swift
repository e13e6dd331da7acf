import Foundation
import Zhibiao
import ZhibiaoTesting

@testable import Review

/// Records of the real pipeline, with all types.
func lines(_ text: String, id: String = "a.txt", date: String? = "2021-11-15") throws -> String {
  let pipeline = try TestPipeline.with { $0.records = Set(RecordType.allCases) }
  return String(decoding: pipeline.emit(pipeline.document(of: text, id: id, date: date)), as: UTF8.self)
}

/// A file of the test run that goes away with it.
final class ScratchFile {
  let path: String

  init(_ text: String) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  deinit { unlink(path) }
}

/// Keeps all that a comparison finds.
struct Findings: DiffReport {
  var same = 0
  var list: [Difference] = []
  var summary = DiffSummary()

  mutating func addSame(_ lines: [RecordGroup.Line], of group: RecordGroup) {
    same += lines.count
    summary.addSame(lines, of: group)
  }

  mutating func add(document: String, _ differences: [Difference], old: RecordGroup?, new: RecordGroup?) {
    list += differences
    summary.add(document: document, differences)
  }
}

func diff(_ old: String, _ new: String) throws -> Findings {
  let (before, after) = (try ScratchFile(old), try ScratchFile(new))
  var out = Findings()
  try RecordDiff(old: RecordFile(path: before.path), new: RecordFile(path: after.path)).run(&out)
  return out
}
