import Emitting
import Ingesting
import Rules
import Yams

/// Reads a pipeline file, with the place of each fault.
struct PipelineFileReader {
  let path: String
  let lines: [Substring]
  private let text: String
  private var faults: [Diagnostic] = []
  private var file = PipelineFile(tables: [])

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  mutating func read() throws -> PipelineFile {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch { throw Diagnostics([diagnostic(of: error)]) }
    guard let root, let pairs = root.mapping else {
      throw Diagnostics([
        fault(
          root, "a pipeline file is a mapping with the key 'stages'", mend: "see Pipelines/news.yml for one that works")
      ])
    }
    for (key, value) in pairs {
      switch key.string {
      case "tables": readTables(value)
      case "stages": readStages(value)
      default: unknown(key, "a pipeline file has no key", ["tables", "stages"])
      }
    }
    if pairs["stages"] == nil { faults.append(fault(root, "the key 'stages' is missing")) }
    if !faults.isEmpty { throw Diagnostics(faults) }
    return file
  }

  // MARK: Parts

  private mutating func readTables(_ node: Node) {
    let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    for item in node.sequence.map(Array.init) ?? [node] {
      guard let name = item.scalar?.string, !name.isEmpty else {
        faults.append(fault(item, "a folder of tables is wanted"))
        continue
      }
      file.tables.append(name.hasPrefix("/") ? name : "\(folder)/\(name)")
    }
  }

  private mutating func readStages(_ node: Node) {
    guard let list = node.sequence else {
      return faults.append(fault(node, "'stages' is a list", mend: "write each stage as `- stage: NAME`"))
    }
    var seen: [StageName] = []
    for item in list {
      guard let stage = readStage(item) else { continue }
      if seen.contains(stage) {
        faults.append(fault(item, "the stage '\(stage)' stands twice"))
      } else if let last = seen.last, StageName.place(stage) < StageName.place(last) {
        faults.append(fault(item, "'\(stage)' must stand before '\(last)'", mend: "the order is that of the data flow"))
      }
      seen.append(stage)
    }
    for stage in StageName.allCases where !seen.contains(stage) {
      if stage.isNeeded { faults.append(fault(node, "the stage '\(stage)' is missing")) }
      file.disabled.insert(stage)
    }
  }

  private mutating func readStage(_ node: Node) -> StageName? {
    if let name = node.scalar { return stageName(name.string, at: node) }
    guard let pairs = node.mapping, let nameNode = pairs["stage"] else {
      faults.append(fault(node, "a stage is wanted", mend: "write it as `- stage: NAME`"))
      return nil
    }
    guard let stage = stageName(nameNode.scalar?.string ?? "", at: nameNode) else { return nil }
    for (key, value) in pairs {
      switch key.string ?? "" {
      case "stage": break
      case "enabled":
        guard let on = bool(value) else { continue }
        if !on, stage.isNeeded { faults.append(fault(value, "nothing can be done without '\(stage)'")) }
        if !on { file.disabled.insert(stage) }
      case let name where PipelineFile.options(of: stage).contains(name): readOption(name, value, of: stage)
      default: unknown(key, "'\(stage)' has no option", ["enabled"] + PipelineFile.options(of: stage))
      }
    }
    return stage
  }

  private mutating func stageName(_ name: String, at node: Node) -> StageName? {
    if let stage = StageName(rawValue: name) { return stage }
    faults.append(
      fault(node, "no stage is called '\(name)'", mend: suggestion(name, StageName.allCases.map(\.rawValue))))
    return nil
  }

  private mutating func readOption(_ name: String, _ value: Node, of stage: StageName) {
    switch (stage, name) {
    case (.ingest, "format"): file.ingest.format = choice(value)
    case (.ingest, "date"):
      file.ingest.date = value.scalar?.string
    case (.ingest, "region"): file.ingest.region = value.scalar?.string
    case (.ingest, "max_bytes"): file.ingest.limits.bytes = limit(value, "bytes", 1 << 30)
    case (.ingest, "max_ratio"): file.ingest.limits.ratio = limit(value, "times", 1 << 20)
    case (.ingest, "max_depth"): file.ingest.limits.depth = limit(value, "levels", 16)
    case (.ingest, "max_members"): file.ingest.limits.members = limit(value, "members", 1 << 30)
    case (.ingest, "map"):
      guard let pairs = value.mapping else {
        return faults.append(fault(value, "a mapping of field to name is wanted"))
      }
      for (key, name) in pairs {
        guard let field = key.string, IngestOptions.fields.contains(field) else {
          unknown(key, "a document has no field", IngestOptions.fields)
          continue
        }
        file.ingest.fieldNames[field] = name.scalar?.string
      }
    case (.emit, "records"):
      file.records = []
      for item in value.sequence.map(Array.init) ?? [value] {
        if let type: RecordType = choice(item) { file.records.insert(type) }
      }
    default:
      if let on = bool(value) { file.switches[stage, default: [:]][name] = on }
    }
  }

  // MARK: Values and faults

  private mutating func limit(_ node: Node, _ what: String, _ most: Int) -> Int {
    if let limit = node.int, (1...most).contains(limit) { return limit }
    faults.append(fault(node, "a number of \(what) from 1 to \(most) is wanted"))
    return 1
  }

  private mutating func bool(_ node: Node) -> Bool? {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      faults.append(fault(node, "true or false is wanted"))
      return nil
    }
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(_ node: Node) -> Choice?
  where Choice.RawValue == String {
    let word = node.scalar?.string ?? ""
    if let found = Choice(rawValue: word) { return found }
    faults.append(fault(node, "'\(word)' is not known here", mend: suggestion(word, Choice.allCases.map(\.rawValue))))
    return nil
  }

  private mutating func unknown(_ key: Node, _ what: String, _ known: [String]) {
    let name = key.string ?? "?"
    faults.append(fault(key, "\(what) '\(name)'", mend: suggestion(name, known)))
  }

  private func fault(_ node: Node?, _ message: String, mend: String? = nil) -> Diagnostic {
    let mark = node?.mark
    return diagnostic(mark?.line ?? 1, mark?.column ?? 1, node?.scalar?.string.unicodeScalars.count ?? 1, message, mend)
  }

  private func diagnostic(
    _ line: Int, _ column: Int, _ length: Int, _ message: String, _ mend: String?
  ) -> Diagnostic {
    let excerpt = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    return Diagnostic(
      file: path, line: line, column: column, length: length, excerpt: excerpt, message: message, mend: mend)
  }

  private func diagnostic(of error: any Error) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
      .composer(_, let problem, let mark, _)?:
      diagnostic(mark.line, mark.column, 1, "not YAML: \(problem)", nil)
    case .duplicatedKeysInMapping(let duplicates, _)?:
      diagnostic(1, 1, 1, "not YAML: keys stand twice: \(duplicates)", nil)
    default: diagnostic(1, 1, 1, "not YAML: \(error)", nil)
    }
  }
}

extension StageName {
  static func place(_ stage: StageName) -> Int { allCases.firstIndex(of: stage) ?? 0 }
}
