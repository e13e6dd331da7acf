import Archives
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
  public var limits = IngestLimits()

  public init() {}

  /// The fields that JSON Lines input may have, `text` also as `content`.
  public static let fields = ["id", "text", "title", "date", "url", "source", "author", "region"]
}

public enum InputFormat: String, Sendable, CaseIterable { case text, html, jsonl, csv, docx, odt }

/// Takes documents out of files, folders, archives and standard input, one at a time and in a stable order.
public struct Ingester: ~Copyable {
  let options: IngestOptions
  /// What is still to be read, the next one last.
  private var waiting: [Place]
  /// The archives that are open, each a member of the one before it.
  private var containers: [OpenContainer] = []
  var lines: LineSource?
  var rows: RowSource?
  /// How many files in folders and archives were passed over, by the end of their names, which says that they are
  /// something else.
  public private(set) var skipped: [String: Int] = [:]

  private struct Place {
    var path: String
    /// Named by the user, and not found in a folder.
    var isNamed: Bool
  }

  private struct OpenContainer {
    var container: Container
    var input: Input
    /// Nothing was read out of it yet: a fault is one of the whole.
    var isUnread = true
  }

  /// What is to be read, file or member.
  private struct Input {
    /// Path or id.
    var place: String
    /// What its form is told by.
    var name: String
    var isNamed = false
    /// Archives around it.
    var depth = 0
    var isFile = false
  }

  struct LineSource {
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
      if let result = nextLine() ?? nextRow() { return result }
      if let result = nextMember() { return result }
      guard containers.isEmpty else { continue }
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
    let input = Input(place: place.path, name: place.path, isNamed: place.isNamed, isFile: true)
    if place.path == "-" { return try read(ByteStream(standardInput: "-"), input) }
    switch FileKind(path: place.path, followsLink: place.isNamed) {
    case .missing: throw InputError.system(place.path)
    case .folder:
      let names = try FileKind.entries(of: place.path)
      let prefix = place.path.hasSuffix("/") ? place.path : place.path + "/"
      waiting += names.reversed().map { Place(path: prefix + $0, isNamed: false) }
      return nil
    case .other: return nil
    case .file:
      if !place.isNamed, !FormName.isRead(place.path) {
        skipped[FormName.ending(of: place.path), default: 0] += 1
        return nil
      }
      return try read(ByteStream(path: place.path), input)
    }
  }

  private mutating func read(_ stream: ByteStream, _ input: Input) throws(InputError) -> Document? {
    let start = try stream.peek(4096)
    let form = FormName(input.name)
    if let office = OfficeFile(start) { return try read(office, stream, input) }
    if form == .archive || Sniffer.isArchive(start) {
      containers.append(OpenContainer(container: try open(stream, input), input: input))
      return nil
    }
    let named: InputFormat? = if case .document(let format)? = form?.unpacked { format } else { nil }
    let format = options.format ?? named ?? Sniffer.format(of: start)
    if format == .jsonl {
      lines = LineSource(stream: stream)
      return nil
    }
    if format == .csv {
      rows = try RowSource(stream, place: input.place, options: options)
      return nil
    }
    if format == .docx || format == .odt { throw InputError(place: input.place, reason: "no document of this kind") }
    let bytes = try stream.rest(limit: options.limits.bytes)
    if let what = Sniffer.binary(bytes.prefix(4096)) {
      throw InputError(place: input.place, reason: "\(what), not a text")
    }
    var document = Document(id: input.place)
    document.source = input.place
    document.bytes = bytes
    if format == .html { document.mediaType = .html }
    return withDefaults(document)
  }

  // MARK: Office documents

  /// The part of an office document in which its text is; it stands for the whole from here on.
  private mutating func read(_ office: OfficeFile, _ stream: ByteStream, _ input: Input) throws(InputError) -> Document
  {
    guard let part = office.part else {
      throw InputError(place: input.place, reason: "an Office document that is no text; DOCX, ODT and EPUB are read")
    }
    let container = try open(stream, input)
    while let member = try container.next() {
      guard member.name == part else { continue }
      var document = Document(id: input.place)
      document.source = input.place
      document.bytes = try container.stream(of: member).rest(limit: options.limits.bytes)
      document.mediaType = office.mediaType
      return withDefaults(document)
    }
    throw InputError(place: input.place, reason: "damaged: the part \(part) is missing")
  }

  // MARK: Archives

  /// A file is read where it lies, standard input as it comes; an archive in an archive is taken into memory.
  private func open(_ stream: ByteStream, _ input: Input) throws(InputError) -> Container {
    let limits = options.limits
    if let size = stream.fileSize {
      return try Container(input.place, depth: input.depth, limits: limits, size: size) {
        () throws(ArchiveFault) in try ArchiveReader(path: input.place)
      }
    }
    if input.isFile {
      return try Container(input.place, depth: input.depth, limits: limits, size: nil) {
        () throws(ArchiveFault) in try ArchiveReader(stream: { try? stream.piece() })
      }
    }
    let bytes = try stream.rest(limit: limits.bytes)
    return try Container(input.place, depth: input.depth, limits: limits, size: bytes.count) {
      () throws(ArchiveFault) in try ArchiveReader(bytes)
    }
  }

  private mutating func nextMember() -> Result<Document, InputError>? {
    guard let current = containers.last else { return nil }
    let level = containers.count - 1
    do throws(InputError) {
      guard let member = try current.container.next() else {
        containers.removeLast()
        return nil
      }
      let document = try read(member, of: current)
      // What was read in between may be an archive itself.
      containers[level].isUnread = false
      return document.map { .success($0) }
    } catch {
      var error = error
      error.isNamedInput = current.isUnread && current.input.isNamed && error.place == current.input.place
      return .failure(error)
    }
  }

  private mutating func read(_ member: Container.Member, of open: OpenContainer) throws(InputError) -> Document? {
    let container = open.container
    guard let name = member.name else {
      let input = Input(place: open.input.place, name: FormName.unpacked(open.input.name), depth: container.depth)
      return try read(container.stream(of: member), input)
    }
    // Hidden files, such as those that macOS puts beside each file.
    if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return nil }
    guard FormName.isRead(name) else {
      skipped[FormName.ending(of: name), default: 0] += 1
      return nil
    }
    let input = Input(place: container.place(of: name), name: name, depth: container.depth)
    if let size = member.declaredSize, size > options.limits.bytes, FormName(name)?.isReadByLines == false {
      throw InputError(place: input.place, reason: "larger than the limit of \(options.limits.bytes) bytes")
    }
    return try read(container.stream(of: member), input)
  }

  func withDefaults(_ document: Document) -> Document {
    var document = document
    if document.metadata.region == nil, let region = options.region {
      document.metadata.region = region
      document.metadata.isRegionFromOption = true
    }
    return document
  }
}
