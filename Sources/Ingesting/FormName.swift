/// What the name of a file says of its form.
enum FormName: Equatable {
  case document(InputFormat)
  /// A container of other files.
  case archive
  /// A compressed file, with the name that it has when it is unpacked.
  case compressed(String)

  init?(_ path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt", "text", "md": self = .document(.text)
    case "html", "htm", "xhtml", "shtml": self = .document(.html)
    case "jsonl", "ndjson": self = .document(.jsonl)
    case "docx": self = .document(.docx)
    case "odt": self = .document(.odt)
    case "csv": self = .document(.csv)
    // A book is an archive of pages.
    case "epub", "zip", "tar", "tgz", "tbz", "tbz2", "txz", "tzst", "7z", "rar": self = .archive
    case "gz", "bz2", "xz", "zst", "lz4", "lzma": self = .compressed(String(name[..<dot]))
    default: return nil
    }
  }

  /// What it is when it is unpacked.
  var unpacked: FormName? {
    if case .compressed(let name) = self { FormName(name)?.unpacked } else { self }
  }

  /// The name that is left when all endings of compression are taken off.
  static func unpacked(_ path: String) -> String {
    if case .compressed(let name)? = FormName(path) { unpacked(name) } else { path }
  }

  /// Documents are taken out of it without its being in memory as a whole.
  var isReadByLines: Bool { self == .document(.jsonl) || self == .document(.csv) }

  /// Whether a file of this name in a folder or an archive is read. A compressed file is, unless what it holds has a name
  /// of something else.
  static func isRead(_ path: String) -> Bool {
    switch FormName(path) {
    case nil: false
    case .compressed(let name)?: !name.contains(".") || isRead(name)
    default: true
    }
  }

  /// The end of a name by which files that are passed over are counted.
  static func ending(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { String(name[$0...]) } ?? "other"
  }
}
