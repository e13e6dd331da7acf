import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Differences between two sets of records")
struct RecordDiffTests {
  static let text = "2020年,清徐县地区生产总值增长5.1%。固定资产投资增长107.6%,粮食产量8万吨。"

  @Test("A set has no difference from itself")
  func same() throws {
    let records = try lines(Self.text)
    let found = try diff(records, records)
    #expect(found.list.isEmpty && found.same == records.split(separator: "\n").count)
  }

  @Test("Text put in before shifts records and changes none of them")
  func shifted() throws {
    let found = try diff(try lines(Self.text), try lines("记者获悉。\n𠮷日。" + Self.text))
    #expect(found.list.map(\.type) == [.document], "\(found.list.map { "\($0.kind) \($0.recordID) \($0.fields)" })")
    #expect(found.list.first?.fields.map(\.name).sorted() == ["sha256", "text"])
  }

  @Test("The same without the documents' own records", arguments: [0, 1])
  func shiftedWithoutText(side: Int) throws {
    func bare(_ text: String) throws -> String {
      try lines(text).split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
    }
    let texts = [Self.text, "记者在现场获悉以下情况。" + Self.text]
    let found = try diff(try bare(texts[side]), try bare(texts[1 - side]))
    #expect(found.list.isEmpty, "\(found.list.map { "\($0.kind) \($0.recordID) \($0.fields)" })")
  }

  @Test("A field that says something else is a change, told with what made it")
  func changed() throws {
    let records = try lines(Self.text)
    let found = try diff(records, records.replacingOccurrences(of: #""basis":"yoy""#, with: #""basis":null"#))
    #expect(found.list.allSatisfy { $0.kind == .changed && $0.fields == [FieldChange("basis", "yoy", "null")] })
    #expect(found.list.map { $0.new?.exact } == ["5.1%", "107.6%"])
    #expect(found.summary.byRule().first?.name == "growth.verb")
    #expect(found.summary.fields["observation.basis"]?.commonest.first?.count == 2)
  }

  @Test("5 and 5.0 are one number, and an escape is the character that it stands for")
  func equalValues() throws {
    let records = try lines(Self.text)
    let other = records.replacingOccurrences(of: #""value":107.6,"#, with: #""value":107.60,"#)
      .replacingOccurrences(of: #""indicator_name":"粮"#, with: #""indicator_name":"\u7cae"#)
    #expect(records != other)
    #expect(try diff(records, other).list.isEmpty)
  }

  @Test("Lost and new")
  func lostAndNew() throws {
    let all = try lines(Self.text)
    let fewer = all.split(separator: "\n").filter { !$0.contains(#""exact":"8万吨""#) }.map { $0 + "\n" }.joined()
    #expect(try diff(all, fewer).list.map(\.kind) == [.lost, .lost])
    let found = try diff(fewer, all)
    #expect(found.list.map(\.kind) == [.new, .new])
    #expect(found.list.allSatisfy { $0.new?.sentence.hasSuffix("粮食产量8万吨。") ?? false })
  }

  @Test("The same on a wider stretch is moved")
  func moved() throws {
    let old =
      #"{"record":"entity/1","doc":"a","id":"a#e0-2","exact":"清徐","start":0,"end":2,"type":"region","rule":"r"}"#
    let new = old.replacingOccurrences(of: "e0-2", with: "e0-3").replacingOccurrences(of: "清徐", with: "清徐县")
      .replacingOccurrences(of: #""end":2"#, with: #""end":3"#)
    let found = try diff(old, new)
    #expect(found.list.map(\.kind) == [.moved])
    #expect(found.list.first?.fields == [FieldChange("span", "0-2 清徐", "0-3 清徐县")])
  }

  @Test("A number that was written anew in the text is changed, not lost and new")
  func rewritten() throws {
    let found = try diff(try lines(Self.text), try lines(Self.text.replacingOccurrences(of: "5.1%", with: "5.23%")))
    let observations = found.list.filter { $0.type == .observation }
    #expect(observations.map(\.kind) == [.changed])
    #expect(observations.first?.fields.map(\.name).contains("value") ?? false)
  }

  @Test("Documents in another order, missing, added and twice")
  func order() throws {
    let (a, b) = (try lines("甲县GDP增长5%。", id: "a"), try lines("乙县GDP增长6%。", id: "b"))
    let (c, d) = (try lines("丙县GDP增长7%。", id: "c"), try lines("丁县GDP增长8%。", id: "d"))
    #expect(try diff(a + b + c + d, d + c + b + a).list.isEmpty)
    #expect(try diff(a + b + b + c, b + a + c + b).list.isEmpty)
    let found = try diff(a + b + c, c + d + a)
    #expect(found.list.filter { $0.kind == .lost }.allSatisfy { $0.document == "b" })
    #expect(found.list.filter { $0.kind == .new }.allSatisfy { $0.document == "d" })
    #expect(Set(found.list.map(\.document)) == ["b", "d"])
    #expect(try diff(a + b, a).list.allSatisfy { $0.kind == .lost && $0.document == "b" })
    #expect(try diff("", a).list.allSatisfy { $0.kind == .new })
  }

  @Test("A difference keeps its name from run to run")
  func names() throws {
    let records = try lines(Self.text)
    let changed = records.replacingOccurrences(of: #""basis":"yoy""#, with: #""basis":null"#)
    let (one, two) = (try diff(records, changed), try diff(records, changed))
    #expect(one.list.map(\.id) == two.list.map(\.id) && Set(one.list.map(\.id)).count == one.list.count)
  }
}
