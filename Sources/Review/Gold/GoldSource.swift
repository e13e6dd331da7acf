import FoundationEssentials
import Rules

/// A text that gold annotates, with the way from its UTF-8 bytes to its code points.
struct GoldSource: Sendable {
  let scalars: [Unicode.Scalar]
  /// The byte at which each code point begins, and the end.
  private let starts: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var starts: [Int] = []
    starts.reserveCapacity(scalars.count + 1)
    var at = 0
    for scalar in scalars {
      starts.append(at)
      at += UTF8.width(scalar)
    }
    self.starts = starts + [at]
  }

  /// The code point that begins at this byte; nil where none does.
  func point(_ byte: Int) -> Int? {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < byte { low = middle + 1 } else { high = middle }
    }
    return low < starts.count && starts[low] == byte ? low : nil
  }

  func text(_ span: Range<Int>) -> String? {
    guard span.lowerBound >= 0, span.upperBound <= scalars.count else { return nil }
    return String(String.UnicodeScalarView(scalars[span]))
  }

  /// A stretch without quotes, 《》, mask asterisks and space at its edges, which make no difference.
  func trimmed(_ span: Range<Int>) -> Range<Int> {
    var (start, end) = (span.lowerBound, span.upperBound)
    while start < end, Self.edges.contains(scalars[start]) { start += 1 }
    while end > start, Self.edges.contains(scalars[end - 1]) { end -= 1 }
    return start..<end
  }

  private static let edges = Set("\u{201C}\u{201D}\u{2018}\u{2019}\"'《》〈〉「」『』* \t\n\u{3000}".unicodeScalars)

  func context(_ span: Range<Int>) -> String {
    let stretch = max(0, span.lowerBound - 14)..<min(scalars.count, span.upperBound + 8)
    return (text(stretch) ?? "").map { $0 == "\n" ? "⏎" : String($0) }.joined()
  }
}

/// Finds the texts that gold names: a file, or the `content` of one record of a file of JSON Lines.
struct GoldTexts {
  /// Where `file` begins.
  let root: String
  private var read: [String: [String: GoldSource]] = [:]

  init(root: String) { self.root = root }

  /// `name` is `path` or `path#id`.
  mutating func source(_ name: String, where place: String) throws -> GoldSource {
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    let (file, id) = (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    let path = "\(root)/\(file)"
    let key = id.isEmpty ? path : path + "#"
    let texts: [String: GoldSource]
    if let known = read[key] { texts = known } else { texts = try Self.texts(at: path, areSeveral: !id.isEmpty, place) }
    read[key] = texts
    guard let source = texts[id] else {
      throw InputError(place: place, reason: "no `content` of a record `\(id)` in \(path)")
    }
    return source
  }

  private static func texts(at path: String, areSeveral: Bool, _ place: String) throws -> [String: GoldSource] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(place: place, reason: "cannot read \(path); --root says where `file` begins")
    }
    guard areSeveral else {
      guard let text = String(validating: data, as: UTF8.self) else {
        throw InputError(place: path, reason: "the text is not UTF-8")
      }
      return ["": GoldSource(text)]
    }
    var out: [String: GoldSource] = [:]
    for line in try GoldLines.read(path, Array(data)) {
      if let id = line.value["id"]?.string, let text = line.value["content"]?.string { out[id] = GoldSource(text) }
    }
    return out
  }
}

/// Lines of JSON as trees, each with its number.
enum GoldLines {
  static func read(_ path: String, _ bytes: [UInt8]) throws -> [(number: Int, value: JSONValue)] {
    var out: [(number: Int, value: JSONValue)] = []
    for (at, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(LineScanner.Fault) {
        out.append((at + 1, try JSONValue(line: Array(line))))
      } catch {
        let before = String(decoding: line.prefix(error.offset), as: UTF8.self)
        throw BadRecords(
          fault: Diagnostic(
            file: path, line: at + 1, column: before.unicodeScalars.count + 1,
            excerpt: String(decoding: line, as: UTF8.self), message: error.message, mend: error.mend))
      }
    }
    return out
  }
}
