import Text

/// The value that travels through the stages: each one reads what earlier ones wrote, and adds its own.
public struct Document: Sendable {
  // MARK: Ingest
  public var id: String
  /// Where it came from, for people: a path, a URL.
  public var source: String?
  public var metadata = Metadata()
  /// The bytes as they came. Decode empties this.
  public var bytes: [UInt8] = []
  public var sha256: String?
  public var mediaType: MediaType = .text
  /// The encoding that the input declares, if it does.
  public var declaredEncoding: String?

  // MARK: Decode, Normalise
  public var encoding: String?
  /// Bytes that were no text in the encoding, each replaced by U+FFFD.
  public var replacedBytes = 0
  public var text = SourceText(source: [])
  public var language: String?

  // MARK: Segment
  public var blocks: [Block] = []
  /// In text order; each lies in one block.
  public var sentences: [Sentence] = []

  // MARK: Tag
  public var quantities: [Quantity] = []
  public var periods: [Period] = []
  public var entities: [Entity] = []
  public var cues: [Cue] = []

  // MARK: Relate, Resolve
  public var observations: [Observation] = []

  /// Why nothing of it can be used; the run reports it in the place of records.
  public var fault: String?
  /// What a reader should know of how it was read: a limit met, bytes replaced.
  public var warnings: [String] = []

  public init(id: String) { self.id = id }
}

/// What is known of a document beside its text.
public struct Metadata: Sendable {
  public var title: String?
  /// ISO date, or date-time as given.
  public var datePublished: String?
  public var publisher: String?
  public var author: String?
  public var editor: String?
  public var docNumber: String?
  /// GB/T 2260.
  public var region: String?
  /// The region was given on the command line or in the pipeline file.
  public var isRegionFromOption = false
  public var duplicateOf: String?

  public init() {}

  /// The day of publication.
  public var date: CalendarDate? { datePublished.flatMap { CalendarDate($0) } }
}

public enum MediaType: String, Sendable {
  case text = "text/plain"
  case html = "text/html"
  case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  case odt = "application/vnd.oasis.opendocument.text"
}

/// A paragraph or what stands for one.
public struct Block: Sendable {
  public var span: Span
  public var kind: Kind
  /// Of a heading: 1 is the highest.
  public var level: Int
  /// Where it stands in a table of data; nil outside of such tables.
  public var cell: Cell?

  public enum Kind: String, Sendable, CaseIterable {
    case title, heading, paragraph, caption, dateline
    case listItem = "list_item"
    case tableCell = "table_cell"
    case sourceLine = "source_line"
  }

  public init(span: Span, kind: Kind, level: Int = 0, cell: Cell? = nil) {
    self.span = span
    self.kind = kind
    self.level = level
    self.cell = cell
  }

  /// The place of a cell in the grid of its table; rows and columns count from 0. Empty cells have no block.
  public struct Cell: Hashable, Sendable {
    /// Counts the tables of the document.
    public var table: Int32
    public var row: Int32
    public var column: Int32
    public var rowSpan: Int32
    public var columnSpan: Int32

    public init(table: Int, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1) {
      self.table = Int32(clamping: table)
      self.row = Int32(clamping: row)
      self.column = Int32(clamping: column)
      self.rowSpan = Int32(clamping: rowSpan)
      self.columnSpan = Int32(clamping: columnSpan)
    }
  }
}

public struct Sentence: Sendable {
  public var span: Span
  /// Its block, by its place in `Document.blocks`.
  public var block: Int

  public init(span: Span, block: Int) {
    self.span = span
    self.block = block
  }
}
