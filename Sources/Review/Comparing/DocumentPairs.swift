import Rules

/// The documents of two files side by side, in memory that does not grow with the files.
///
/// Documents mostly come in the same order in both; from the first that does not, the rest of the new file is indexed by
/// where its documents stand. Those of one id go by their order.
struct DocumentPairs {
  private let old: RecordFile
  private let new: RecordFile

  init(old: RecordFile, new: RecordFile) {
    self.old = old
    self.new = new
  }

  /// Hands over what belongs together, in the order of the old file, then what only the new one has.
  func forEach(_ body: (RecordGroup?, RecordGroup?) throws -> Void) throws {
    var (before, after) = (RecordGroup(), RecordGroup())
    while try old.next(&before) {
      let place = new.place
      guard try new.next(&after), before.id == after.id else {
        new.seek(place)
        return try finish(&before, body)
      }
      try body(before, after)
    }
    while try new.next(&after) { try body(nil, after) }
  }

  /// From a document on that is not where it should be.
  private func finish(_ before: inout RecordGroup, _ body: (RecordGroup?, RecordGroup?) throws -> Void) throws {
    var places: [String: [RecordFile.Place]] = [:]
    var order: [String] = []
    var after = RecordGroup()
    var place = new.place
    while try new.next(&after) {
      places[after.id, default: []].append(place)
      order.append(after.id)
      place = new.place
    }
    var used: [String: Int] = [:]
    /// The next document of an id, if there is one more.
    func read(_ id: String) throws -> Bool {
      let turn = used[id, default: 0]
      guard let list = places[id], turn < list.count else { return false }
      used[id] = turn + 1
      new.seek(list[turn])
      return try new.next(&after)
    }
    repeat {
      if try read(before.id) { try body(before, after) } else { try body(before, nil) }
    } while try old.next(&before)
    for id in order where try read(id) { try body(nil, after) }
  }
}
