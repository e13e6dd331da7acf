import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("The page of a comparison")
struct HTMLReportTests {
  private func page(_ old: String, _ new: String) throws -> String {
    let (before, after) = (try ScratchFile(old), try ScratchFile(new))
    final class Sink { var bytes: [UInt8] = [] }
    let sink = Sink()
    var report = try HTMLReport { sink.bytes += $0 }
    try RecordDiff(old: RecordFile(path: before.path), new: RecordFile(path: after.path)).run(&report)
    try report.finish()
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func block(_ id: String, of page: String) throws -> [String: Any] {
    let open = #"<script type="application/json" id="\#(id)">"#
    let start = try #require(page.range(of: open)).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    return try #require(try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [String: Any])
  }

  @Test("Its data says what the comparison found, the likeliest rule first")
  func data() throws {
    let records = try lines(RecordDiffTests.text)
    let page = try page(records, records.replacingOccurrences(of: #""basis":"yoy""#, with: #""basis":null"#))
    let index = try block("index", of: page)
    #expect(index["counts"] as? [Int] == [2, 0, 0, 0] && index["documents"] as? [String] == ["a.txt"])
    #expect((index["rules"] as? [[Any]])?.first?.first as? String == "growth.verb")
    #expect((index["differences"] as? [[Any]])?.count == 2)
    let document = try block("d0", of: page)
    #expect(document["text"] as? String == RecordDiffTests.text && document["was"] is NSNull)
    #expect((document["differences"] as? [Any])?.count == 2)
  }

  @Test("Nothing of a text becomes markup, and nothing is fetched from anywhere")
  func escapes() throws {
    let text = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;"
    let a = #"{"record":"document/1","id":"a<b>","text":"\#(text)"}"# + "\n"
    let b =
      #"{"record":"entity/1","doc":"a<b>","id":"a<b>#e0-2","exact":"</","start":0,"end":2,"name":"<i>","rule":"r"}"#
    let page = try page(a + b, a + b.replacingOccurrences(of: "<i>", with: "<b onclick=x>"))
    #expect(!page.contains("<img") && !page.contains("<b onclick") && !page.contains("alert(1)</script>"))
    #expect(page.components(separatedBy: "<script").count == 4)
    #expect(try block("d0", of: page)["text"] as? String == text)
    for address in ["http:", "https:", "//cdn", "@import", "url("] { #expect(!page.contains(address), "\(address)") }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("Without a difference it is a page all the same")
  func empty() throws {
    let records = try lines(RecordDiffTests.text)
    #expect(try block("index", of: page(records, records))["differences"] as? [Int] == [])
  }
}
