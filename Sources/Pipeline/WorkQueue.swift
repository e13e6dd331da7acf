import Decoding
import Ingesting
import Records
import Rules

/// What a run takes of its inputs: documents with their numbers, less those that it is to pass over.
struct WorkQueue: ~Copyable {
  /// One document, or why there is none.
  struct Item: Sendable {
    /// Of the document among all of the inputs, from 1 on.
    var number: Int
    var input: Result<Document, InputError>
    /// What kept an earlier attempt from ending.
    var verdict: DocumentFailure?
    var bytes: Int
    /// It is to be worked on while nothing else is.
    var isAlone = false
    /// Of this document and all before it.
    var digest = ""
    /// Of this document's id and content.
    var key: [UInt8] = []
  }

  /// Which documents are taken.
  struct Plan: Sendable {
    /// So many are done, and this was their digest.
    var done = 0
    var digest = ""
    /// Every one whose number leaves this rest: part `index` (from 0) of `count`.
    var part: (index: Int, count: Int)?
    var verdicts: [Int: DocumentFailure] = [:]
    var suspects: Set<Int> = []
    /// Keys of documents that an earlier pass took.
    var seen: Set<[UInt8]> = []
    /// Only these, where it is not nil.
    var only: Set<Int>?
    /// Documents are hashed, for `digest` and `key`.
    var isHashed = false
  }

  private var ingester: Ingester
  private let plan: Plan
  private var number = 0
  private var digest = ""

  init(_ ingester: consuming Ingester, _ plan: Plan = Plan()) {
    self.ingester = ingester
    self.plan = plan
  }

  var skipped: [String: Int] { ingester.skipped }

  static let keyLength = 16

  mutating func next() throws(InputError) -> Item? {
    while var input = ingester.next() {
      number += 1
      var item = Item(number: number, input: input, bytes: 0)
      if plan.isHashed {
        let (content, id) = Self.identity(&input)
        item.key = Array(Self.hash("\(id)\0\(content)").utf8.prefix(Self.keyLength))
        digest = Self.hash("\(digest)\0\(id)\0\(content)")
      }
      if number == plan.done, digest != plan.digest {
        throw InputError(
          place: "the inputs", reason: "of the \(number) documents that are done, some are not what they were")
      }
      if number <= plan.done { continue }
      if let part = plan.part, (number - 1) % part.count != part.index { continue }
      if let only = plan.only, !only.contains(number) { continue }
      if !plan.seen.isEmpty, plan.seen.contains(item.key) { continue }
      item.input = input
      item.digest = digest
      if case .success(let document) = input { item.bytes = document.bytes.count }
      item.verdict = plan.verdicts[number]
      item.isAlone = plan.suspects.contains(number)
      return item
    }
    if number < plan.done {
      throw InputError(
        place: "the inputs", reason: "they hold \(number) documents now, and \(plan.done) of them were done before")
    }
    return nil
  }

  /// The hash of a document's bytes, which it keeps, and its id.
  private static func identity(_ input: inout Result<Document, InputError>) -> (content: String, id: String) {
    switch input {
    case .failure(let error): return ("!\(error.reason)", error.place)
    case .success(var document):
      let hash = document.bytes.withUnsafeBufferPointer { SHA256.hexadecimal($0) }
      document.sha256 = hash
      input = .success(document)
      return ("\(hash)\0\(document.metadata.datePublished ?? "")\0\(document.metadata.title ?? "")", document.id)
    }
  }

  private static func hash(_ text: String) -> String {
    var text = text
    return text.withUTF8 { SHA256.hexadecimal($0) }
  }
}
