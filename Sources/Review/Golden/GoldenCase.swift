import FoundationEssentials
import Ingesting
import Pipeline
import Records
import Rules

/// An article with its golden records (`.jsonl`) and options (`.yml`) beside it.
public struct GoldenCase: Sendable, CustomStringConvertible {
  /// The path below the suite's folder, without the end: `county/economy`.
  public let name: String
  public let path: String
  public let goldenPath: String
  /// The golden records as they stand in the file; nil where there is none yet.
  public let golden: [UInt8]?
  private let options: GoldenOptions

  public var description: String { name }

  init(folder: String, name: String, end: String) throws {
    self.name = name
    path = "\(folder)/\(name).\(end)"
    goldenPath = "\(folder)/\(name).jsonl"
    golden = FileManager.default.contents(atPath: goldenPath).map { Array($0) }
    let file = "\(folder)/\(name).yml"
    if let data = FileManager.default.contents(atPath: file) {
      options = try GoldenOptions(text: String(decoding: data, as: UTF8.self), path: file)
    } else {
      options = GoldenOptions()
    }
  }

  /// What a pipeline makes of the article now, as JSON Lines.
  public func records(_ pipeline: Pipeline) throws -> [UInt8] {
    let pipeline = pipeline.with { options.apply(to: &$0) }
    var ingester = Ingester([path], options: pipeline.file.ingest)
    var out: [UInt8] = []
    while let next = ingester.next() {
      var document = try next.get()
      // The name and not the path, so that a golden is the same in every folder.
      if document.id.hasPrefix(path) {
        document.id = (path.split(separator: "/").last.map(String.init) ?? "") + document.id.dropFirst(path.count)
      }
      document.source = nil
      pipeline.process(&document)
      out += pipeline.emit(document)
    }
    return out
  }
}

/// A folder of golden cases, with all that is below it.
public struct GoldenSuite: Sendable {
  public let folder: String
  /// By name.
  public let cases: [GoldenCase]

  private static let ends: Set<String> = ["txt", "html", "htm", "ndjson"]

  public init(folder: String) throws {
    self.folder = folder
    let files = FileManager.default
    var isFolder = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw InputError(place: folder, reason: "no such folder; one of articles with golden records is wanted")
    }
    cases = try files.subpathsOfDirectory(atPath: folder).sorted().compactMap { path in
      guard let dot = path.lastIndex(of: "."), Self.ends.contains(String(path[path.index(after: dot)...])),
        !path.split(separator: "/").contains(where: { $0.hasPrefix(".") })
      else { return nil }
      return try GoldenCase(folder: folder, name: String(path[..<dot]), end: String(path[path.index(after: dot)...]))
    }
  }
}
