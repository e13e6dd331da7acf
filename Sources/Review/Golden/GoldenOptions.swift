import Emitting
import Ingesting
import Pipeline
import Records
import Rules
import Text
import Yams

/// The options of a golden case, from the `.yml` beside its article: `date`, `region`, `format`, `records`, and switches
/// of stages such as `simplify`.
struct GoldenOptions {
  private var values: [String: String] = [:]

  private static let known = ["date", "region", "format", "records", "simplify", "unmask", "pages"]
  private static let switches: [(name: String, stage: StageName)] = [
    ("simplify", .normalise), ("unmask", .normalise), ("pages", .decode),
  ]

  init() {}

  init(text: String, path: String) throws(Diagnostic) {
    func fault(_ node: Node?, _ message: String, _ mend: String?) -> Diagnostic {
      let line = node?.mark?.line ?? 1
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return Diagnostic(
        file: path, line: line, column: node?.mark?.column ?? 1,
        excerpt: lines.indices.contains(line - 1) ? String(lines[line - 1]) : "", message: message, mend: mend)
    }
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw fault(nil, "not YAML: \(error)", nil)
    }
    guard let root else { return }
    guard let pairs = root.mapping else { throw fault(root, "options are written `name: value`, one a line", nil) }
    for (key, value) in pairs {
      let name = key.string ?? ""
      guard Self.known.contains(name) else {
        throw fault(key, "a golden case has no option '\(name)'", suggestion(name, Self.known))
      }
      values[name] =
        value.scalar?.string ?? value.sequence?.compactMap { $0.scalar?.string }.joined(separator: ",") ?? ""
    }
    if let format = values["format"], InputFormat(rawValue: format) == nil {
      throw fault(pairs["format"], "there is no format '\(format)'", "text, html and jsonl are known")
    }
    for name in types where RecordType(rawValue: name) == nil {
      throw fault(
        pairs["records"], "no records are of the type '\(name)'", suggestion(name, RecordType.allCases.map(\.rawValue)))
    }
    if let date = values["date"], CalendarDate(date) == nil {
      throw fault(pairs["date"], "'\(date)' is no date", "write it as 2021-11-15")
    }
  }

  private var types: [String] { (values["records"] ?? "").split(separator: ",").map(String.init) }

  func apply(to file: inout PipelineFile) {
    file.ingest.date = values["date"]
    file.ingest.region = values["region"]
    file.ingest.format = values["format"].flatMap { InputFormat(rawValue: $0) }
    if !types.isEmpty { file.records = Set(types.compactMap { RecordType(rawValue: $0) }) }
    for (name, stage) in Self.switches {
      if let value = values[name] { file.switches[stage, default: [:]][name] = value == "true" }
    }
  }
}
