import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands at a path.
enum FileKind {
  case file, folder, other, missing

  /// A link inside a folder is not followed to a folder, so that a walk always ends.
  init(path: String, followsLink: Bool) {
    var info = stat()
    guard stat(path, &info) == 0 else {
      self = .missing
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFDIR:
      var link = stat()
      let isLink = lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
      self = isLink && !followsLink ? .other : .folder
    case S_IFREG, S_IFIFO, S_IFCHR: self = .file
    default: self = .other
    }
  }

  /// The names in a folder, hidden ones left out, in the order of their bytes.
  static func entries(of folder: String) throws(InputError) -> [String] {
    guard let handle = opendir(folder) else { throw InputError.system(folder) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
