import Emitting
import Ingesting
import Rules

extension RunJournal.Header {
  /// What makes a run what it is: the program, the rules, every option that changes records, and the inputs as named.
  public init(
    _ pipeline: Pipeline, inputs: [String], options: FolderRun.Options, program: String, arguments: [String]
  ) {
    self.init(
      program: program, rules: String(pipeline.tables.fingerprint, radix: 16),
      options: "\(pipeline.file.canonical) \(options.canonical)", inputs: inputs, arguments: arguments)
  }

  /// What differs in another run, in words; empty where nothing does.
  public func differences(from other: Self) -> [String] {
    var out: [String] = []
    if program != other.program { out.append("the program was \(program) and is \(other.program)") }
    if rules != other.rules { out.append("the rule tables were changed") }
    if options != other.options { out.append("the options were\n  \(options)\nand are\n  \(other.options)") }
    if inputs != other.inputs {
      out.append("the inputs were \(inputs.joined(separator: " ")) and are \(other.inputs.joined(separator: " "))")
    }
    return out
  }
}

extension PipelineFile {
  /// All that changes records, beside the tables: the same text for the same meaning.
  var canonical: String {
    var parts = ["records=" + RecordType.allCases.filter(records.contains).map(\.rawValue).joined(separator: ",")]
    for stage in StageName.allCases {
      if disabled.contains(stage) { parts.append("\(stage)=off") }
      for (name, isOn) in (switches[stage] ?? [:]).sorted(by: { $0.key < $1.key }) where !isOn {
        parts.append("\(stage).\(name)=off")
      }
    }
    if let date = ingest.date { parts.append("date=\(date)") }
    if let region = ingest.region { parts.append("region=\(region)") }
    if let format = ingest.format { parts.append("format=\(format.rawValue)") }
    for (field, name) in ingest.fieldNames.sorted(by: { $0.key < $1.key }) { parts.append("map.\(field)=\(name)") }
    let limits = ingest.limits
    parts.append("limits=\(limits.bytes)/\(limits.ratio)/\(limits.depth)/\(limits.members)")
    return parts.joined(separator: " ")
  }
}
