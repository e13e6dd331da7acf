import ArgumentParser
import Zhibiao

/// `zhibiao explain`: why a record says what it says, and why a rule said nothing.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show where a record comes from, or why a rule did not speak.",
    discussion: """
      With --at (code points of the text, as in records) or --id: what each stage made of the words, which rule spoke and \
      with which words, which others would have fitted, and what was inherited from where. With --rule: the first element \
      of its pattern that did not fit, what it met, and what would have fitted; of a row of words, what took them.

      EXAMPLES
        zhibiao explain article.txt --id '#19-23'
        zhibiao explain article.txt --at 20 --rule share.of
        echo '2020年粮食产量增长2万吨。' | zhibiao explain - --rule growth.verb
      """)

  @Argument(help: ArgumentHelp("A file; - is standard input.", valueName: "file"))
  var input: String

  @Option(help: ArgumentHelp("A place in the text, in code points.", valueName: "offset"))
  var at: Int?

  @Option(help: ArgumentHelp("A record, by its id; what stands before the # can be left out.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("Why this row did not speak, at --at or anywhere in the text.", valueName: "rule"))
  var rule: String?

  @Option(help: ArgumentHelp("Of several documents in the file, the one with this id.", valueName: "id"))
  var document: String?

  @Option(help: ArgumentHelp("The date of the document, where it gives none.", valueName: "date"))
  var date: String?

  @Option(help: ArgumentHelp("The region (GB/T 2260 code) of the document, where it gives none.", valueName: "code"))
  var region: String?

  @OptionGroup var options: PipelineOptions

  func validate() throws {
    if at != nil, id != nil { throw ValidationError("--at and --id both name a record; one is enough") }
    if rule != nil, id != nil { throw ValidationError("--rule goes with --at, or alone") }
    if let date, CalendarDate(date) == nil { throw ValidationError("--date \(date): write it as 2021-11-15") }
  }

  func run() throws {
    var file = try options.file()
    file.ingest.date = date ?? file.ingest.date
    file.ingest.region = region ?? file.ingest.region
    let pipeline = try Pipeline(file)
    var document = try Stages.find(document, in: input, with: file.ingest)
    pipeline.process(&document)
    let explainer = Explainer(pipeline, document)
    try OutputFile(path: nil).write(Array(answer(explainer).utf8))
  }

  private func answer(_ explainer: Explainer) throws -> String {
    if let rule { return try explainer.whyNot(rule: rule, at: at) }
    if let id {
      if let text = explainer.explain(id: id) { return text }
      throw InputError(place: "--id \(id)", reason: "there is no such record; \(suggestion(id, explainer.ids))")
    }
    guard let at else { return explainer.overview }
    if let text = explainer.explain(at: at) { return text }
    throw InputError(place: "--at \(at)", reason: "no record stands there; without --at and --id, all are listed")
  }
}
