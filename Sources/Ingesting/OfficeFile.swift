import Records

/// An office document, told by the first member of its ZIP.
struct OfficeFile: Equatable {
  var mediaType: MediaType
  /// The member that holds the text; nil where the document is none.
  var part: String?

  /// By the first bytes of a file; nil where it is no office document.
  init?(_ start: ArraySlice<UInt8>) {
    guard start.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    // Behind the head of 30 bytes stands the name of the first member, and with it what OpenDocument puts there for this
    // very purpose (OpenDocument 1.3, part 2, 3.3).
    let name = start.dropFirst(30)
    if name.starts(with: "mimetypeapplication/vnd.oasis.opendocument.".utf8) {
      let isText = name.starts(with: "mimetypeapplication/vnd.oasis.opendocument.text".utf8)
      self.init(mediaType: .odt, part: isText ? "content.xml" : nil)
    } else if Self.marks.contains(where: { name.starts(with: $0.utf8) }) {
      let isOther = ["xl/", "ppt/"].contains { Self.contains(start, Array($0.utf8)) }
      self.init(mediaType: .docx, part: isOther ? nil : "word/document.xml")
    } else {
      return nil
    }
  }

  private init(mediaType: MediaType, part: String?) {
    self.mediaType = mediaType
    self.part = part
  }

  /// What programs write first into an Office Open XML package.
  private static let marks = ["[Content_Types].xml", "_rels/.rels", "docProps/", "word/", "customXml/"]

  private static func contains(_ bytes: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
  }
}
