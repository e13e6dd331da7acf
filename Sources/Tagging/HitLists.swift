import Rules

/// Who reads the literals that stand in a text. Each row of the tables has one reader.
enum HitReader: UInt8, CaseIterable {
  case cues
  case quantities
  case regions
  case regionAnaphora
  case borders
  case suffixes
  case knownNames
  case regionBodies
  case industries
  case nameLists
  case persons
  case nameAnaphora
}

/// Literals found in a text, by start, the shorter of one place first.
typealias Hits = ArraySlice<LiteralIndex.Hit>

/// The literals that stand in a text, apart for each reader: what is found in one walk is read a dozen times, and each
/// reader cares for few.
struct HitLists {
  private let hits: [LiteralIndex.Hit]
  private let starts: [Int]

  static let none = HitLists([], readers: [])

  /// Parts `hits`, in order of their start; `readers` holds the raw value of a row's reader by `RowID.value`.
  init(_ hits: [LiteralIndex.Hit], readers: [UInt8]) {
    var places = [Int](repeating: 0, count: HitReader.allCases.count + 1)
    for hit in hits { places[Int(readers[Int(hit.row.value)]) + 1] += 1 }
    for at in places.indices.dropFirst() { places[at] += places[at - 1] }
    starts = places
    self.hits = [LiteralIndex.Hit](unsafeUninitializedCapacity: hits.count) { buffer, count in
      for hit in hits {
        let reader = Int(readers[Int(hit.row.value)])
        buffer.initializeElement(at: places[reader], to: hit)
        places[reader] += 1
      }
      count = hits.count
    }
  }

  subscript(_ reader: HitReader) -> Hits {
    hits[starts[Int(reader.rawValue)]..<starts[Int(reader.rawValue) + 1]]
  }
}
