import Normalising
import Rules
import Testing

@Suite("Examples in the tables")
struct TableExampleTests {
  static let rows = Normaliser.schemas.flatMap { tables.rows(of: $0.kind) }

  @Test("every row does to its examples what it says", arguments: rows.filter { !$0["in"].isEmpty }.map(\.id))
  func examples(_ id: String) throws {
    let row = try #require(Self.rows.first { $0.id == id })
    let into = row.list("in")
    let out = row.list("out").map { $0.replacingOccurrences(of: "\\n", with: "\n") }
    try #require(into.count == out.count)
    // A row of the simplifying table is tried in a text that is Traditional.
    let ground = id.hasPrefix("simplify") ? "（經濟發展統計）" : ""
    for (text, expected) in zip(into, out) {
      let whole = normalised(ground + text).whole
      #expect(whole.hasSuffix(expected) && (!ground.isEmpty || whole == expected), "\(id): \(text) → \(whole)")
    }
  }

  @Test("every row leaves alone what it says", arguments: rows.filter { !$0["stays"].isEmpty }.map(\.id))
  func stays(_ id: String) throws {
    let row = try #require(Self.rows.first { $0.id == id })
    for text in row.list("stays") { #expect(normalised(text).whole == text, "\(id)") }
  }
}
