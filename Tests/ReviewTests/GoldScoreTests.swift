import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@testable import Review

@Suite("Scores against gold annotations")
struct GoldScoreTests {
  static let text = "𠮷县“园区”2020年GDP100亿元,增长5.1%,增速列全市第一;常住人口36万,其中农业人口25万。"

  private struct Item {
    var kind: String
    var exact: String
    var fields: String
  }

  private static let year =
    #""period_start":"2020-01-01","period_end":"2021-01-01","ref_area":"1","ref_area_name":"𠮷县""#
  private static let items = [
    Item(
      kind: "observations", exact: "100亿元",
      fields: #""value":"10000000000","unit":"CNY","indicator_name":"生产的 总值","subject":"园区",\#(year)"#),
    Item(
      kind: "observations", exact: "5.1%",
      fields: #""value":"5.1","unit":"%","measure":"growth","indicator_name":"GDP","basis":"yoy",\#(year)"#),
    Item(kind: "observations", exact: "36万", fields: #""value":"360000","indicator_name":"常住人口""#),
    Item(kind: "observations", exact: "25万", fields: #""value":"250000","indicator_name":"农业人口""#),
    Item(kind: "entities", exact: "𠮷县", fields: #""type":"region","name":"𠮷县","code":"1""#),
    Item(kind: "entities", exact: "“园区”", fields: #""type":"facility","name":"园区""#),
  ]

  private static func place(_ exact: String) -> (points: Range<Int>, bytes: Range<Int>) {
    let range = text.range(of: exact) ?? text.startIndex..<text.startIndex
    let (before, body) = (text[..<range.lowerBound], text[range])
    let (start, byte) = (before.unicodeScalars.count, before.utf8.count)
    return (start..<start + body.unicodeScalars.count, byte..<byte + body.utf8.count)
  }

  private static func gold(_ change: (String, String) -> String = { _, fields in fields }) -> String {
    func list(_ kind: String) -> String {
      items.filter { $0.kind == kind }.map { item in
        let at = place(item.exact).points
        return #"{"exact":"\#(item.exact)","start":\#(at.lowerBound),"end":\#(at.upperBound),"#
          + change(item.exact, item.fields) + "}"
      }.joined(separator: ",")
    }
    return
      #"{"doc":"own","text":"\#(text)","observations":[\#(list("observations"))],"entities":[\#(list("entities"))]}"#
  }

  private static func records(_ change: (String, String) -> String = { _, fields in fields }) -> String {
    items.map { item in
      let at = place(item.exact)
      var fields = change(item.exact, item.fields) + (item.kind == "entities" ? "" : #","modality":"actual""#)
      if item.kind != "entities", !fields.contains(#""measure""#) { fields += #","measure":"level""# }
      return #"{"record":"\#(item.kind == "entities" ? "entity" : "observation")/1","doc":"x/own.txt","#
        + #""id":"own#\#(at.points.lowerBound)","exact":"\#(item.exact)","start":0,"end":1,"#
        + #""source_start":\#(at.bytes.lowerBound),"source_end":\#(at.bytes.upperBound),"#
        + fields + #","rule":"r"}"# + "\n"
    }.joined()
  }

  private func score(_ gold: String, _ records: String) throws -> GoldScore {
    let (a, b) = (try ScratchFile(gold), try ScratchFile(records))
    return try GoldRun.score(gold: a.path, records: b.path, names: ["x/own.txt": "own"]).score
  }

  @Test("What says the same as gold scores 1")
  func perfect() throws {
    let score = try score(Self.gold(), Self.records())
    #expect(score.tallies.values.allSatisfy { $0.f1 == 1 } && score.misses.isEmpty, "\(score.misses)")
    #expect(score.tallies["tuple"]?.right == 4 && score.tallies["entity"]?.right == 2)
  }

  @Test(
    "One wrong field makes the figures fall that count it, and no others",
    arguments: [
      (#""value":"5.1""#, #""value":"5.2""#, "loose tuple"), (#""unit":"CNY""#, #""unit":"USD""#, "loose tuple"),
      (#""subject":"园区""#, #""subject":"县""#, "loose tuple"), (#""value":"5.1""#, #""value":5.10"#, ""),
      ("生产的 总值", "生产总值", ""), ("生产的 总值", "地区生产总值", "tuple"),
      (#""measure":"growth","#, "", "loose tuple"), (#""ref_area":"1","ref_area_name":"𠮷县""#, #""ref_area":"1""#, ""),
      (#""type":"region""#, #""type":"person""#, "entity"), (#""basis":"yoy","#, "", "loose tuple"),
    ])
  func falls(old: String, new: String, figures: String) throws {
    let score = try score(Self.gold(), Self.records { $1.replacingOccurrences(of: old, with: new) })
    let fallen = score.tallies.filter { $0.value.f1 < 1 }.keys.sorted().joined(separator: " ")
    #expect(fallen == figures)
  }

  @Test("What gold accepts is right, only as a whole; what it leaves open counts for nothing")
  func accepted() throws {
    let gold = Self.gold { exact, fields in
      exact == "36万"
        ? fields + #","accept":[{"measure":"delta","indicator_name":"新增人口"}]"#
        : exact == "25万" ? fields + #","optional":true"# : fields
    }
    let whole = try score(
      gold,
      Self.records {
        $1.replacingOccurrences(of: #""indicator_name":"常住人口""#, with: #""indicator_name":"新增人口","measure":"delta""#)
      })
    #expect(whole.tallies["tuple"]?.f1 == 1)
    let half = try score(gold, Self.records { $1.replacingOccurrences(of: "常住人口", with: "新增人口") })
    #expect(half.tallies["tuple"]?.right == 2 && half.tallies["tuple"]?.gold == 3)
    let without = Self.records().split(separator: "\n").filter { !$0.contains("25万") }.joined(separator: "\n")
    #expect(try score(gold, without).tallies["detection"]?.f1 == 1)
  }

  @Test("Gold that contradicts its text is refused, and so are records of other documents")
  func refused() throws {
    #expect(throws: InputError.self) {
      try score(Self.gold().replacingOccurrences(of: #""exact":"36万""#, with: #""exact":"36亿""#), Self.records())
    }
    #expect(throws: InputError.self) {
      try score(Self.gold(), Self.records().replacingOccurrences(of: "x/own", with: "z"))
    }
    #expect(throws: BadRecords.self) { try score("{", Self.records()) }
  }

  @Test("As text and as JSON, with what was missed")
  func reports() throws {
    let score = try score(
      Self.gold(), Self.records { $1.replacingOccurrences(of: #""value":"5.1""#, with: #""value":"6""#) })
    #expect(score.text(withMisses: true).contains("own:22-26  wrong  5.1%"), "\(score.text(withMisses: true))")
    #expect(try JSONSerialization.jsonObject(with: Data(score.json(withMisses: true).utf8)) is [String: Any])
  }
}
