import ArgumentParser
import Zhibiao

struct RulesNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a row to begin with from a sentence whose parts are marked.",
    discussion: """
      A mark is [name:words]. Of a relation, marks are the parts of its pattern, [Q:…] the number; of other kinds, a mark \
      names the column that its words go into. The sentence becomes the row's first example.

      EXAMPLES
        zhibiao rules new relations --id my.growth '2020年[head:粮食产量]同比[verb:增长][Q:2.2%]'
        zhibiao rules new units --id my.unit '进口[key:标箱]三百个' > my-tables/units.tsv
      """)

  @Argument(help: ArgumentHelp("The kind of table; `zhibiao rules list` shows them.", valueName: "kind"))
  var kind: String

  @Argument(help: ArgumentHelp("The sentence with its marks.", valueName: "sentence"))
  var sentence: String

  @Option(help: ArgumentHelp("The row's id: dotted, lower-case ASCII.", valueName: "id"))
  var id: String

  @OptionGroup var options: PipelineOptions

  func run() throws {
    let made = try RuleSkeleton(Pipeline(options.file())).row(kind: kind, id: id, marked: sentence)
    try OutputFile(path: nil).write(Array(made.table.utf8))
    for note in made.notes { Terminal.note(note) }
  }
}
