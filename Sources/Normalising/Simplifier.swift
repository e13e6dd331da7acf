import ICU
import Records
import Rules
import Synchronization
import Text

/// From Traditional to Simplified Chinese: ICU's rules, and rows that go before them.
struct Simplifier: Sendable {
  static let schema = TableSchema(
    kind: "simplifying",
    columns: [.init("from", required: true), .init("to", required: true), .init("in"), .init("out")])

  private var units: [UInt16]
  /// 1 for units that change or begin a phrase.
  private var isConcerned: [UInt8]
  /// By their first unit, the longest first.
  private var phrases: [UInt16: [(from: [UInt16], to: [UInt16])]] = [:]

  init(_ tables: TableSet) throws {
    let rules = try Simplifying.shared.get()
    units = rules.units
    isConcerned = units.enumerated().map { $0.offset == Int($0.element) ? 0 : 1 }
    var all: [[UInt16]: [UInt16]] = [:]
    for phrase in rules.phrases { all[phrase.from] = phrase.to }
    for row in tables.rows(of: Self.schema.kind) {
      let (from, to) = (Array(row["from"].utf16), Array(row["to"].utf16))
      if from.count == 1, to.count == 1 {
        units[Int(from[0])] = to[0]
        isConcerned[Int(from[0])] = 1
      } else {
        all[from] = to
      }
    }
    for (from, to) in all {
      phrases[from[0], default: []].append((from, to))
      isConcerned[Int(from[0])] = 1
    }
    for first in phrases.keys { phrases[first]?.sort { $0.from.count > $1.from.count } }
  }

  /// One pass over UTF-16 units.
  func run(_ text: UnsafeBufferPointer<UInt16>, _ revision: inout Revision) {
    isConcerned.withUnsafeBufferPointer { isConcerned in
      var at = 0
      while at < text.count {
        if isConcerned[Int(text[at])] == 0 { at += 1 } else { at = act(text, at, &revision) }
      }
    }
  }

  private func act(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ revision: inout Revision) -> Int {
    if let phrase = phrases[text[at]]?.first(where: { stands($0.from, text, at) }) {
      if phrase.from.count != phrase.to.count {
        revision.replace(Span(at, at + phrase.from.count), with: phrase.to)
      } else {
        for (i, unit) in phrase.to.enumerated() where unit != text[at + i] { revision.fold(at + i, to: unit) }
      }
      return at + phrase.from.count
    }
    let new = units[Int(text[at])]
    if new != text[at] { revision.fold(at, to: new) }
    return at + 1
  }

  private func stands(_ phrase: [UInt16], _ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool {
    guard at + phrase.count <= text.count else { return false }
    for i in 1..<phrase.count where text[at + i] != phrase[i] { return false }
    return true
  }
}

/// A simplifier that is made when the first Traditional text comes: its data takes 20 ms to load.
final class LateSimplifier: Sendable {
  private let tables: TableSet
  private let made = Mutex<Simplifier?>(nil)

  init(_ tables: TableSet) { self.tables = tables }

  func get() throws -> Simplifier {
    try made.withLock { made in
      if let made { return made }
      let new = try Simplifier(tables)
      made = new
      return new
    }
  }
}
