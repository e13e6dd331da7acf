import Foundation
import Testing

@testable import Rules

@Suite("Names and codes of regions")
struct RegionIndexTests {
  static let index: RegionIndex = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Pipelines/tables/tag/regions.tsv").standardizedFileURL
    // A table that does not load fails every test of the suite, and says why.
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let tables = try? TableSet(files: [("regions.tsv", text)], schemas: [RegionIndex.schema])
    return (try? RegionIndex(tables: tables ?? TableSet())) ?? { preconditionFailure("regions.tsv does not load") }()
  }()

  @Test("a code has a name, a level and what it lies in")
  func lookup() {
    #expect(Self.index.name(of: "140122") == "阳曲县")
    #expect(Self.index.level(of: "140122") == .county)
    #expect(Self.index.parent(of: "140122") == "140100")
    #expect(Self.index.parent(of: "140000") == nil)
    #expect(Self.index.ancestor(of: "140122", at: .province) == "140000")
    #expect(Self.index.parent(of: "110105") == "110000")
    #expect(Self.index.name(of: "999999") == nil)
  }

  @Test("the name of a code is that of the year")
  func years() {
    #expect(Self.index.name(of: "420600", in: 2005) == "襄樊市")
    #expect(Self.index.name(of: "420600", in: 2020) == "襄阳市")
    #expect(Self.index.name(of: "420600") == "襄阳市")
  }

  @Test("a region lies in itself and in what is above it")
  func within() {
    #expect(Self.index.isWithin(140_122, 140_000))
    #expect(Self.index.isWithin(140_122, 140_122))
    #expect(!Self.index.isWithin(140_000, 140_122))
    #expect(!Self.index.isWithin(0, 140_122))
  }

  @Test("a code that is none is told with its place")
  func faults() throws {
    let text = "#! regions\nid\tcode\tname\tlevel\nregion.x\t14\t某县\tcounty\n"
    let tables = try TableSet(files: [("regions.tsv", text)], schemas: [RegionIndex.schema])
    #expect(throws: Diagnostic.self) { try RegionIndex(tables: tables) }
  }
}
