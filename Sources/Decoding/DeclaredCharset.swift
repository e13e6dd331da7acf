/// The charset that a page declares in its own first bytes: `<meta charset>`, `<meta http-equiv>` or an XML declaration.
///
/// After the WHATWG standard's prescan of a byte stream, over 4096 bytes instead of 1024: on Chinese portals scripts
/// often stand before the declaration. Comments are passed over; nothing is decoded.
enum DeclaredCharset {
  static let reach = 4096

  static func find(in bytes: UnsafeBufferPointer<UInt8>) -> CharsetName? {
    let head = bytes.prefix(reach).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var at = 0
    if head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: 0x3E) {
      if let label = value(of: "encoding", in: head[0..<end]) { return charset(label) }
    }
    while at < head.count {
      if head[at...].starts(with: "<!--".utf8) {
        at = end(of: "-->", in: head, from: at + 2)
      } else if head[at...].starts(with: "<meta".utf8) {
        let close = head[at...].firstIndex(of: 0x3E) ?? head.count
        if let label = label(inMeta: head[at..<close]) { return charset(label) }
        at = close
      } else {
        at += 1
      }
    }
    return nil
  }

  /// A page that can be read up to its declaration is not written in UTF-16, whatever it says.
  private static func charset(_ label: String) -> CharsetName? {
    let charset = CharsetName(label: label)
    return charset == .utf16LittleEndian || charset == .utf16BigEndian ? .utf8 : charset
  }

  /// `charset=…`, both as an attribute and inside `content="text/html; charset=…"`.
  private static func label(inMeta tag: ArraySlice<UInt8>) -> String? { value(of: "charset", in: tag) }

  private static func value(of name: String, in tag: ArraySlice<UInt8>) -> String? {
    var at = tag.startIndex
    let name = Array(name.utf8)
    while at + name.count < tag.endIndex {
      defer { at += 1 }
      guard tag[at...].starts(with: name) else { continue }
      var start = at + name.count
      while start < tag.endIndex, tag[start] <= 0x20 { start += 1 }
      guard start < tag.endIndex, tag[start] == 0x3D else { continue }
      start += 1
      while start < tag.endIndex, tag[start] <= 0x20 || tag[start] == 0x22 || tag[start] == 0x27 { start += 1 }
      let label = tag[start...].prefix { $0 > 0x20 && ![0x22, 0x27, 0x3B, 0x2F, 0x3F].contains($0) }
      if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
    }
    return nil
  }

  private static func end(of mark: String, in head: [UInt8], from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var at = start
    while at + mark.count <= head.count, !head[at...].starts(with: mark) { at += 1 }
    return min(at + mark.count, head.count)
  }
}
