import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Differences as people and programs read them")
struct DiffTextTests {
  @Test("Marks line up under wide characters, the value first of all")
  func marks() throws {
    let text = "2020年,清徐县地区生产总值增长5.1%。"
    let records = try lines(text)
    let found = try diff(records, records.replacingOccurrences(of: #""basis":"yoy""#, with: #""basis":null"#))
    let shown = DifferenceText(try #require(found.list.first)).description.split(separator: "\n").map(String.init)
    #expect(shown[1] == "    2020年,清徐县地区生产总值增长5.1%。")
    #expect(shown[2] == "    pppppp aaaaaaiiiiiiiiiiiicccc^^^^")
    #expect(shown[3] == "    field  old  new")
    #expect(shown[4] == "    basis  yoy  null")
  }

  @Test("Old and new marks stand over one another where only they differ, sentences where those do")
  func twoSides() throws {
    let a = #"{"record":"document/1","id":"a","text":"清徐县增长。"}"# + "\n"
    let b = #"{"record":"entity/1","doc":"a","id":"a#e0-2","exact":"清徐","start":0,"end":2,"type":"region","rule":"r"}"#
    let c = b.replacingOccurrences(of: #""end":2"#, with: #""end":3"#)
    let shown = DifferenceText(try #require(try diff(a + b, a + c).list.first)).description
    #expect(shown.contains("    清徐县增长。\nold ^^^^\nnew ^^^^^^\n"), "\(shown)")
    let other = a.replacingOccurrences(of: "增长", with: "上升")
    let moved = DifferenceText(try #require(try diff(a + b, other + c).list.last)).description
    #expect(moved.contains("old 清徐县增长。\n    ^^^^\nnew 清徐县上升。\n    ^^^^^^\n"), "\(moved)")
  }

  @Test("Of a long sentence, what stands around the value")
  func window() throws {
    let text = String(repeating: "长", count: 200) + "12" + String(repeating: "尾", count: 200)
    var side = Difference.Side(
      recordID: "a", exact: "12", span: 200..<202, rules: [], sentenceSpan: 0..<402, roles: [], line: "{}")
    side.sentence = text
    let marked = MarkedSentence(side)
    #expect(marked.text.columns <= MarkedSentence.width + 2 && marked.text.contains("长12尾"))
    let before = marked.text.prefix { $0 != "1" }
    #expect(marked.marks == String(repeating: " ", count: String(before).columns) + "^^")
  }

  @Test("The row that changed is named first, not the rows that make most records")
  func cause() throws {
    func record(_ at: Int, _ rules: String, _ value: Int) -> String {
      #"{"record":"quantity/1","doc":"a","id":"a#q\#(at)-\#(at + 1)","exact":"x","start":\#(at),"end":\#(at + 1),"#
        + #""value":\#(value),"rule":"\#(rules)"}"# + "\n"
    }
    let old = (0..<90).map { record($0, $0 % 9 == 0 ? "common+rare" : "common+other", 1) }.joined()
    let new = (0..<90).map { record($0, $0 % 9 == 0 ? "common+rare" : "common+other", $0 % 9 == 0 ? 2 : 1) }.joined()
    let found = try diff(old, new)
    let rules = found.summary.byRule()
    #expect(rules.map(\.name) == ["rare", "common"] && rules[0].counts.changed == 10 && rules[0].records == 10)
    #expect(rules[1].counts.changed == 10 && rules[1].records == 90)
    let text = DiffText(found.summary).description
    #expect(text.hasPrefix("10 differences in 1 of 1 document; 80 records the same\n"), "\(text.prefix(200))")
    #expect(text.contains("\nquantity.value  10       1 → 2 (10)\n"))
  }

  @Test("Every line of JSON is an object, with both records in it")
  func json() throws {
    let records = try lines(RecordDiffTests.text)
    let found = try diff(records, records.replacingOccurrences(of: #""basis":"yoy""#, with: #""basis":null"#))
    for text in found.list.map({ DiffJSON.line($0) }) + [DiffJSON.line(found.summary)] {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(object?["record"] != nil)
    }
    let first = DiffJSON.line(try #require(found.list.first))
    #expect(first.contains(#""fields":[{"name":"basis","old":"yoy","new":"null"}]"#), "\(first)")
  }

  @Test("Nothing that a terminal acts on comes through")
  func control() throws {
    let old = #"{"record":"entity/1","doc":"a","id":"a","exact":"\u001b[2J","start":0,"end":2,"name":"a","rule":"r"}"#
    let found = try diff(old, old.replacingOccurrences(of: #""name":"a""#, with: #""name":"\u001b]0;""#))
    let text = DiffText(found.summary).description
    #expect(text.unicodeScalars.allSatisfy { $0.isTerminalSafe || $0 == "\n" })
  }
}
