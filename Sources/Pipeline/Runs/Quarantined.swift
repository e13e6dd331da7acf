import FoundationEssentials
import Rules

/// A document that failed, as the quarantine keeps it.
public struct Quarantined: Codable, Equatable, Sendable {
  /// Its number among the documents of the inputs.
  public var document: Int
  public var place: String
  public var stage: String
  public var reason: String

  init(_ failure: DocumentFailure, document: Int) {
    self.document = document
    place = failure.place
    stage = failure.stage.rawValue
    reason = failure.reason
  }

  /// The documents of a quarantine; none where there is no such file.
  public static func read(_ path: String) throws(InputError) -> [Quarantined] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    var out: [Quarantined] = []
    for (at, line) in data.split(separator: 0x0A).enumerated() {
      guard let one = try? JSONDecoder().decode(Quarantined.self, from: line) else {
        throw InputError(place: "\(path):\(at + 1)", reason: "no line of a quarantine")
      }
      out.append(one)
    }
    return out
  }

  var line: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(self)).map(Array.init) ?? []) + [0x0A]
  }
}
