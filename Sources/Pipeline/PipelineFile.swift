import Emitting
import FoundationEssentials
import Ingesting
import Normalising
import Rules
import Yams

/// What a pipeline file says: which stages run, and how.
///
/// Unknown keys and values are refused with their place, so that a slip of the pen never runs as something else.
public struct PipelineFile: Sendable {
  /// Folders of rule tables, as paths; later ones override earlier ones.
  public var tables: [String] = []
  public var disabled: Set<StageName> = []
  public var ingest = IngestOptions()
  public var records = RecordType.standard
  /// Of `decode` and `normalise`: options that are on or off.
  public var switches: [StageName: [String: Bool]] = [:]

  /// All stages on, with the tables of a folder.
  public init(tables: [String]) { self.tables = tables }

  public init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(place: path, reason: "cannot read the pipeline file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw InputError(place: path, reason: "the pipeline file is not UTF-8")
    }
    try self.init(text: text, path: path)
  }

  /// Relative folders are taken from the file's own.
  public init(text: String, path: String) throws {
    var reader = PipelineFileReader(path: path, text: text)
    self = try reader.read()
  }

  /// Whether an option is on; unsaid, all are.
  func isOn(_ option: String, of stage: StageName) -> Bool { switches[stage]?[option] ?? true }

  var normaliserOptions: Normaliser.Options {
    var options = Normaliser.Options()
    options.simplifies = isOn("simplify", of: .normalise)
    options.unmasks = isOn("unmask", of: .normalise)
    return options
  }

  /// The options that a stage takes, beside `stage` and `enabled`.
  static func options(of stage: StageName) -> [String] {
    switch stage {
    case .ingest: ["format", "date", "region", "map", "max_bytes", "max_ratio", "max_depth", "max_members"]
    case .normalise: ["simplify", "unmask"]
    case .decode: ["pages"]
    case .emit: ["records"]
    case .segment, .tag, .relate, .resolve: []
    }
  }
}
