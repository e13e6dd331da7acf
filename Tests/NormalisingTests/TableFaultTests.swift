import Normalising
import Records
import Rules
import Testing
import Text

@Suite("Faults in the tables of normalising")
struct TableFaultTests {
  @Test(
    "a bad row is told with its place and the mend",
    arguments: [
      (
        "#! characters\nid\tstep\tfrom\tto\nx\twidth\tＡ-\tA",
        "t.tsv:3:9: 'Ａ-' is no character", "write one, a range such as Ａ-Ｚ, or U+00A0"
      ),
      (
        "#! characters\nid\tstep\tfrom\tto\nx\twidth\tＡ Ｂ Ｃ\tA B", "t.tsv:3:15: 2 characters for 3",
        "give one for each of `from`, one for all, or none"
      ),
      (
        "#! characters\nid\tstep\tfrom\tto\nx\twidth\t𠮷\tA", "only characters of the basic plane are folded",
        "leave U+10000 and beyond out"
      ),
      (
        "#! leftover_tags\nid\tname\tleaves\nx\tblockquote\tnewline", "t.tsv:3:3: more than eight letters or digits",
        "longer names are not looked for: leave it out"
      ),
      (
        "#! masks\nid\topen\tclose\torder\tshortest\tlongest\nx\t*\t*\tlast_first\t3\t2",
        "the longest is shorter than the shortest", "both count characters, from 1"
      ),
      ("#! masks\nid\topen\tclose\torder\tshortest\tlongest\nx\t*\t*\tlast\t1\t2", "'last' is no order", "last_first"),
    ])
  func faults(_ sample: (String, String, String)) throws {
    var message = ""
    do {
      _ = try Normaliser(tables: TableSet(files: [("t.tsv", sample.0)], schemas: Normaliser.schemas))
    } catch {
      message = "\(error)"
    }
    #expect(message.contains(sample.1) && message.contains(sample.2), "\(message)")
  }

  @Test("without any tables a text still passes through")
  func none() throws {
    var document = Document(id: "t")
    document.text = SourceText("增长３％，*党**，1 9 9 7 年")
    try Normaliser(tables: TableSet()).normalise(&document)
    #expect(document.whole == "增长３％，*党**，1 9 9 7 年")
  }

  @Test("a user's rows of simplifying may be of any length")
  func userRows() throws {
    let table = "#! simplifying\nid\tfrom\tto\na\t經\t经经\nb\t經濟\t经济\nc\t展\t展\n"
    let script = "#! scripts\nid\tlanguage\tcharacters\nz\tzh-Hant\t經濟發\n"
    let tables = try TableSet(files: [("a.tsv", table), ("b.tsv", script)], schemas: Normaliser.schemas)
    var document = Document(id: "t")
    document.text = SourceText("經濟發展，經發")
    try Normaliser(tables: tables).normalise(&document)
    #expect(document.whole == "经济发展，经经发")
  }
}
