import ArgumentParser
import FoundationEssentials
import Zhibiao

/// `zhibiao review`: decides of differences, one by one or many at once.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide which differences from golden records are right.",
    discussion: """
      With a folder, the golden suite of `zhibiao test`; with two files, the new records against the old ones. On a \
      terminal each difference is shown and one key decides of it; elsewhere, and with any of the options below, what is \
      pending is listed after the decisions. Decisions go into a file that can be committed: with it, --update (or \
      `zhibiao test --update`) writes the same goldens on every machine.

      Of a field, accepting takes the changes of that field alone; rejecting takes all changes that it is part of.

      EXAMPLES
        zhibiao review Corpus
        zhibiao review Corpus --accept 3f2a9c1b2d3e --accept-rule unit.km --reject-field basis
        zhibiao review before.jsonl after.jsonl --accept-all --update
      """)

  @Argument(help: ArgumentHelp("The folder of the suite, or a file of old records.", valueName: "folder|old"))
  var target: String

  @Argument(help: ArgumentHelp("The new records, where the first is a file.", valueName: "new"))
  var new: String?

  @Option(help: ArgumentHelp("Accept a difference. Repeatable, as are the next five.", valueName: "id"))
  var accept: [String] = []

  @Option(help: ArgumentHelp("Reject a difference.", valueName: "id"))
  var reject: [String] = []

  @Option(help: ArgumentHelp("Accept all that a rule had a hand in.", valueName: "rule"))
  var acceptRule: [String] = []

  @Option(help: ArgumentHelp("Reject all that a rule had a hand in.", valueName: "rule"))
  var rejectRule: [String] = []

  @Option(help: ArgumentHelp("Accept the changes of a field, such as basis or entity.code.", valueName: "field"))
  var acceptField: [String] = []

  @Option(help: ArgumentHelp("Reject the changes of a field.", valueName: "field"))
  var rejectField: [String] = []

  @Flag(help: "Accept all that is pending after the other decisions.")
  var acceptAll = false

  @Flag(help: "Write the accepted differences into the golden files (or the old one) at the end.")
  var update = false

  @Flag(help: "Print what was decided as examples for rows: row, yes or no, example.")
  var examples = false

  @OptionGroup var decisions: DecisionOptions

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let runs = try runs()
    let path = new == nil ? decisions.path(of: target) : decisions.decisions ?? "\(target).decisions.tsv"
    var session = ReviewSession(runs, decisions: try Decisions(path: path))
    let before = session.decisions.text
    let isAsked =
      !(accept + reject + acceptRule + rejectRule + acceptField + rejectField).isEmpty || acceptAll || update
      || examples
    if isAsked {
      try decide(&session)
    } else if Terminal.isInputTyped, Terminal.isOutputShown {
      try ReviewScreen().run(&session)
    }
    if session.decisions.text != before { try OutputFile.replace(path, Array(session.decisions.text.utf8)) }
    if update { try write(runs, session.decisions) }
    try tell(session, isListed: !isAsked && !(Terminal.isInputTyped && Terminal.isOutputShown), path)
  }

  private func runs() throws -> [GoldenRun] {
    if let new {
      let files = try [target, new].map { path in
        guard let data = FileManager.default.contents(atPath: path) else {
          throw InputError(place: path, reason: "cannot read the records")
        }
        return Array(data)
      }
      return [try GoldenRun(name: target, goldenPath: target, golden: files[0], now: files[1])]
    }
    let suite = try GoldenSuite(folder: target)
    let pipeline = try Pipeline(options.file())
    return try suite.cases.map { try GoldenRun($0, pipeline) }
  }

  private func decide(_ session: inout ReviewSession) throws {
    for (verdict, ids) in [(Decisions.Verdict.accept, accept), (.reject, reject)] {
      for id in ids where !session.decide(verdict, id: id) {
        throw ValidationError("no difference has the id '\(id)'; \(suggestion(id, session.items.map(\.id)))")
      }
    }
    func check(_ count: Int, _ what: String, _ known: [String], _ name: String) throws {
      if count > 0 { return Terminal.note("\(what) \(name): \(count)") }
      Terminal.note("\(what) \(name): nothing is pending; \(suggestion(name, known))")
    }
    let rules = Array(Set(session.items.flatMap(\.difference.rules))).sorted()
    let fields = Array(Set(session.items.flatMap { $0.difference.fields.map(\.name) })).sorted()
    for rule in rejectRule { try check(session.decide(.reject, rule: rule), "rejected by rule", rules, rule) }
    for rule in acceptRule { try check(session.decide(.accept, rule: rule), "accepted by rule", rules, rule) }
    for field in rejectField { try check(session.decide(.reject, field: field), "rejected by field", fields, field) }
    for field in acceptField { try check(session.decide(.accept, field: field), "accepted by field", fields, field) }
    if acceptAll { Terminal.note("accepted: \(session.decideAll(.accept))") }
  }

  private func write(_ runs: [GoldenRun], _ decisions: Decisions) throws {
    for run in runs {
      let merged = try run.merged(decisions)
      guard merged != run.golden ?? [] else { continue }
      try OutputFile.replace(run.goldenPath, merged)
      Terminal.note("written: \(run.goldenPath)")
    }
  }

  private func tell(_ session: ReviewSession, isListed: Bool, _ path: String) throws {
    let pending = session.pending
    let sink = try OutputFile(path: nil)
    if examples { for line in session.examples { try sink.write(Array((line + "\n").utf8)) } }
    if isListed {
      for item in pending {
        try sink.write(Array(("== \(item.run)\n" + DifferenceText(item.difference).description + "\n").utf8))
      }
    }
    Terminal.note(
      "\(session.count(.accept)) accepted, \(session.count(.reject)) rejected, \(pending.count) pending; decisions: \(path)"
    )
  }
}
