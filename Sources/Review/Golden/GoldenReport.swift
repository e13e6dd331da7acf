import Emitting

/// A run of a golden suite as people, programs and test servers read it.
public struct GoldenReport: Sendable {
  private let runs: [GoldenRun]
  private let decisions: Decisions
  private let scores: GoldenScores
  private let differences: Int

  public init(_ runs: [GoldenRun], decisions: Decisions) {
    self.runs = runs
    self.decisions = decisions
    scores = runs.reduce(into: GoldenScores()) { $0.add($1.scores) }
    differences = runs.reduce(0) { $0 + $1.differences.count }
  }

  public var hasDifferences: Bool { runs.contains { !$0.isSame } }

  // MARK: Text

  /// `samples` is how many differences of a case are shown.
  public func text(samples: Int) -> String {
    var out = ""
    for run in runs where !run.isSame {
      out += "== \(run.name): \(Self.counted(run.differences.count, "difference"))"
      out += run.golden == nil ? ", there is no golden yet\n\n" : "\n\n"
      for difference in run.differences.prefix(samples) {
        let verdict = decisions[difference.id].map { "\($0.rawValue)ed: " } ?? ""
        out += verdict + DifferenceText(difference).description + "\n"
      }
      if run.differences.count > samples { out += "… and \(run.differences.count - samples) more\n\n" }
    }
    if !out.isEmpty, samples > 0 { out += MarkedSentence.legend + "\n\n" }
    return out + table() + "\n" + verdict() + "\n"
  }

  private func table() -> String {
    let head = ["", "P", "R", "F1", "right", "golden", "now"]
    var rows = [head]
    for type in RecordType.allCases {
      if let tally = scores.types[type] { rows.append([type.rawValue] + tally.cells) }
    }
    // Fields that are all right say nothing that their records do not.
    for (name, tally) in scores.fields.sorted(by: { $0.key < $1.key }) where tally.f1 < 1 {
      rows.append(["  " + name] + tally.cells)
    }
    return TextTable(rows).description
  }

  private func verdict() -> String {
    let same = runs.count { $0.isSame }
    if same == runs.count { return "\(Self.counted(runs.count, "case")), all the same" }
    let all = runs.flatMap(\.differences)
    let accepted = all.count { decisions[$0.id] == .accept }
    let rejected = all.count { decisions[$0.id] == .reject }
    var parts = ["\(same) of \(Self.counted(runs.count, "case")) the same, \(Self.counted(all.count, "difference"))"]
    if accepted > 0 { parts.append("\(accepted) accepted (--update writes them)") }
    if rejected > 0 { parts.append("\(rejected) rejected") }
    if all.count > accepted + rejected {
      parts.append("\(all.count - accepted - rejected) to review (zhibiao review)")
    }
    return parts.joined(separator: ", ")
  }

  private static func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

  // MARK: JSON

  /// JSON Lines: a line for each difference, with its case and what was decided, then one of figures.
  public var json: String {
    var out = ""
    for run in runs {
      for difference in run.differences {
        let verdict = JSONText.quoted(decisions[difference.id]?.rawValue)
        out += #"{"case":\#(JSONText.quoted(run.name)),"verdict":\#(verdict),"# + DiffJSON.line(difference).dropFirst()
      }
    }
    let types = RecordType.allCases.compactMap { type in
      scores.types[type].map { #""\#(type.rawValue)":{\#($0.json)}"# }
    }
    let fields = scores.fields.sorted { $0.key < $1.key }.map { #""\#($0.key)":{\#($0.value.json)}"# }
    return out + #"{"record":"test/1","cases":\#(runs.count),"same":\#(runs.count { $0.isSame }),"#
      + #""differences":\#(differences),"types":{\#(types.joined(separator: ","))},"#
      + #""fields":{\#(fields.joined(separator: ","))}}"# + "\n"
  }

  // MARK: JUnit

  /// The form that test servers read: a test case for each golden case.
  public var junit: String {
    var out = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    out += #"<testsuites><testsuite name="zhibiao" tests="\#(runs.count)" "#
    out += #"failures="\#(runs.count { !$0.isSame })" errors="0">"# + "\n"
    for run in runs {
      let parts = run.name.split(separator: "/").map(String.init)
      let group = Self.escaped(parts.dropLast().joined(separator: "."))
      out += #"<testcase classname="\#(group)" name="\#(Self.escaped(parts.last ?? ""))""#
      if run.isSame {
        out += "/>\n"
        continue
      }
      let count = Self.counted(run.differences.count, "difference")
      let text = run.differences.prefix(50).map { DifferenceText($0).description }.joined(separator: "\n")
      out += #"><failure message="\#(count)">\#(Self.escaped(text))</failure></testcase>"# + "\n"
    }
    return out + "</testsuite></testsuites>\n"
  }

  /// For XML: marks, and U+FFFD for what XML 1.0 cannot hold.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      default:
        let isFit = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value & 0xFFFE != 0xFFFE
        out.unicodeScalars.append(isFit ? scalar : "\u{FFFD}")
      }
    }
    return out
  }
}
