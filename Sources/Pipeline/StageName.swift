/// The stages, in the order of the data flow: what pipeline files and `zhibiao stages` call them.
public enum StageName: String, Sendable, CaseIterable {
  case ingest, decode, normalise, segment, tag, relate, resolve, emit

  /// Without these there is no input, no text or no output.
  var isNeeded: Bool { self == .ingest || self == .decode || self == .emit }
}
