import ArgumentParser
import Zhibiao

struct RulesStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what each row does in a set of articles: coverage, dead rows, rows that overlap.",
    discussion: """
      EXAMPLES
        zhibiao rules stats articles.jsonl --limit 50
        zhibiao rules stats pages/ --kind relations --overlaps   # which rows would have spoken too
        zhibiao rules stats pages/ --dead                        # rows that no record names
      """)

  @Argument(help: ArgumentHelp("Files or folders of articles.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("Only tables of this kind.", valueName: "kind"))
  var kind: String?

  @Flag(help: "Try all relations around every number, and tell which ones fit beside the one that spoke. Slow.")
  var overlaps = false

  @Flag(help: "List the rows that no record names.")
  var dead = false

  @Flag(help: "Write JSON Lines: a line for each row, then one for each pair that overlaps.")
  var json = false

  @Option(help: ArgumentHelp("How many rows and pairs to tell of.", valueName: "n"))
  var limit = 30

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let pipeline = try Pipeline(options.file())
    if let kind { _ = try RulesList.kinds(kind, of: pipeline.tables) }
    var statistics = RuleStatistics(pipeline.tables)
    var unread = 0
    var ingester = Ingester(inputs, options: pipeline.file.ingest)
    while let next = ingester.next() {
      switch next {
      case .success(var document):
        pipeline.process(&document)
        statistics.add(document, pipeline, withOverlaps: overlaps)
      case .failure(let error):
        if error.isNamedInput { throw error }
        unread += 1
        if unread <= 3 { Terminal.warn("\(error)") }
      }
    }
    if unread > 3 { Terminal.warn("\(unread - 3) more inputs could not be read") }
    let text = json ? statistics.json(kind: kind) : statistics.text(kind: kind, limit: max(0, limit), withDead: dead)
    try OutputFile(path: nil).write(Array(text.utf8))
  }
}
