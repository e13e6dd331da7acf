/// A page as its parser saw it: elements in the order in which they begin, and the stretches of text in them.
///
/// Text lies in the source, or stands in place of a stretch of it (a character reference). Offsets are bytes of the UTF-8
/// that was parsed.
public struct PageTree: Sendable {
  public struct Element: Sendable {
    /// In lower case.
    public var name: String
    /// The element that holds it; -1 for the outermost.
    public var parent: Int
    /// `class`, `id`, `itemprop` and `rel`, with a space between.
    public var words = ""
    public var isHidden = false
    /// Runs that are in it or in elements in it.
    public var firstRun: Int
    public var endRun: Int
    /// Elements that are in it, as a range behind it.
    public var endElement: Int
    /// Of table cells.
    public var columnSpan = 1
    public var rowSpan = 1
    /// The cell goes on with the one above it.
    public var isContinued = false
    /// Of elements of XML: what its attribute `val`, or the outline level of a heading, says.
    public var value = ""
  }

  public struct Run: Sendable {
    public var element: Int
    /// Bytes of the source that the text stands for.
    public var start: Int
    public var end: Int
    /// What stands in the place of the source; nil where the text is the source as it is.
    public var replacement: [UInt16]?
  }

  /// A `meta` element that names something, or an element whose attributes do (`itemprop` with `content`).
  public struct Meta: Sendable {
    public var name: String
    public var content: String
  }

  /// Open to change: what elements of other languages are called is for the reader.
  public var elements: [Element] = []
  public internal(set) var runs: [Run] = []
  public internal(set) var metas: [Meta] = []
  /// The page is nested deeper than can be read: what stands behind that place is missing.
  public internal(set) var isCutShort = false

  init() {}
}
