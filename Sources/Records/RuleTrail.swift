/// A row of a rule table, by its place among all rows that were loaded; the name is written only into records.
public struct RowID: Hashable, Sendable {
  public var value: Int32
  @inlinable public init(_ value: Int32) { self.value = value }
}

/// The rows that made a record, in the order in which they spoke. At most eight; it does not allocate.
public struct RuleTrail: Hashable, Sendable {
  @usableFromInline var rows = SIMD8<Int32>(repeating: -1)
  @usableFromInline var filled: Int32 = 0

  public static let capacity = 8

  @inlinable public init() {}

  @inlinable
  public init(_ row: RowID) {
    rows[0] = row.value
    filled = 1
  }

  @inlinable public var count: Int { Int(filled) }
  @inlinable public subscript(_ at: Int) -> RowID { RowID(rows[at]) }

  /// Adds a row that is not in it yet. Beyond the capacity the row is not kept.
  @inlinable
  public mutating func add(_ row: RowID) {
    guard count < Self.capacity else { return }
    for i in 0..<count where rows[i] == row.value { return }
    rows[count] = row.value
    filled += 1
  }

  @inlinable
  public mutating func add(_ other: RuleTrail) {
    for i in 0..<other.count { add(other[i]) }
  }

  @inlinable
  public func contains(_ row: RowID) -> Bool {
    for i in 0..<count where rows[i] == row.value { return true }
    return false
  }
}
