import Records
import Rules

extension Ingester {
  /// The document of the next line, where lines are being read.
  mutating func nextLine() -> Result<Document, InputError>? {
    guard var source = lines else { return nil }
    do throws(InputError) {
      while let line = try source.stream.line(limit: options.limits.bytes * 6) {
        source.number += 1
        lines = source
        let place = "\(source.stream.place):\(source.number)"
        guard let line else {
          throw InputError(
            place: place, reason: "the line is larger than the limit of \(options.limits.bytes * 6) bytes")
        }
        let body = source.number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
        if body.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
        return .success(withDefaults(try document(of: body, at: place, from: source.stream.place)))
      }
      lines = nil
      return nil
    } catch {
      // A fault of reading ends the file; a fault of a line does not.
      if error.place == source.stream.place { lines = nil }
      return .failure(error)
    }
  }

  private func document(of line: ArraySlice<UInt8>, at place: String, from path: String) throws(InputError) -> Document
  {
    let object: JSONLine
    do throws(JSONLine.Fault) {
      object = try line.withUnsafeBufferPointer { (bytes) throws(JSONLine.Fault) in try JSONLine(bytes) }
    } catch {
      // Columns count characters, as editors do.
      let column = line.prefix(error.offset).count { $0 & 0xC0 != 0x80 } + 1
      throw InputError(place: "\(place):\(column)", reason: "not JSON: \(error.message)")
    }
    let names = options.fieldNames
    let text = { (field: String) -> String? in
      switch object[names[field] ?? field] {
      case .text(let bytes)?: bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
      case .literal(let word)?: word
      default: nil
      }
    }
    let body = object[names["text"] ?? "text"] ?? (names["text"] == nil ? object["content"] : nil)
    guard case .text(let bytes)? = body else {
      let wanted = names["text"].map { "'\($0)'" } ?? "'text' or 'content'"
      let known = object.members.prefix(8).map { "'\($0.name)'" }.joined(separator: ", ")
      throw InputError(
        place: place,
        reason: "no text in the member \(wanted)" + (known.isEmpty ? "" : "; the line has \(known) (see --map)"))
    }
    if bytes.count > options.limits.bytes {
      throw InputError(place: place, reason: "the text is larger than the limit of \(options.limits.bytes) bytes")
    }
    let number = String(place.split(separator: ":").last ?? "")
    var document = Document(bytes, of: path, number: number, fields: text)
    document.declaredEncoding = "UTF-8"
    return document
  }
}
