/// Something that a run was given cannot be read: which, and why.
public struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path, with line and column where there are some.
  public var place: String
  public var reason: String
  /// The user named this very input: a slip on the command line rather than one bad document of many.
  public var isNamedInput = false

  public init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  public var description: String { "\(place): \(reason)" }
}
