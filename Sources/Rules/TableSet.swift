import FoundationEssentials
import Records

/// All rule tables, as read from one folder or several. A row of a later folder overrides the row of that kind and id
/// in an earlier one; an id that begins with `-` takes that row away.
public struct TableSet: Sendable {
  private var tables: [String: [Row]] = [:]
  /// Where the row of an id is; only while reading.
  private var places: [ExactKey: Place] = [:]
  /// Every row, by its `RowID`.
  public private(set) var rows: [Row] = []
  /// What the rules were, for manifests and caches: the hash of all that was read, order of folders included.
  public private(set) var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325

  private struct Place {
    var kind: String
    var at: Int
  }

  public init() {}

  /// Reads every `.tsv` below the folders. All faults of all files are thrown together.
  public init(folders: [String], schemas: [TableSchema]) throws {
    var faults: [Diagnostic] = []
    for folder in folders {
      for path in try Self.files(below: folder) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
          throw InputError(place: path, reason: "cannot be read")
        }
        read(Array(bytes), file: path, isOverride: folder != folders.first, schemas: schemas, faults: &faults)
      }
    }
    if !faults.isEmpty { throw Diagnostics(faults) }
    number()
  }

  /// Reads tables that are held in memory: for tests.
  public init(files: [(name: String, text: String)], schemas: [TableSchema]) throws {
    var faults: [Diagnostic] = []
    for file in files {
      read(Array(file.text.utf8), file: file.name, isOverride: false, schemas: schemas, faults: &faults)
    }
    if !faults.isEmpty { throw Diagnostics(faults) }
    number()
  }

  /// The rows of a kind, in the order of their files and lines.
  public func rows(of kind: String) -> [Row] { tables[kind] ?? [] }

  public var kinds: [String] { tables.keys.sorted() }

  /// The name of a row, as records carry it.
  public func name(of row: RowID) -> String {
    row.value >= 0 && Int(row.value) < rows.count ? rows[Int(row.value)].id : "?"
  }

  // MARK: Reading

  private static func files(below folder: String) throws(InputError) -> [String] {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw InputError(place: folder, reason: "no folder of rule tables is there")
    }
    return names.filter { $0.hasSuffix(".tsv") }.sorted().map { folder + "/" + $0 }
  }

  private mutating func read(
    _ bytes: [UInt8], file: String, isOverride: Bool, schemas: [TableSchema], faults: inout [Diagnostic]
  ) {
    for byte in bytes { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3 }
    var reader = TableReader(file: file, schemas: schemas)
    reader.read(bytes)
    faults += reader.faults
    guard let kind = reader.kind else { return }
    var list = tables[kind] ?? []
    tables[kind] = nil
    for row in reader.rows {
      let isRemoval = row.id.hasPrefix("-")
      let id = isRemoval ? String(row.id.dropFirst()) : row.id
      let key = ExactKey(id)
      let known = places[key].flatMap { $0.kind == kind ? $0.at : nil }
      if isRemoval {
        guard let known else {
          faults.append(
            row.fault("id", "there is no row '\(id)' to take away", mend: "`zhibiao rules list` shows the ids"))
          continue
        }
        // Its place stays, so that the places of others do too; `number` takes it out.
        list[known].rowID = Self.removed
        places[key] = nil
      } else if let known, isOverride, list[known].text !== row.text {
        list[known] = row
      } else if let place = places[key] {
        let first = place.kind == kind ? list[place.at] : (tables[place.kind] ?? [])[place.at]
        let spot = first.file == row.file ? "line \(first.line)" : "\(first.file):\(first.line)"
        faults.append(
          row.fault("id", "the id '\(id)' was used in \(spot) already", mend: "give the row an id of its own"))
      } else {
        places[key] = Place(kind: kind, at: list.count)
        list.append(row)
      }
    }
    tables[kind] = list
  }

  private static let removed = RowID(-2)

  private mutating func number() {
    for kind in kinds {
      guard var list = tables[kind] else { continue }
      tables[kind] = nil
      list.removeAll { $0.rowID == Self.removed }
      for at in list.indices {
        list[at].rowID = RowID(Int32(rows.count))
        rows.append(list[at])
      }
      tables[kind] = list
    }
    places = [:]
  }
}
