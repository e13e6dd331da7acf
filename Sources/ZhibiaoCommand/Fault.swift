import ArgumentParser
import FoundationEssentials
import Zhibiao

/// An error as its reader meets it: the one place that words errors and chooses exit codes.
struct Fault {
  private let text: String
  private let code: Int32
  private let isForStandardOutput: Bool

  static let someDocumentsFailed: Int32 = 1
  static let differences: Int32 = 1
  static let usage: Int32 = 2
  static let tables: Int32 = 3

  init(_ error: any Error, of root: any ParsableCommand.Type) {
    switch error {
    case is OutputFile.ReaderGone:
      self.init("", 0)
    case let error as Diagnostics:
      let count = error.list.count
      self.init("\(error)" + (count > 1 ? "\n\(count) faults" : ""), Self.tables, isFault: true)
    case let error as Diagnostic:
      self.init("\(error)", Self.tables, isFault: true)
    case let error as BadRecords:
      self.init("\(error)", Self.usage, isFault: true)
    case let error as InputError:
      self.init("\(error)", Self.usage, isFault: true)
    case let code as ExitCode:
      self.init("", code.rawValue)
    default:
      let code = root.exitCode(for: error).rawValue
      self.init(root.fullMessage(for: error), code == 0 ? 0 : Self.usage, isForStandardOutput: code == 0)
    }
  }

  private init(_ text: String, _ code: Int32, isFault: Bool = false, isForStandardOutput: Bool = false) {
    self.text = isFault ? Terminal.errorMark + text : text
    self.code = code
    self.isForStandardOutput = isForStandardOutput
  }

  func exit() -> Never {
    if isForStandardOutput {
      print(text)
    } else if !text.isEmpty {
      Terminal.complain(text)
    }
    ZhibiaoCommand.exit(withError: ExitCode(code))
  }
}
