/// ICU refused to give a service: its data is missing or damaged.
public struct ICUError: Error, Sendable, Equatable {
  /// What was asked for, such as `word breaker`.
  public let service: String
  /// ICU's own status.
  public let status: Int32
}
