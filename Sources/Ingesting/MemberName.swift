import ICU

/// The name of a member of an archive, as part of a document's id.
enum MemberName {
  /// Bytes of a name at most.
  static let limit = 4096

  /// The name as text: UTF-8, or what older Chinese systems write, GBK or else Big5.
  static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return bytes.withUnsafeBufferPointer { bytes in
      for charset in ["gb18030", "Big5"] {
        if let read = Charset.decode(bytes, as: charset), read.replacedBytes == 0 {
          return String(decoding: read.units, as: UTF16.self)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Why no member may have this name; nil where it may. Nothing is ever written under it, but it stands in ids, and
  /// others may write files by them.
  static func fault(_ name: String) -> String? {
    if name.isEmpty { return "a member without a name" }
    if name.utf8.count > limit { return "a member with a name of more than \(limit) bytes" }
    if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "control characters in the member's name" }
    // Windows writes \ between folders.
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    if parts.contains("..") { return "the member's name leads out of the archive" }
    if parts.first == "" || name.dropFirst().hasPrefix(":") { return "the member's name is an absolute path" }
    return nil
  }
}
