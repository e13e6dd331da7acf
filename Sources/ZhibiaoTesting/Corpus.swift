import Foundation
import Yams
import Zhibiao

/// An article of `Corpus/<genre>/`, with its options (`.yml`) and its golden records (`.jsonl`) beside it.
public struct CorpusArticle: Sendable, CustomStringConvertible {
  public let genre: String
  /// Of the file, without the end: the phenomenon that the article shows.
  public let name: String
  public let path: String
  public let options: [String: String]
  /// The golden records as they stand in the file; nil where there is none yet.
  public let golden: String?

  public var description: String { "\(genre)/\(name)" }
  public var goldenPath: String {
    path.replacingOccurrences(of: "." + (path as NSString).pathExtension, with: ".jsonl")
  }

  /// What the pipeline makes of it now, as JSON Lines. The `.yml` may give `date`, `region`, `format`, `records`, and
  /// the switches of stages, such as `simplify`.
  public func records() throws -> String {
    let pipeline = try TestPipeline.with { file in
      file.ingest.date = options["date"]
      file.ingest.region = options["region"]
      file.ingest.format = options["format"].flatMap { InputFormat(rawValue: $0) }
      if let types = options["records"] {
        file.records = Set(types.split(separator: ",").compactMap { RecordType(rawValue: String($0)) })
      }
      for name in ["simplify", "unmask"] {
        if let value = options[name] { file.switches[.normalise, default: [:]][name] = value == "true" }
      }
    }
    var ingester = Ingester([path], options: pipeline.file.ingest)
    var out = ""
    while let next = ingester.next() {
      var document = try next.get()
      // The name and not the path, so that a golden is the same in every folder.
      if document.id == path { document.id = (path as NSString).lastPathComponent }
      document.source = nil
      pipeline.process(&document)
      out += String(decoding: pipeline.emit(document), as: UTF8.self)
    }
    return out
  }
}

/// The articles of a genre, or of all, by name.
public func corpus(_ genre: String? = nil) throws -> [CorpusArticle] {
  let files = FileManager.default
  guard files.fileExists(atPath: Paths.corpus) else { return [] }
  let names = try files.subpathsOfDirectory(atPath: Paths.corpus).sorted()
  return try names.compactMap { name in
    let parts = name.split(separator: "/")
    guard parts.count == 2, genre == nil || genre == String(parts[0]),
      ["txt", "html", "htm", "ndjson"].contains((name as NSString).pathExtension)
    else { return nil }
    let path = "\(Paths.corpus)/\(name)"
    let stem = (path as NSString).deletingPathExtension
    let golden = files.contents(atPath: "\(stem).jsonl").map { String(decoding: $0, as: UTF8.self) }
    return CorpusArticle(
      genre: String(parts[0]), name: (String(parts[1]) as NSString).deletingPathExtension, path: path,
      options: try options(at: "\(stem).yml"), golden: golden)
  }
}

private func options(at path: String) throws -> [String: String] {
  guard let data = FileManager.default.contents(atPath: path),
    let pairs = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))?.mapping
  else { return [:] }
  var out: [String: String] = [:]
  for (key, value) in pairs {
    guard let name = key.string else { continue }
    out[name] = value.scalar?.string ?? value.sequence?.compactMap { $0.scalar?.string }.joined(separator: ",")
  }
  return out
}
