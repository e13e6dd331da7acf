import Testing

@testable import Rules

@Suite("Rule tables")
struct TableSetTests {
  static let schema = TableSchema(
    kind: "units",
    columns: [.init("symbol", required: true), .init("dimension", values: ["area", "mass"]), .init("power")])

  func load(_ files: (name: String, text: String)...) throws -> TableSet {
    try TableSet(files: files, schemas: [Self.schema])
  }

  func faults(_ text: String) -> [Diagnostic] {
    do {
      _ = try load(("units.tsv", text))
      return []
    } catch {
      return (error as? Diagnostics)?.list ?? []
    }
  }

  @Test("a row gives its cells by name, without the spaces around them")
  func cells() throws {
    let set = try load(
      ("units.tsv", "#! units\n# a comment\nid\tsymbol\tdimension\tpower\nunit.mu\t 亩 | 市亩 \tarea\t2\nunit.kg\t公斤\n"))
    let rows = set.rows(of: "units")
    #expect(rows.map(\.id) == ["unit.mu", "unit.kg"])
    #expect(rows[0]["symbol"] == "亩 | 市亩")
    #expect(rows[0].list("symbol") == ["亩", "市亩"])
    #expect(try rows[0].integer("power") == 2)
    #expect(rows[1]["dimension"] == "")
    #expect(rows[1].optional("power") == nil)
    #expect(rows[1].line == 5)
    #expect(set.name(of: rows[1].rowID) == "unit.kg")
  }

  @Test("a file may have a byte order mark and ends of lines of Windows")
  func windowsFile() throws {
    let set = try load(("units.tsv", "\u{FEFF}#! units\r\nid\tsymbol\r\nunit.mu\t亩\r\n"))
    #expect(set.rows(of: "units")[0]["symbol"] == "亩")
  }

  @Test("examples are positive or negative, with the fields that they name")
  func examples() throws {
    let set = try load(("units.tsv", "#! units\nid\tsymbol\tyes\tno\nu\t亩\t5亩 => value=5 unit=亩|三亩\t亩产\n"))
    let examples = set.rows(of: "units")[0].examples
    #expect(examples.map(\.text) == ["5亩", "三亩", "亩产"])
    #expect(examples.map(\.isPositive) == [true, true, false])
    #expect(examples[0].fields.map(\.name) == ["value", "unit"])
    #expect(examples[0].fields.map(\.value) == ["5", "亩"])
  }

  @Test("a fault says where, what and what to do, with a caret under wide characters")
  func caret() {
    let list = faults("#! units\nid\tsymbol\tdimension\nunit.mu\t亩\taera\n")
    #expect(
      list.map(\.description) == [
        """
        units.tsv:3:11: 'aera' is no dimension
          unit.mu  亩  aera
                       ^^^^
          did you mean 'area'?
        """
      ])
  }

  @Test("all faults of a file are told together")
  func allFaults() {
    let list = faults("#! units\nid\tsymbol\tcolour\nunit.mu\t\nunit.mu\t亩\n\t公斤\nunit.t\t吨\t1\t2\t3\n")
    #expect(list.map(\.line) == [2, 3, 5, 6, 4])
    #expect(list[1].message == "'symbol' is empty")
    #expect(list.last?.message == "the id 'unit.mu' was used in line 3 already")
  }

  @Test(
    "a first line that does not name a known kind is a fault",
    arguments: [
      ("", "the file is empty"), ("id\tsymbol\n", "the first line does not name the kind of the table"),
      ("#! unit\n", "no table is of the kind 'unit'"),
    ])
  func kinds(text: String, message: String) {
    #expect(faults(text).map(\.message).contains(message) || text.isEmpty)
  }

  @Test("bytes that are no UTF-8 are a fault of their line")
  func encoding() {
    var reader = TableReader(file: "t.tsv", schemas: [Self.schema])
    reader.read(Array("#! units\nid\tsymbol\nu\t".utf8) + [0xB6, 0xC4, 0x0A] + Array("v\t亩\n".utf8))
    #expect(reader.faults.map(\.line) == [3])
    #expect(reader.rows.map(\.id) == ["v"])
  }

  @Test("an id names one row in all tables")
  func uniqueIDs() {
    #expect(throws: Diagnostics.self) {
      try load(("a.tsv", "#! units\nid\tsymbol\nu\t亩\n"), ("b.tsv", "#! units\nid\tsymbol\nu\t吨\n"))
    }
  }

  @Test("a minus before an id takes that row away; without such a row it is a fault")
  func removal() throws {
    let set = try load(
      ("a.tsv", "#! units\nid\tsymbol\nu\t亩\nv\t吨\n"), ("b.tsv", "#! units\nid\tsymbol\n-u\n"))
    #expect(set.rows(of: "units").map(\.id) == ["v"])
    #expect(set.name(of: set.rows(of: "units")[0].rowID) == "v")
    #expect(faults("#! units\nid\tsymbol\n-w\n").map(\.message) == ["there is no row 'w' to take away"])
  }

  @Test("the fingerprint changes with any byte")
  func fingerprint() throws {
    let one = try load(("a.tsv", "#! units\nid\tsymbol\nu\t亩\n"))
    let two = try load(("a.tsv", "#! units\nid\tsymbol\nu\t吨\n"))
    #expect(one.fingerprint != two.fingerprint)
  }
}
