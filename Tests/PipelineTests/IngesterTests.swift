import Foundation
import Records
import Rules
import Testing

@testable import Ingesting

/// A folder of files that goes when the test ends.
final class Scratch {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zhibiao-\(UUID().uuidString)")
    path = url.path
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Data(text.utf8)) }
  }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("Ingesting")
struct IngesterTests {
  func read(_ inputs: [String], _ options: IngestOptions = IngestOptions()) -> (
    documents: [Document], faults: [InputError]
  ) {
    var ingester = Ingester(inputs, options: options)
    var out: (documents: [Document], faults: [InputError]) = ([], [])
    while let next = ingester.next() {
      switch next {
      case .success(let document): out.documents.append(document)
      case .failure(let error): out.faults.append(error)
      }
    }
    return out
  }

  @Test("a folder is read with all below it, in the order of names; what is no text by name is passed over")
  func folder() throws {
    let scratch = try Scratch(["b.txt": "乙", "a/2.html": "<p>甲", "a/1.txt": "甲", "c.png": "x", ".hidden.txt": "x"])
    #expect(
      read([scratch.path]).documents.map { $0.id.dropFirst(scratch.path.count + 1) } == [
        "a/1.txt", "a/2.html", "b.txt",
      ])
    #expect(read([scratch.path + "/"]).documents.map(\.mediaType) == [.text, .html, .text])
  }

  @Test("each line of JSON Lines is a document; a bad one is a fault with its line, and not the end")
  func lines() throws {
    let scratch = try Scratch([
      "a.jsonl": """
      {"id":"1","title":"题","date":"2021-11-15","url":"http://x/1","source":"某报","author":"某人","region":"140121","text":"一"}

      {"url":"http://x/2","content":"二"}
      {"text": 5}
      {"text":"三"
      {"text":"四"}
      """
    ])
    let (documents, faults) = read(["\(scratch.path)/a.jsonl"])
    #expect(documents.map(\.id) == ["1", "http://x/2", "\(scratch.path)/a.jsonl#6"])
    let first = try #require(documents.first)
    #expect(
      first.metadata.title == "题" && first.metadata.datePublished == "2021-11-15" && first.metadata.publisher == "某报")
    #expect(first.metadata.author == "某人" && first.metadata.region == "140121" && first.source == "http://x/1")
    #expect(documents.map { String(decoding: $0.bytes, as: UTF8.self) } == ["一", "二", "四"])
    #expect(faults.map { $0.place.split(separator: "/").last.map(String.init) ?? "" } == ["a.jsonl:4", "a.jsonl:5:12"])
  }

  @Test("fields may have other names in the input")
  func map() throws {
    let scratch = try Scratch(["a.ndjson": #"{"key":"k","body":"正文","text":"别的"}"# + "\n"])
    var options = IngestOptions()
    options.fieldNames = ["id": "key", "text": "body"]
    let (documents, _) = read(["\(scratch.path)/a.ndjson"], options)
    #expect(documents.map(\.id) == ["k"])
    #expect(documents.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "正文")
  }

  @Test("long lines and last lines without an end are read whole")
  func longLines() throws {
    let long = String(repeating: "增长5%。", count: 200_000)
    let scratch = try Scratch(["a.jsonl": "{\"text\":\"\(long)\"}\n{\"text\":\"末\"}"])
    let (documents, faults) = read(["\(scratch.path)/a.jsonl"])
    #expect(faults.isEmpty)
    #expect(documents.map(\.bytes.count) == [long.utf8.count, 3])
  }

  @Test("a document over the limit is a fault, and the next one is read")
  func limit() throws {
    let scratch = try Scratch([
      "a.jsonl": "{\"text\":\"\(String(repeating: "a", count: 2000))\"}\n{\"text\":\"b\"}\n",
      "b.txt": String(repeating: "a", count: 1_000_000),
    ])
    var options = IngestOptions()
    options.limits.bytes = 100
    let (documents, faults) = read(["\(scratch.path)/a.jsonl", "\(scratch.path)/b.txt"], options)
    #expect(documents.map { String(decoding: $0.bytes, as: UTF8.self) } == ["b"])
    #expect(faults.count == 2)
  }

  @Test("first bytes tell pages and JSON Lines where names do not")
  func sniffing() throws {
    let scratch = try Scratch([
      "page": "\n <!DOCTYPE html><p>甲", "lines": #"{"text":"甲"}"#, "text": "{甲}乙", "other": "<甲>",
    ])
    #expect(read(["\(scratch.path)/page"]).documents.map(\.mediaType) == [.html])
    #expect(read(["\(scratch.path)/lines"]).documents.map(\.id) == ["\(scratch.path)/lines#1"])
    #expect(read(["\(scratch.path)/text", "\(scratch.path)/other"]).documents.map(\.mediaType) == [.text, .text])
  }

  @Test("what is no text is a fault that says what it is")
  func binary() throws {
    let scratch = try Scratch()
    try scratch.write("a.txt", Data([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31]))
    try scratch.write("b.txt", Data([0, 1, 0, 0, 2, 0, 0, 0, 5]))
    try scratch.write("c.txt", Data([0x2D, 0x4E, 0x41, 0, 0x41, 0]))
    try scratch.write("d.txt", Data((0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 37 | 1) }))
    let (documents, faults) = read(["a.txt", "b.txt", "c.txt", "d.txt"].map { "\(scratch.path)/\($0)" })
    #expect(faults.map(\.reason) == ["a PDF file, not a text", "binary data, not a text", "binary data, not a text"])
    #expect(documents.count == 1, "UTF-16 without a mark is a text")
  }

  @Test("a missing input is a fault of what was named; the others are read")
  func missing() throws {
    let scratch = try Scratch(["a.txt": "甲"])
    let (documents, faults) = read(["\(scratch.path)/none", "\(scratch.path)/a.txt"])
    #expect(documents.count == 1)
    #expect(faults.map(\.reason) == ["No such file or directory"])
    #expect(faults.map(\.isNamedInput) == [true])
  }

  @Test("the region of the command line is a default")
  func defaults() throws {
    let scratch = try Scratch(["a.jsonl": "{\"text\":\"甲\",\"region\":\"110000\"}\n{\"text\":\"乙\"}\n"])
    var options = IngestOptions()
    options.region = "140121"
    let (documents, _) = read(["\(scratch.path)/a.jsonl"], options)
    #expect(documents.map(\.metadata.region) == ["110000", "140121"])
    #expect(documents.map(\.metadata.isRegionFromOption) == [false, true])
  }
}
