import Zhibiao

/// The pipeline of `Pipelines/news.yml` with all its tables, loaded once for all tests of a run.
public enum TestPipeline {
  private static let loaded = Result { try Pipeline(PipelineFile(path: "\(Paths.pipelines)/news.yml")) }

  public static func shared() throws -> Pipeline { try loaded.get() }

  /// The same tables under other settings.
  public static func with(_ change: (inout PipelineFile) -> Void) throws -> Pipeline {
    try shared().with(change)
  }
}

extension Pipeline {
  /// A text after all stages.
  public func document(of text: String, id: String = "test", date: String? = nil, region: String? = nil) -> Document {
    var document = Document(id: id)
    document.bytes = Array(text.utf8)
    document.declaredEncoding = "UTF-8"
    document.metadata.datePublished = date
    document.metadata.region = region
    process(&document)
    return document
  }
}
