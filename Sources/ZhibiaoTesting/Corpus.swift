import Foundation
import Zhibiao

/// The articles of `Corpus/`, with their goldens and options; of one genre, or all.
public func corpus(_ genre: String? = nil) throws -> [GoldenCase] {
  guard FileManager.default.fileExists(atPath: Paths.corpus) else { return [] }
  return try GoldenSuite(folder: Paths.corpus).cases.filter { genre == nil || $0.name.hasPrefix("\(genre ?? "")/") }
}
