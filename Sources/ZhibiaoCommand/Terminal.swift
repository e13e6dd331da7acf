#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Rules

/// What people read beside the results: all of it goes to standard error.
enum Terminal {
  static func complain(_ text: String) {
    let safe = text.unicodeScalars.map { $0.isTerminalSafe || $0 == "\n" ? String($0) : "\u{FFFD}" }.joined()
    var line = safe + "\n"
    line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
  }
}
