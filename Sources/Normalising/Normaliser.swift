import Records
import Rules
import Text

/// Makes of a source text the text that all later stages read: composed, in one width, without what cannot be seen, with
/// words and numbers put together again that were taken apart, and in Simplified characters.
///
/// Cleaning (single characters) and mending (what spans several) take turns until neither finds anything, so that
/// normalising a normalised text changes nothing. A text that needs nothing is read twice and not copied.
public struct Normaliser: Sendable {
  /// The steps, each of which can be switched off.
  public struct Options: Sendable, Equatable {
    /// Unicode's normalisation form C.
    public var composes = true
    /// `３％` → `3%`.
    public var foldsWidth = true
    /// `一九九○年` → `一九九〇年`, and other signs in the place of the usual ones.
    public var foldsLookAlikes = true
    /// U+3000 and no-break spaces → space; all line ends → line feed.
    public var unifiesSpaces = true
    /// Zero-width and control characters.
    public var removesInvisible = true
    /// `&nbsp;`, `<br>` in plain text.
    public var resolvesLeftovers = true
    /// `1 9 9 7 年` → `1997年`.
    public var joinsDigits = true
    /// `*产党共**` → `共产党`.
    public var unmasks = true
    /// Traditional → Simplified, where the text is Traditional.
    public var simplifies = true

    public init() {}

    func isOn(step: String) -> Bool {
      switch step {
      case "width": foldsWidth
      case "look_alike": foldsLookAlikes
      case "space": unifiesSpaces
      case "invisible": removesInvisible
      default: true
      }
    }
  }

  /// The kinds of tables that normalising reads.
  public static let schemas = CleaningPass.schemas + MendingPass.schemas + [ScriptTable.schema, Simplifier.schema]

  /// Rounds of cleaning and mending; only texts made to be tiresome need more than two.
  private static let rounds = 8

  private var options: Options
  private let tables: TableSet
  private var cleaning: CleaningPass
  private var mending: MendingPass
  private let scripts: ScriptTable
  private let simplifier: LateSimplifier

  public init(tables: TableSet, options: Options = Options()) throws {
    let characters = try CharacterTable(tables, options: options)
    self.options = options
    self.tables = tables
    cleaning = try CleaningPass(tables, characters: characters, options: options)
    mending = try MendingPass(tables, characters: characters, options: options)
    scripts = ScriptTable(tables)
    simplifier = LateSimplifier(tables)
  }

  /// The same tables under other options. They were read without fault before, and are again.
  public func with(_ options: Options) -> Normaliser {
    guard options != self.options else { return self }
    return (try? Normaliser(tables: tables, options: options)) ?? self
  }

  /// Writes `text` and `language`, and moves the blocks along.
  public func normalise(_ document: inout Document) {
    clean(&document)
    document.language = document.text.units.withUnsafeBufferPointer { scripts.language(of: $0) }
    if options.simplifies, document.language == "zh-Hant" { simplify(&document) }
    for _ in 0..<Self.rounds {
      guard revise(&document, mending.run) else { break }
      clean(&document)
    }
  }

  private func clean(_ document: inout Document) {
    for _ in 0..<Self.rounds where !revise(&document, cleaning.run) { return }
  }

  private func simplify(_ document: inout Document) {
    do {
      _ = revise(&document, try simplifier.get().run)
    } catch {
      document.warnings.append("left in Traditional characters: \(error)")
    }
  }

  /// Runs one pass over the text; false where it changed nothing.
  private func revise(
    _ document: inout Document, _ pass: (UnsafeBufferPointer<UInt16>, inout Revision) -> Void
  ) -> Bool {
    let marks = document.blocks.flatMap { [$0.span.start, $0.span.end] }
    let isRising = zip(marks, marks.dropFirst()).allSatisfy { $0 <= $1 }
    var revision = Revision(document.text, marks: isRising ? marks : marks.sorted())
    document.text.units.withUnsafeBufferPointer { pass($0, &revision) }
    guard let new = revision.finish() else { return false }
    document.text = new.text
    moveBlocks(&document, isRising ? nil : marks.sorted(), new.marks)
    return true
  }

  /// Gives the blocks their places in the new text. `sorted` are their old places where they were not in text order.
  private func moveBlocks(_ document: inout Document, _ sorted: [Int]?, _ moved: [Int]) {
    guard let sorted else {
      for at in document.blocks.indices {
        document.blocks[at].span = Span(moved[2 * at], moved[2 * at + 1])
      }
      return
    }
    let places = Dictionary(zip(sorted, moved), uniquingKeysWith: { first, _ in first })
    for at in document.blocks.indices {
      let span = document.blocks[at].span
      document.blocks[at].span = Span(places[span.start] ?? 0, places[span.end] ?? 0)
    }
  }
}
