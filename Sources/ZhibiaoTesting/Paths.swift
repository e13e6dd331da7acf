import Foundation

/// Where things lie, as tests need them: found from this very file, so that the working directory does not matter.
public enum Paths {
  /// The folder of the package.
  public static let package: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  public static var pipelines: String { "\(package)/Pipelines" }
  public static var corpus: String { "\(package)/Corpus" }

  /// Something in the folder `shared` beside the package, which only some machines have; nil where it is not there.
  public static func shared(_ name: String) -> String? {
    let path = URL(fileURLWithPath: "\(package)/../shared/\(name)").standardized.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The program as it was built with these tests; nil where it was not.
  public static let program: String? = {
    var folders = [URL(fileURLWithPath: "\(package)/.build/debug"), URL(fileURLWithPath: "\(package)/.build/release")]
    if let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      folders.insert(URL(fileURLWithPath: tests).deletingLastPathComponent(), at: 0)
    }
    return folders.map { $0.appendingPathComponent("zhibiao").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()
}
