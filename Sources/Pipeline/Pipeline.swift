import Decoding
import Emitting
import Ingesting
import Normalising
import Records
import Relating
import Resolving
import Rules
import Segmenting
import Tagging
import Text

/// The stages of a pipeline file over a set of tables, ready to run.
///
/// A value that any number of workers share; nothing is remembered between documents.
public struct Pipeline: Sendable {
  public let file: PipelineFile
  public let tables: TableSet
  private let segmenter: Segmenter
  private let tagger: Tagger
  private let relater: Relater
  private let resolver: Resolver
  private let emitter: Emitter

  /// The kinds of tables that all stages read.
  public static let schemas = Segmenter.schemas + Tagger.schemas + Relater.schemas + Resolver.schemas

  /// Reads the tables that the file names.
  public init(_ file: PipelineFile) throws {
    try self.init(file, tables: TableSet(folders: file.tables, schemas: Self.schemas))
  }

  public init(_ file: PipelineFile, tables: TableSet) throws {
    self.file = file
    self.tables = tables
    segmenter = try Segmenter(tables: tables)
    tagger = try Tagger(tables: tables)
    relater = try Relater(tables: tables)
    resolver = try Resolver(tables: tables)
    emitter = Emitter(tables: tables, types: file.records)
  }

  /// Runs a document through all stages but `emit`.
  public func process(_ document: inout Document) {
    for stage in StageName.allCases { run(stage, on: &document) }
  }

  /// One stage, if it is switched on.
  public func run(_ stage: StageName, on document: inout Document) {
    guard !file.disabled.contains(stage) else { return }
    switch stage {
    case .ingest: document.sha256 = SHA256.hexadecimal(of: document.bytes)
    case .decode:
      document.text = SourceText(String(decoding: document.bytes, as: UTF8.self))
      document.encoding = "UTF-8"
      document.bytes = []
      // Weaker than what the document says of itself, stronger than what its text lets one guess.
      if document.metadata.datePublished == nil { document.metadata.datePublished = file.ingest.date }
    case .normalise: break
    case .segment: segmenter.segment(&document)
    case .tag: tagger.tag(&document)
    case .relate: relater.relate(&document)
    case .resolve: resolver.resolve(&document)
    case .emit: break
    }
  }

  /// The lines of JSON that tell of a document.
  public func emit(_ document: Document) -> [UInt8] { emitter.emit(document) }
}
