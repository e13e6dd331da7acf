import ArgumentParser
import Zhibiao

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema (draft 2020-12) that every line of output validates against.")

  func run() throws { try OutputFile(path: nil).write(Array(RecordSchema.json.utf8)) }
}
