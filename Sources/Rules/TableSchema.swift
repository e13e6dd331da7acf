/// What a kind of table holds: its columns, and which of them must be filled.
///
/// A stage declares the kinds that it reads; a file of a kind that nobody declares is an error.
public struct TableSchema: Sendable {
  /// As the first line of a file says it: `#! units`.
  public var kind: String
  public var columns: [Column]

  public struct Column: Sendable {
    public var name: String
    public var isRequired: Bool
    /// The values that the column takes; nil where any text will do.
    public var values: [String]?

    public init(_ name: String, required: Bool = false, values: [String]? = nil) {
      self.name = name
      self.isRequired = required
      self.values = values
    }
  }

  /// `id`, `source`, `yes` and `no` are columns of every kind.
  public init(kind: String, columns: [Column]) {
    self.kind = kind
    self.columns = [Column("id", required: true)] + columns + [Column("source"), Column("yes"), Column("no")]
  }
}
