import Records
import Rules

/// How inputs are read.
public struct IngestOptions: Sendable {
  /// The form of the inputs; nil where names and first bytes tell it.
  public var format: InputFormat?
  /// For a field of a record (`text`), the name that it has in JSON Lines input.
  public var fieldNames: [String: String] = [:]
  /// The date of documents that give none.
  public var date: String?
  /// The region of documents that give none.
  public var region: String?
  /// Bytes that a document may have.
  public var byteLimit = 64 << 20

  public init() {}

  /// The fields that JSON Lines input may have, `text` also as `content`.
  public static let fields = ["id", "text", "title", "date", "url", "source", "author", "region"]
}

public enum InputFormat: String, Sendable, CaseIterable { case text, html, jsonl }

/// Takes documents out of files, folders and standard input, one at a time and in a stable order.
public struct Ingester: ~Copyable {
  private let options: IngestOptions
  /// What is still to be read, the next one last.
  private var waiting: [Place]
  private var lines: LineSource?
  /// How many files in folders were passed over, by the end of their names, which says that they are something else.
  public private(set) var skipped: [String: Int] = [:]

  private struct Place {
    var path: String
    /// Named by the user, and not found in a folder.
    var isNamed: Bool
  }

  private struct LineSource {
    var stream: ByteStream
    var number = 0
  }

  /// `-` is standard input.
  public init(_ inputs: [String], options: IngestOptions) {
    self.options = options
    waiting = inputs.reversed().map { Place(path: $0, isNamed: true) }
  }

  /// The next document, or why there is none in its place; nil at the end.
  public mutating func next() -> Result<Document, InputError>? {
    while true {
      if let result = nextLine() { return result }
      guard let place = waiting.popLast() else { return nil }
      do throws(InputError) {
        if let document = try read(place) { return .success(document) }
      } catch {
        var error = error
        error.isNamedInput = place.isNamed
        return .failure(error)
      }
    }
  }

  // MARK: Files and folders

  private mutating func read(_ place: Place) throws(InputError) -> Document? {
    if place.path == "-" { return try read(ByteStream(standardInput: "-"), at: place) }
    switch FileKind(path: place.path, followsLink: place.isNamed) {
    case .missing: throw InputError.system(place.path)
    case .folder:
      let names = try FileKind.entries(of: place.path)
      let prefix = place.path.hasSuffix("/") ? place.path : place.path + "/"
      waiting += names.reversed().map { Place(path: prefix + $0, isNamed: false) }
      return nil
    case .other: return nil
    case .file:
      if !place.isNamed, Self.format(ofName: place.path) == nil {
        let name = place.path.split(separator: "/").last ?? ""
        skipped[name.lastIndex(of: ".").map { String(name[$0...]) } ?? "other", default: 0] += 1
        return nil
      }
      return try read(ByteStream(path: place.path), at: place)
    }
  }

  private mutating func read(_ stream: ByteStream, at place: Place) throws(InputError) -> Document? {
    let start = try stream.peek(4096)
    let format = options.format ?? Self.format(ofName: place.path) ?? Sniffer.format(of: start)
    if format == .jsonl {
      lines = LineSource(stream: stream)
      return nil
    }
    let bytes = try stream.rest(limit: options.byteLimit)
    if let what = Sniffer.binary(bytes.prefix(4096)) {
      throw InputError(place: place.path, reason: "\(what), not a text")
    }
    var document = Document(id: place.path)
    document.source = place.path
    document.bytes = bytes
    if format == .html { document.mediaType = .html }
    return withDefaults(document)
  }

  /// What the end of a name says of a file's form.
  static func format(ofName path: String) -> InputFormat? {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    switch path[path.index(after: dot)...].lowercased() {
    case "txt", "text", "md": return .text
    case "html", "htm", "xhtml", "shtml": return .html
    case "jsonl", "ndjson": return .jsonl
    default: return nil
    }
  }

  // MARK: JSON Lines

  private mutating func nextLine() -> Result<Document, InputError>? {
    guard var source = lines else { return nil }
    do throws(InputError) {
      while let line = try source.stream.line(limit: options.byteLimit * 6) {
        source.number += 1
        lines = source
        let place = "\(source.stream.place):\(source.number)"
        guard let line else {
          throw InputError(place: place, reason: "the line is larger than the limit of \(options.byteLimit * 6) bytes")
        }
        let body = source.number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
        if body.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
        return .success(withDefaults(try document(of: body, at: place, from: source.stream.place)))
      }
      lines = nil
      return nil
    } catch {
      // A fault of reading ends the file; a fault of a line does not.
      if error.place == source.stream.place { lines = nil }
      return .failure(error)
    }
  }

  private func document(of line: ArraySlice<UInt8>, at place: String, from path: String) throws(InputError) -> Document
  {
    let object: JSONLine
    do throws(JSONLine.Fault) {
      object = try line.withUnsafeBufferPointer { (bytes) throws(JSONLine.Fault) in try JSONLine(bytes) }
    } catch {
      // Columns count characters, as editors do.
      let column = line.prefix(error.offset).count { $0 & 0xC0 != 0x80 } + 1
      throw InputError(place: "\(place):\(column)", reason: "not JSON: \(error.message)")
    }
    let names = options.fieldNames
    let text = { (field: String) -> String? in
      switch object[names[field] ?? field] {
      case .text(let bytes)?: bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
      case .literal(let word)?: word
      default: nil
      }
    }
    let body = object[names["text"] ?? "text"] ?? (names["text"] == nil ? object["content"] : nil)
    guard case .text(let bytes)? = body else {
      let wanted = names["text"].map { "'\($0)'" } ?? "'text' or 'content'"
      let known = object.members.prefix(8).map { "'\($0.name)'" }.joined(separator: ", ")
      throw InputError(
        place: place,
        reason: "no text in the member \(wanted)" + (known.isEmpty ? "" : "; the line has \(known) (see --map)"))
    }
    if bytes.count > options.byteLimit {
      throw InputError(place: place, reason: "the text is larger than the limit of \(options.byteLimit) bytes")
    }
    var document = Document(id: text("id") ?? text("url") ?? "\(path)#\(place.split(separator: ":").last ?? "")")
    document.source = text("url") ?? path
    document.bytes = bytes
    document.declaredEncoding = "UTF-8"
    document.metadata.title = text("title")
    document.metadata.datePublished = text("date")
    document.metadata.publisher = text("source")
    document.metadata.author = text("author")
    document.metadata.region = text("region")
    if Sniffer.isPage(bytes.prefix(1024)) { document.mediaType = .html }
    return document
  }

  private func withDefaults(_ document: Document) -> Document {
    var document = document
    if document.metadata.region == nil, let region = options.region {
      document.metadata.region = region
      document.metadata.isRegionFromOption = true
    }
    return document
  }
}
