import Records
import Testing
import Text

@testable import Rules

@Suite("Patterns over tokens")
struct PatternTests {
  let symbols = Symbols(["Q", "T", "up", "fill", "comma", "P"])
  var compiler: PatternCompiler {
    PatternCompiler(
      symbols: symbols, groups: ["name": SymbolSet([symbols["T"]].compactMap(\.self))], flags: ["rate": 1, "money": 2])
  }

  func row(_ pattern: String) throws -> Row {
    let schema = TableSchema(kind: "t", columns: [.init("pattern", required: true)])
    return try TableSet(files: [("t.tsv", "#! t\nid\tpattern\nr\t\(pattern)\n")], schemas: [schema]).rows(of: "t")[0]
  }

  /// Matches at the last `Q` of a row of symbols; the parts as token ranges.
  func match(_ pattern: String, _ tokens: String) throws -> [String: Range<Int>]? {
    let compiled = try compiler.compile(row(pattern))
    let list = try tokens.split(separator: " ").enumerated().map { at, name in
      PatternToken(symbol: try #require(symbols[String(name)]), flags: name == "Q" ? 1 : 0, span: Span(at, at + 1))
    }
    let anchor = try #require(list.lastIndex { $0.symbol == symbols["Q"] })
    guard
      let found = compiled.match(
        list, at: anchor, skipped: SymbolSet([symbols["fill"]].compactMap(\.self)),
        borders: SymbolSet([symbols["comma"]].compactMap(\.self)))
    else { return nil }
    var out: [String: Range<Int>] = [:]
    for name in compiled.captures { out[name] = found[try #require(compiled.slot(of: name))] }
    return out
  }

  @Test("a head, a verb and the number")
  func sequence() throws {
    #expect(try match("head:name+ up Q", "T up Q") == ["head": 0..<1])
    #expect(try match("head:name+ up Q", "up Q") == nil)
  }

  @Test("skipped words may stand anywhere")
  func skipped() throws {
    #expect(try match("head:name+ up Q", "T fill up fill Q") == ["head": 0..<1])
  }

  @Test("a run gives back what a later element needs")
  func backtracking() throws {
    #expect(try match("T head:name+ up Q", "T T T up Q") == ["head": 1..<3])
  }

  @Test("alternatives and options, on both sides of the number")
  func alternatives() throws {
    #expect(try match("(^ | up) Q noun:name", "up Q T") == ["noun": 2..<3])
    #expect(try match("(^ | up) Q noun:name", "T comma Q T") == ["noun": 3..<4])
    #expect(try match("(^ | up) Q noun:name", "T Q T") == nil)
  }

  @Test("conditions are asked of the anchor")
  func conditions() throws {
    #expect(try match("Q[rate]", "Q") != nil)
    #expect(try match("Q[money]", "Q") == nil)
  }

  @Test(
    "a fault has its place in the cell",
    arguments: [
      ("head:name+ upp Q", 11, "there is no symbol 'upp'"), ("up Q[rat]", 5, "there is no condition 'rat'"),
      ("up up", 0, "the pattern has no anchor"), ("( up Q", 0, "this bracket is not closed"),
      ("up{3,1} Q", 2, "a repeat is written {least,most}, with 64 at most"),
    ])
  func faults(pattern: String, offset: Int, message: String) throws {
    let row = try row(pattern)
    #expect {
      try compiler.compile(row)
    } throws: { error in
      let fault = error as? Diagnostic
      return fault?.message == message && fault?.column == 2 + 1 + offset
    }
  }

  @Test("nested runs end after a bounded number of steps")
  func bounded() throws {
    let tokens = Array(repeating: "T", count: 400).joined(separator: " ") + " Q"
    #expect(try match("up name* name* name* name* Q", tokens) == nil)
  }
}
