import FoundationEssentials
import Ingesting
import Rules

/// Where the program keeps its pipeline files and tables, from whatever directory it is called.
public enum Home {
  /// The folder `Pipelines`: that of `ZHIBIAO_HOME`; else of an installed program, `../share/zhibiao` from where it
  /// lies; else the first above the program that has one, as in its build folder.
  public static func pipelines(
    environment: [String: String] = ProcessInfo.processInfo.environment, executable: String? = executablePath()
  ) throws(InputError) -> String {
    let files = FileManager.default
    if let home = environment["ZHIBIAO_HOME"], !home.isEmpty {
      for folder in ["\(home)/Pipelines", home] where files.fileExists(atPath: "\(folder)/tables") { return folder }
      throw InputError(place: home, reason: "ZHIBIAO_HOME has no Pipelines/tables")
    }
    var tried: [String] = []
    if let executable {
      var folder = parent(of: executable)
      tried.append("\(parent(of: folder))/share/zhibiao/Pipelines")
      while !folder.isEmpty {
        tried.append("\(folder)/Pipelines")
        if folder == "/" { break }
        folder = parent(of: folder)
      }
    }
    for folder in tried where files.fileExists(atPath: "\(folder)/tables") {
      // Shorter to read in messages where it lies below.
      let here = files.currentDirectoryPath + "/"
      return folder.hasPrefix(here) ? String(folder.dropFirst(here.count)) : folder
    }
    throw InputError(
      place: executable ?? "zhibiao",
      reason:
        "no folder Pipelines/tables beside or above the program; set ZHIBIAO_HOME to the folder that holds Pipelines")
  }

  /// The program's own file, links resolved.
  public static func executablePath() -> String? {
    if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return link }
    return CommandLine.arguments.first.flatMap { $0.contains("/") ? $0 : nil }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
