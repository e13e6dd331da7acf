import Foundation
import Zhibiao

/// The documents that are measured, in memory.
struct Sample {
  let name: String
  let documents: [Document]
  /// Of the articles as they came.
  let bytes: Int

  /// Below this, a round is too short to be measured well.
  private static let leastBytes = 1 << 20

  /// Of the files named; else of the work reports, where they lie beside the package; else of Corpus.
  init(_ files: [String]) throws {
    let reports = "../shared/data/gwr-even.jsonl"
    var inputs = files
    if inputs.isEmpty { inputs = FileManager.default.fileExists(atPath: reports) ? [reports] : Self.corpus() }
    var ingester = Ingester(inputs, options: IngestOptions())
    var read: [Document] = []
    while let next = ingester.next() { read.append(try next.get()) }
    let size = read.reduce(0) { $0 + $1.bytes.count }
    guard size > 0 else {
      throw InputError(
        place: inputs.joined(separator: " "), reason: "there is no text in it; run this in the package's folder")
    }
    let times = (Self.leastBytes + size - 1) / size
    documents = (0..<times).flatMap { _ in read }
    bytes = size * times
    name = files.isEmpty && inputs != [reports] ? "Corpus" : inputs.joined(separator: " ")
  }

  private static func corpus() -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: "Corpus")) ?? []
    return names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".html") }.sorted().map { "Corpus/\($0)" }
  }
}
