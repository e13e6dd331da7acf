import Decoding
import FoundationEssentials
import Ingesting
import Rules

/// What a run tells of itself when it is whole: a manifest as W3C PROV-JSON, and figures for Prometheus.
///
/// Nothing in the manifest comes from a clock: the same run writes the same bytes.
public struct RunAccount {
  private let folder: RunFolder
  private let inputs: [String]
  private let program: String
  private let rules: String
  private let options: String
  private let result: FolderRun.Result

  public init(
    _ pipeline: Pipeline, _ folder: RunFolder, inputs: [String], program: String, result: FolderRun.Result
  ) {
    self.folder = folder
    self.inputs = inputs
    self.program = program
    self.result = result
    rules = String(pipeline.tables.fingerprint, radix: 16)
    options = pipeline.file.canonical
  }

  // MARK: PROV-JSON

  /// See https://www.w3.org/submissions/prov-json/: entities by name, relations by name, attributes with a prefix.
  private struct Provenance: Codable {
    var prefix: [String: String]
    var entity: [String: [String: String]]
    var activity: [String: [String: String]]
    var agent: [String: [String: String]]
    var used: [String: [String: String]]
    var wasGeneratedBy: [String: [String: String]]
    var wasAssociatedWith: [String: [String: String]]
  }

  /// Writes `manifest.json`.
  public func write() throws(InputError) {
    var provenance = Provenance(
      prefix: ["zb": "urn:zhibiao:", "file": "urn:zhibiao:file:"], entity: [:],
      activity: [
        "zb:run": [
          "zb:options": options, "zb:rules": rules, "zb:documents": String(result.commit.succeeded),
          "zb:quarantined": String(result.commit.failures), "zb:bytesRead": String(result.commit.read),
          "zb:bytesWritten": String(result.commit.written), "zb:digest": result.commit.digest,
        ]
      ], agent: ["zb:program": ["prov:type": "prov:SoftwareAgent", "zb:version": program]], used: [:],
      wasGeneratedBy: [:],
      wasAssociatedWith: ["_:by": ["prov:activity": "zb:run", "prov:agent": "zb:program"]])
    for (at, input) in inputs.enumerated() {
      provenance.entity["file:\(input)"] = Self.describe(input)
      provenance.used["_:in\(at + 1)"] = ["prov:activity": "zb:run", "prov:entity": "file:\(input)"]
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
      $0.hasPrefix("records-") || $0 == "quarantine.jsonl"
    }
    for (at, name) in names.sorted().enumerated() {
      provenance.entity["file:\(name)"] = Self.describe("\(folder.path)/\(name)")
      provenance.wasGeneratedBy["_:out\(at + 1)"] = ["prov:entity": "file:\(name)", "prov:activity": "zb:run"]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let bytes = ((try? encoder.encode(provenance)).map(Array.init) ?? []) + [0x0A]
    try Self.replace(folder.manifest, with: bytes)
  }

  private static func describe(_ path: String) -> [String: String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder, let it = SHA256.file(path)
    else { return [:] }
    return ["zb:bytes": String(it.bytes), "zb:sha256": it.digest]
  }

  // MARK: Prometheus

  public func writeMetrics(to path: String, seconds: Double) throws(InputError) {
    var text = ""
    func metric(_ name: String, _ help: String, _ type: String, _ values: [(labels: String, value: String)]) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
      for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
    }
    metric(
      "zhibiao_documents_total", "Documents by outcome.", "counter",
      [
        (#"{outcome="done"}"#, String(result.commit.succeeded)),
        (#"{outcome="quarantined"}"#, String(result.commit.failures)),
      ])
    metric("zhibiao_read_bytes_total", "Bytes of documents read.", "counter", [("", String(result.commit.read))])
    metric(
      "zhibiao_written_bytes_total", "Bytes of records written.", "counter", [("", String(result.commit.written))])
    metric(
      "zhibiao_run_seconds", "Seconds that the last call took.", "gauge",
      [("", String(Double(Int(seconds * 1000)) / 1000))])
    try Self.replace(path, with: Array(text.utf8))
  }

  private static func replace(_ path: String, with bytes: [UInt8]) throws(InputError) {
    let file = try AppendedFile(path: path + ".part", length: 0)
    try file.append(bytes)
    try file.finish(as: path)
  }
}
