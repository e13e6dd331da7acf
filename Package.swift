// swift-tools-version: 6.0
import PackageDescription

/// Each stage is a target of its own, so that the compiler keeps the direction of the data flow:
/// a stage knows `Text`, `Records` and `Rules`, never another stage.
let foundations: [Target.Dependency] = ["Text", "Records", "Rules"]

func stage(_ name: String, _ more: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: foundations + more)
}

func tests(of name: String, _ more: [Target.Dependency] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name), "ZhibiaoTesting"] + more)
}

let package = Package(
  name: "zhibiao",
  products: [
    .executable(name: "zhibiao", targets: ["ZhibiaoCommand"]),
    .executable(name: "zhibiao-bench", targets: ["Throughput"]),
    .library(name: "Zhibiao", targets: ["Zhibiao"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // C libraries, each behind one Swift module.
    .systemLibrary(name: "CICULink", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CICU", dependencies: ["CICULink"]),
    .target(name: "ICU", dependencies: ["CICU"]),
    .systemLibrary(name: "CArchiveLink", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "CArchive", dependencies: ["CArchiveLink"]),
    .target(name: "Archives", dependencies: ["CArchive"]),
    .target(name: "CDigest"),
    .target(name: "Markup", dependencies: ["CLibXML2", "Text"]),

    // What every stage knows.
    .target(name: "Text", dependencies: ["ICU"]),
    .target(name: "Records", dependencies: ["Text"]),
    .target(name: "Rules", dependencies: ["Text", "Records"]),

    // The stages, in the order of the data flow.
    stage("Ingesting", ["Archives", "ICU"]),
    stage("Decoding", ["ICU", "Markup", "CDigest"]),
    stage("Normalising", ["ICU"]),
    stage("Segmenting"),
    stage("Tagging", ["ICU"]),
    stage("Relating"),
    stage("Resolving"),
    stage("Emitting"),

    // The whole, and the ways in.
    .target(
      name: "Pipeline",
      dependencies: foundations + [
        "Ingesting", "Decoding", "Normalising", "Segmenting", "Tagging", "Relating", "Resolving", "Emitting",
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .target(
      name: "Review",
      dependencies: foundations + [
        "Pipeline", "Ingesting", "Relating", "Emitting", "ICU", .product(name: "Yams", package: "Yams"),
      ]
    ),
    .target(
      name: "Zhibiao", dependencies: foundations + ["Pipeline", "Review", "Ingesting", "Emitting", "ICU", "Markup"]),
    .executableTarget(
      name: "ZhibiaoCommand",
      dependencies: ["Zhibiao", "Rules", .product(name: "ArgumentParser", package: "swift-argument-parser")]
    ),
    .executableTarget(name: "Throughput", dependencies: ["Zhibiao", "ICU", "Markup"], path: "Benchmarks/Throughput"),
    .target(name: "ZhibiaoTesting", dependencies: ["Zhibiao", .product(name: "Yams", package: "Yams")]),

    tests(of: "Archives"), tests(of: "Text"), tests(of: "Records"), tests(of: "Rules"),
    tests(of: "Decoding"), tests(of: "Normalising"), tests(of: "Segmenting"), tests(of: "Tagging", ["ICU"]),
    tests(of: "Relating"), tests(of: "Resolving"), tests(of: "Pipeline"), tests(of: "Review"),
    .testTarget(name: "CorpusTests", dependencies: ["Zhibiao", "ZhibiaoTesting"], exclude: ["baseline.json"]),
    .testTarget(name: "CommandTests", dependencies: ["ZhibiaoCommand", "ZhibiaoTesting"]),
  ],
  swiftLanguageModes: [.v6]
)
