import Foundation
import Testing
import ZhibiaoTesting

/// Runs into a folder: what ends them, and that nothing is lost.
@Suite("Runs into a folder", .enabled(if: Paths.program != nil))
struct RunFolderTests {
  let folder: URL
  let program: String

  init() throws {
    folder = try CommandTests.scratch()
    program = try #require(Paths.program)
  }

  func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      program, ["extract"] + arguments, folder: folder.path, environment: ["ZHIBIAO_HOME": CommandTests.home.get()])
  }

  /// Some documents, every 29th of them no JSON.
  func write(_ count: Int, to name: String = "in.jsonl") throws {
    let lines = (0..<count).map { n in
      n % 29 == 7
        ? "{\"id\":\"\(n)\""
        : "{\"id\":\"\(n)\",\"text\":\"\(String(repeating: "全市地区生产总值增长\(n % 9).\(n % 7)%。", count: n * 7 % 23 + 1))\"}"
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appendingPathComponent(name))
  }

  /// Every file of a run but the journal, whose lines depend on when they were written.
  func files(_ name: String) throws -> [String: Data] {
    var out: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)
    where file != "journal.jsonl" {
      out[file] = try Data(contentsOf: folder.appendingPathComponent("\(name)/\(file)"))
    }
    return out
  }

  func records(_ name: String) throws -> Data {
    try files(name).filter { $0.key.hasPrefix("records-") }.sorted { $0.key < $1.key }.reduce(into: Data()) {
      $0 += $1.value
    }
  }

  @Test("a folder gets the bytes that a file would, in shards, and the failed documents apart")
  func whole() throws {
    try write(300)
    let run = try run("in.jsonl", "-o", "out/", "--shard-size", "1")
    #expect(run.status == 1, "\(run.errors)")
    #expect(try records("out") == Data(try self.run("in.jsonl").output.utf8))
    let files = try files("out")
    #expect(files.keys.sorted() == ["manifest.json", "quarantine.jsonl", "records-00001.jsonl", "seen"])
    let failed = try String(decoding: #require(files["quarantine.jsonl"]), as: UTF8.self).split(separator: "\n")
    #expect(failed.count == 11)
    #expect(
      failed.first
        == #"{"document":8,"place":"in.jsonl:8:10","reason":"not JSON: the line ends too early","stage":"ingest"}"#)
    let bytes = try #require(files["manifest.json"])
    let manifest = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(Set(manifest.keys).isSuperset(of: ["entity", "activity", "agent", "used", "wasGeneratedBy"]))
  }

  @Test("fifty ends by SIGKILL at any moment, and the bytes of an undisturbed run")
  func kills() throws {
    try write(4000)
    _ = try run("in.jsonl", "-o", "whole/", "--shard-size", "1")
    var seed: UInt64 = 11
    var kills = 0
    var isDone = false
    while !isDone {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      let isBegun = FileManager.default.fileExists(atPath: folder.appendingPathComponent("cut/journal.jsonl").path)
      process.arguments =
        ["extract", "in.jsonl", "-o", "cut/", "--shard-size", "1"] + (isBegun ? ["--resume"] : [])
      process.environment = ["ZHIBIAO_HOME": try CommandTests.home.get()]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      if kills < 50 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        usleep(useconds_t(30_000 + seed >> 33 % 150_000))
        if process.isRunning {
          kill(process.processIdentifier, SIGKILL)
          kills += 1
        }
      }
      process.waitUntilExit()
      isDone = process.terminationReason == .exit
      if isDone { #expect(process.terminationStatus == 1) }
    }
    #expect(try files("cut") == files("whole"))
  }

  @Test("a disk that is full is told; the run goes on where it was")
  func full() throws {
    try write(4000)
    _ = try run("in.jsonl", "-o", "whole/", "--shard-size", "1")
    // A limit on the size of files stands in for the disk.
    let limited = try ProgramRun(
      "/bin/sh",
      ["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" extract in.jsonl -o cut/ --shard-size 1", program],
      folder: folder.path, environment: ["ZHIBIAO_HOME": CommandTests.home.get()])
    #expect(limited.status == 2)
    #expect(limited.errors.contains("records-00001.jsonl.part: File too large"), "\(limited.errors)")
    #expect(try run("in.jsonl", "-o", "cut/", "--shard-size", "1", "--resume").status == 1)
    #expect(try files("cut") == files("whole"))
  }

  @Test("a document that ends the program, by memory or by time, costs itself alone", arguments: ["memory", "time"])
  func crash(by what: String) throws {
    let big = String(repeating: "全市地区生产总值增长5%。\\n", count: 400_000)
    let lines = (0..<40).map { #"{"id":"\#($0)","text":"\#($0 == 20 ? big : "甲。")"}"# }
    try Data(lines.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("in.jsonl"))
    let run =
      try what == "memory"
      ? run("in.jsonl", "-o", "out/", "--max-memory", "120") : run("in.jsonl", "-o", "out/", "--max-seconds", "1")
    #expect(run.status == 1, "\(run.errors)")
    let failed = try String(decoding: #require(files("out")["quarantine.jsonl"]), as: UTF8.self)
    #expect(failed.contains(#""document":21,"#) && failed.split(separator: "\n").count == 1, "\(failed)")
    #expect(try String(decoding: records("out"), as: UTF8.self).split(separator: "\n").count == 39)
  }

  @Test("a changed input, option or rule is noticed")
  func changes() throws {
    try write(100)
    let limited = try run("in.jsonl", "-o", "out/", "--max-failures", "1")
    #expect(
      limited.status == 1 && limited.errors.contains("--resume with a higher number goes on"), "\(limited.errors)")
    #expect(try run("in.jsonl", "-o", "out/").errors.contains("--resume goes on with it, --restart begins anew"))
    let other = try run("in.jsonl", "-o", "out/", "--resume", "--date", "2021-11-15")
    #expect(other.status == 2 && other.errors.contains("this is not the run that was begun"), "\(other.errors)")
    var text = try String(contentsOf: folder.appendingPathComponent("in.jsonl"), encoding: .utf8)
    text = text.replacingOccurrences(of: "{\"id\":\"3\",\"text\":\"", with: "{\"id\":\"3\",\"text\":\"又")
    try Data(text.utf8).write(to: folder.appendingPathComponent("in.jsonl"))
    let changed = try run("in.jsonl", "-o", "out/", "--resume")
    #expect(changed.status == 2 && changed.errors.contains("some are not what they were"), "\(changed.errors)")
    #expect(try run("in.jsonl", "-o", "out/", "--restart").status == 1)
  }

  @Test("a later pass takes what is new, and the quarantine can be tried again")
  func later() throws {
    try write(50)
    _ = try run("in.jsonl", "-o", "out/")
    let first = try records("out")
    try write(60)
    #expect(try run("in.jsonl", "-o", "out/", "--update").status == 1)
    let both = try records("out")
    #expect(both.starts(with: first))
    #expect(try both == Data(run("in.jsonl").output.utf8))
    // The lines are mended, and the quarantine is tried again.
    var text = try String(contentsOf: folder.appendingPathComponent("in.jsonl"), encoding: .utf8)
    text = text.replacingOccurrences(of: "{\"id\":\"7\"\n", with: "{\"id\":\"7\",\"text\":\"甲\"}\n")
    try Data(text.utf8).write(to: folder.appendingPathComponent("in.jsonl"))
    let replay = try ProgramRun(
      program, ["replay", "out/"], folder: folder.path, environment: ["ZHIBIAO_HOME": CommandTests.home.get()])
    #expect(replay.status == 1, "\(replay.errors)")
    let failed = try String(decoding: #require(files("out")["quarantine.jsonl"]), as: UTF8.self)
    #expect(!failed.contains(#""document":8,"#) && failed.contains(#""document":37,"#))
    #expect(try String(decoding: records("out"), as: UTF8.self).contains(#""id":"7""#))
    #expect(try run("in.jsonl", "-o", "out/", "--update").errors.contains("2 in quarantine") == false)
  }

  @Test("parts of a run make the whole together")
  func parts() throws {
    try write(90)
    for part in 1...3 { _ = try run("in.jsonl", "-o", "part\(part)/", "--shard", "\(part)/3") }
    let lines = try (1...3).flatMap { try String(decoding: records("part\($0)"), as: UTF8.self).split(separator: "\n") }
    #expect(try lines.sorted() == run("in.jsonl").output.split(separator: "\n").sorted())
  }

  @Test("other files in the folder are left alone, and options of a folder need one")
  func slips() throws {
    try write(3)
    #expect(try run("in.jsonl", "-o", ".").errors.contains("the folder holds other files (in.jsonl)"))
    #expect(try run("in.jsonl", "--resume").errors.contains("name one with -o, with a slash at its end"))
    #expect(try run("-o", "out/").errors.contains("standard input cannot be read again"))
    #expect(try run("in.jsonl", "-o", "out/", "--shard", "5/4").errors.contains("write I/N, such as 1/4"))
  }
}

/// One document a line, for other programs.
@Suite("The pipe", .enabled(if: Paths.program != nil))
struct PipeTests {
  @Test("a line in, a line out, errors in their place")
  func lines() throws {
    let run = try ProgramRun(
      #require(Paths.program), ["pipe", "--emit", "document"],
      input: "{\"id\":\"a\",\"text\":\"甲\"}\n{\"id\"\n{\"id\":\"b\",\"text\":\"\"}\n",
      environment: ["ZHIBIAO_HOME": CommandTests.home.get(), "LC_ALL": "C"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = try run.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(lines.map { $0["id"] as? String } == ["a", "-:2:6", "b"])
    #expect(lines.map { ($0["records"] as? [Any])?.count } == [1, nil, 1])
    #expect((lines[1]["error"] as? [String: Any])?["stage"] as? String == "ingest")
  }
}
