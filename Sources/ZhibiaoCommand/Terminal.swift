import FoundationEssentials
import Zhibiao

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What people read beside the results: all of it goes to standard error, with nothing in it that a terminal acts on.
enum Terminal {
  static let isErrorShown = isatty(2) == 1
  static let isInputTyped = isatty(0) == 1
  static let isOutputShown = isatty(1) == 1

  /// See https://no-color.org.
  static let hasColour: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isErrorShown && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }()

  static var errorMark: String { hasColour ? "\u{1B}[1;31merror:\u{1B}[0m " : "error: " }

  static func complain(_ text: String) {
    let mark = errorMark
    let isMarked = text.hasPrefix(mark)
    write((isMarked ? mark : "") + safe(isMarked ? String(text.dropFirst(mark.count)) : text) + "\n")
  }

  static func warn(_ text: String) { write(safe("warning: " + text) + "\n") }

  static func note(_ text: String) { write(safe(text) + "\n") }

  /// A line that the next one takes the place of.
  static func status(_ text: String) { write("\r\u{1B}[K" + safe(text)) }

  /// What stands in for characters that a terminal would act on is U+FFFD.
  static func safe(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ $0.isTerminalSafe || $0 == "\n" }) { return text }
    return text.unicodeScalars.map { $0.isTerminalSafe || $0 == "\n" ? String($0) : "\u{FFFD}" }.joined()
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = writeToStandardError(bytes) }
  }
}

private func writeToStandardError(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  write(2, bytes.baseAddress, bytes.count)
}

/// How far a run is: one line on a terminal that is written over, at most ten times a second.
struct ProgressLine {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant?
  private var isShown = false

  mutating func update(_ progress: BatchProgress) {
    guard Terminal.isErrorShown else { return }
    let now = clock.now
    if let last, now - last < .milliseconds(100) { return }
    last = last ?? now
    // Nothing is shown of a run that is over at once.
    guard let first = last, isShown || now - first >= .milliseconds(100) else { return }
    last = now
    isShown = true
    let megabytes = progress.bytesRead / 100_000
    let failed = progress.failures > 0 ? ", \(progress.failures) failed" : ""
    Terminal.status("\(progress.documents) documents, \(megabytes / 10).\(megabytes % 10) MB\(failed)")
  }

  mutating func clear() {
    if isShown { Terminal.status("") }
    isShown = false
  }
}
