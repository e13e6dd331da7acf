import Text

/// A word that tells how a number is meant: a verb of change, a basis, a modality, a rank, a share.
public struct Cue: Sendable {
  public var span: Span
  /// Its class in the cue table (`up`, `reach`, `yoy`), by the place of the class in `CueClasses`.
  public var kind: CueClass
  public var row: RowID

  public init(span: Span, kind: CueClass, row: RowID) {
    self.span = span
    self.kind = kind
    self.row = row
  }
}

/// A class of cues, as a small number; the names come from the tables, so that a new class needs no code.
public struct CueClass: Hashable, Sendable {
  public var value: Int16
  @inlinable public init(_ value: Int16) { self.value = value }
}
