import Rules
import Testing

@testable import Tagging

private func pattern(_ text: String) throws -> PeriodPattern? {
  let table = "#! periods\nid\tpattern\tunit\na\t\(text)\tyear\n"
  let set = try TableSet(files: [("periods.tsv", table)], schemas: PeriodTagger.schemas)
  return try set.rows(of: "periods").first.map { try PeriodPattern($0) }
}

@Test("Choices are multiplied out")
func choices() throws {
  #expect(try pattern("(今|本)年度?")?.alternatives.count == 4)
  #expect(try pattern("<m>[-—]<m2>月")?.alternatives.count == 2)
}

@Test("A fault in a pattern is told with its place", arguments: ["(今年", "<x>年", "年)", "?年"])
func faults(text: String) {
  #expect(throws: Diagnostic.self) { try pattern(text) }
}

@Test(
  "A number is read as it is written",
  arguments: [
    ("二〇二一", 2021, 4), ("九八", 98, 2), ("二十一", 21, 0), ("廿七", 27, 0), ("06", 6, 2), ("一百零五", 105, 0), ("两", 2, 1),
  ])
func numbers(text: String, value: Int, digits: Int) {
  let units = Array(text.utf16)
  let read = units.withUnsafeBufferPointer { SmallNumber.read($0, at: 0) }
  #expect(read?.value == value)
  #expect(read?.digits == digits)
  #expect(read?.end == units.count)
}

@Test(
  "No text makes it fail",
  arguments: ["", "一", "9999999999999年", "〇〇〇〇〇〇〇〇〇〇〇〇年", "十十十百千年", "今", "2021年99月99日", "近999年", "“", "至"])
func robust(text: String) {
  _ = PeriodFixture.tag(text)
  _ = PeriodFixture.tag(String(repeating: text, count: 50))
}
