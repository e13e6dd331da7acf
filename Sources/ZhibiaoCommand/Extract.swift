import ArgumentParser
import FoundationEssentials
import Zhibiao

struct Extract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the records of articles as JSON Lines.",
    discussion: """
      Reads text, HTML, DOCX, ODT, EPUB, and JSON Lines or CSV (members or columns id, text or content, title, date, url, \
      source, author, region), compressed or in archives as well; folders are read with all that is below them. Results \
      go to standard output, everything else to standard error.

      EXAMPLES
        zhibiao extract article.txt --date 2021-11-15 --region 140121
        zhibiao extract pages/ articles.jsonl -o records.jsonl
        curl -s URL | zhibiao extract - --emit observation
        zhibiao extract dump.jsonl --map text=body --map date=published_at
        zhibiao extract archive/ 2021.zip -o out/          a long run, into a folder
        zhibiao extract archive/ 2021.zip -o out/ --resume
      """)

  @Argument(help: ArgumentHelp("Files or folders; - is standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Types of records, parted by commas: \(RecordType.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "(default: document,entity,observation)", valueName: "types"))
  var emit: String?

  @Option(help: ArgumentHelp("The date (2021-11-15) of documents that give none of their own.", valueName: "date"))
  var date: String?

  @Option(help: ArgumentHelp("The region (GB/T 2260 code) of documents that give none.", valueName: "code"))
  var region: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to a file, which takes its name only when it is whole; or, with a slash at its end, into a folder: a run "
        + "that can be ended at any moment and gone on with.", valueName: "file|folder/"))
  var output: String?

  @Option(help: ArgumentHelp("Documents to work on at the same time. (default: one a core)", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("What the inputs are, where their names do not tell.", valueName: "text|html|jsonl|csv"))
  var format: InputFormat?

  @Option(
    help: ArgumentHelp(
      "The name that a field has in JSON Lines or CSV, such as text=body. Repeatable.", valueName: "f=name"))
  var map: [String] = []

  @OptionGroup(title: "Runs into a folder") var runs: RunOptions

  @OptionGroup var options: PipelineOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): at least 1 is needed") }
    if let date, CalendarDate(date) == nil { throw ValidationError("--date \(date): write it as 2021-11-15") }
    if let region, region.utf8.count != 6 || !region.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      throw ValidationError("--region \(region): a code of six digits is wanted, such as 140121")
    }
    _ = try fieldNames()
    _ = try recordTypes()
  }

  func run() async throws {
    let file = try configured(options.file())
    if inputs.isEmpty, Terminal.isInputTyped {
      Terminal.note(
        "Reading from the keyboard; end with Control-D. `zhibiao extract --help` shows what else can be read.")
    }
    let pipeline = try Pipeline(file)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    if let output, ExtractIntoFolder.isFolder(output) {
      let code = try await intoFolder(output, pipeline).run()
      if code != 0 { throw ExitCode(code) }
      return
    }
    if let given = runs.given {
      throw ValidationError("\(given): this is for a run into a folder; name one with -o, with a slash at its end")
    }
    let sink = try OutputFile(path: output)
    var progress = ProgressLine()
    var isNamedInputBad = false
    let ingester = Ingester(inputs.isEmpty ? ["-"] : inputs, options: file.ingest)
    let done = try await Batch(pipeline, jobs: jobs ?? cores).run(ingester) { outcome, count in
      progress.update(count)
      switch outcome.result {
      case .success(let lines): try sink.write(lines)
      case .failure(let failure):
        progress.clear()
        if failure.isNamedInput { isNamedInputBad = true }
        Terminal.complain(Terminal.errorMark + failure.description)
      }
      for warning in outcome.warnings {
        progress.clear()
        Terminal.warn("\(outcome.id): \(warning)")
      }
    }
    progress.clear()
    try sink.finish()
    Self.report(done)
    // What was named on the command line and cannot be read is a fault of the command line; the rest is done all the same.
    if isNamedInputBad { throw ExitCode(Fault.usage) }
    if done.failures > 0 { throw ExitCode(Fault.someDocumentsFailed) }
  }

  func intoFolder(_ output: String, _ pipeline: Pipeline) -> ExtractIntoFolder {
    ExtractIntoFolder(
      pipeline: pipeline, folder: RunFolder(output), inputs: inputs.isEmpty ? ["-"] : inputs,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, options: runs)
  }

  func configured(_ file: PipelineFile) throws -> PipelineFile {
    var file = file
    if let types = try recordTypes() { file.records = types }
    file.ingest.date = date ?? file.ingest.date
    file.ingest.region = region ?? file.ingest.region
    file.ingest.format = format ?? file.ingest.format
    file.ingest.fieldNames.merge(try fieldNames()) { _, new in new }
    return file
  }

  static func report(_ done: BatchProgress) {
    for (kind, count) in done.skipped.sorted(by: { $0.key < $1.key }) {
      Terminal.note(
        "\(count) \(kind) \(count == 1 ? "file was" : "files were") passed over: not read by the ends of their names")
    }
    if done.failures > 0 { Terminal.note("\(done.failures) of \(done.documents) documents failed") }
    if done.documents == 0 { Terminal.note("no document was found") }
  }

  private func recordTypes() throws -> Set<RecordType>? {
    guard let emit else { return nil }
    let known = RecordType.allCases.map(\.rawValue)
    return try Set(
      emit.split(separator: ",", omittingEmptySubsequences: false).map { name in
        guard let type = RecordType(rawValue: String(name)) else {
          throw ValidationError("--emit \(emit): no records are of type '\(name)'; \(suggestion(String(name), known))")
        }
        return type
      })
  }

  private func fieldNames() throws -> [String: String] {
    var names: [String: String] = [:]
    for pair in map {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("--map \(pair): write FIELD=NAME, such as text=body") }
      guard IngestOptions.fields.contains(parts[0]) else {
        throw ValidationError(
          "--map \(pair): a document has no field '\(parts[0])'; \(suggestion(parts[0], IngestOptions.fields))")
      }
      names[parts[0]] = parts[1]
    }
    return names
  }
}

extension InputFormat: ExpressibleByArgument {}
