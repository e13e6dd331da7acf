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
  public private(set) var file: PipelineFile
  public let tables: TableSet
  private var stages: Stages

  /// The stages behind one reference: what a stage is made of is no concern of those who hold a pipeline, nor of the
  /// compiler when it decides what to build again.
  private final class Stages: Sendable {
    let decoder = Decoder()
    let pages: PageReader
    let normaliser: Normaliser
    let segmenter: Segmenter
    let tagger: Tagger
    let relater: Relater
    let resolver: Resolver
    let emitter: Emitter

    init(
      _ pages: PageReader, _ normaliser: Normaliser, _ segmenter: Segmenter, _ tagger: Tagger, _ relater: Relater,
      _ resolver: Resolver, _ emitter: Emitter
    ) {
      self.pages = pages
      self.normaliser = normaliser
      self.segmenter = segmenter
      self.tagger = tagger
      self.relater = relater
      self.resolver = resolver
      self.emitter = emitter
    }

    /// The same under the settings of another file.
    func with(_ file: PipelineFile, _ tables: TableSet) -> Stages {
      Stages(
        pages, normaliser.with(file.normaliserOptions), segmenter, tagger, relater, resolver,
        Emitter(tables: tables, types: file.records))
    }
  }

  /// The kinds of tables that all stages read.
  public static let schemas =
    PageReader.schemas + Imprint.schemas + Normaliser.schemas + Segmenter.schemas + Tagger.schemas + Relater.schemas
    + Resolver.schemas

  /// Reads the tables that the file names.
  public init(_ file: PipelineFile) throws {
    try self.init(file, tables: TableSet(folders: file.tables, schemas: Self.schemas))
  }

  public init(_ file: PipelineFile, tables: TableSet) throws {
    var faults: [Diagnostic] = []
    // Every stage is asked, so that all faults of all tables are told together.
    func made<Stage>(_ make: (TableSet) throws -> Stage) throws -> Stage? {
      do { return try make(tables) } catch let error as Diagnostics {
        faults += error.list
      } catch let error as Diagnostic {
        faults.append(error)
      }
      return nil
    }
    let pages = try made(PageReader.init(tables:))
    let normaliser = try made { try Normaliser(tables: $0, options: file.normaliserOptions) }
    let segmenter = try made(Segmenter.init(tables:))
    let regions = try made(RegionIndex.init(tables:))
    let tagger = try made { try Tagger(tables: $0, regions: regions) }
    let relater = try made(Relater.init(tables:))
    let resolver = try made { try Resolver(tables: $0, regions: regions) }
    guard let pages, let normaliser, let segmenter, let tagger, let relater, let resolver else {
      throw Diagnostics(faults)
    }
    self.file = file
    self.tables = tables
    stages = Stages(
      pages, normaliser, segmenter, tagger, relater, resolver, Emitter(tables: tables, types: file.records))
  }

  /// The same stages under other settings.
  public func with(_ change: (inout PipelineFile) -> Void) -> Pipeline {
    var out = self
    change(&out.file)
    out.stages = stages.with(out.file, tables)
    return out
  }

  /// Runs a document through all stages but `emit`.
  public func process(_ document: inout Document) { process(&document) { _ in } }

  /// `entering` is told of each stage before it begins.
  func process(_ document: inout Document, entering: (StageName) -> Void) {
    for stage in StageName.allCases {
      entering(stage)
      run(stage, on: &document)
    }
  }

  /// One stage, if it is switched on.
  public func run(_ stage: StageName, on document: inout Document) {
    guard !file.disabled.contains(stage) else { return }
    switch stage {
    case .ingest: break
    case .decode:
      stages.decoder.decode(&document)
      if file.isOn("pages", of: .decode) { stages.pages.read(&document) }
      settleDate(of: &document)
      // Weaker than what the document says of itself, stronger than what its text lets one guess.
      if document.metadata.datePublished == nil { document.metadata.datePublished = file.ingest.date }
    case .normalise: stages.normaliser.normalise(&document)
    case .segment: stages.segmenter.segment(&document)
    case .tag: stages.tagger.tag(&document)
    case .relate: stages.relater.relate(&document)
    case .resolve: stages.resolver.resolve(&document)
    case .emit: break
    }
  }

  /// Makes ISO 8601 of the date that the input gives.
  private func settleDate(of document: inout Document) {
    guard let given = document.metadata.datePublished else { return }
    document.metadata.datePublished = PublicationDate.iso(given)
    if document.metadata.datePublished == nil {
      document.warnings.append("the date '\(given)' is not understood; write it as 2021-11-15")
    }
  }

  /// How the rows of the relations table fared around a number of a document that was processed.
  public func trace(_ document: Document, quantity: Int) -> RelationTrace? {
    stages.relater.trace(document, quantity: quantity)
  }

  /// The names of the symbols that patterns are written in.
  public var symbolNames: [String] { stages.relater.symbolNames }

  /// The lines of JSON that tell of a document.
  public func emit(_ document: Document) -> [UInt8] { stages.emitter.emit(document) }
}
