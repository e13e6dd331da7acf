/// A key of structured data or of a script's variables whose value tells of the article.
struct PageKey: Sendable {
  var name: [UInt8]
  var field: PageRules.Field
  /// Only in data that is made to be read (JSON-LD and the like), not in scripts.
  var isData: Bool
}

/// Finds `"pubDate": "2021-11-15"` or `publish_time = '…'` in scripts, without knowing their language.
enum PageKeys {
  /// Bytes of a value at most, and between the key of an object and its `name`.
  private static let (valueLimit, nameReach) = (120, 240)

  /// The first value of a key that is text.
  static func value(of key: PageKey, in script: UnsafeBufferPointer<UInt8>) -> String? {
    var at = 0
    while let found = find(key.name, in: script, from: at) {
      at = found + key.name.count
      guard found == 0 || !isNamePart(script[found - 1]) else { continue }
      if let value = text(in: script, behind: at) { return value }
      if key.isData, let value = nameOfObject(in: script, behind: at) { return value }
    }
    return nil
  }

  /// `": "…"`, `= '…'` behind a key.
  private static func text(in script: UnsafeBufferPointer<UInt8>, behind key: Int) -> String? {
    var at = key
    guard skipAssignment(script, &at) else { return nil }
    guard at < script.count, script[at] == 0x22 || script[at] == 0x27 else { return nil }
    let quote = script[at]
    let start = at + 1
    var end = start
    while end < script.count, script[end] != quote, script[end] >= 0x20, end - start <= valueLimit {
      end += script[end] == 0x5C ? 2 : 1
    }
    guard end < script.count, script[end] == quote, end > start else { return nil }
    return unescaped(UnsafeBufferPointer(rebasing: script[start..<end]))
  }

  /// `"author": {"@type": "Person", "name": "张三"}`, also in a list.
  private static func nameOfObject(in script: UnsafeBufferPointer<UInt8>, behind key: Int) -> String? {
    var at = key
    guard skipAssignment(script, &at), at < script.count, script[at] == 0x7B || script[at] == 0x5B else { return nil }
    let reach = UnsafeBufferPointer(rebasing: script[at..<min(script.count, at + nameReach)])
    guard let name = find(Array("\"name\"".utf8), in: reach, from: 0) else { return nil }
    return text(in: reach, behind: name + 5)
  }

  private static func skipAssignment(_ script: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
    if at < script.count, script[at] == 0x22 || script[at] == 0x27 { at += 1 }
    while at < script.count, script[at] <= 0x20 { at += 1 }
    guard at < script.count, script[at] == 0x3A || script[at] == 0x3D else { return false }
    at += 1
    while at < script.count, script[at] <= 0x20 { at += 1 }
    return true
  }

  /// `\u65b0` and `\/`; what is no escape stays.
  private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt16] = []
    var units = String(decoding: bytes, as: UTF8.self).utf16.makeIterator()
    while let unit = units.next() {
      guard unit == 0x5C, let next = units.next() else {
        out.append(unit)
        continue
      }
      guard next == 0x75 else {
        out.append(next)
        continue
      }
      var code: UInt16 = 0
      for _ in 0..<4 {
        guard let digit = units.next().flatMap({ Unicode.Scalar($0) }).flatMap({ Character($0).hexDigitValue }) else {
          break
        }
        code = code << 4 | UInt16(digit)
      }
      out.append(code)
    }
    return String(decoding: out, as: UTF16.self)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte == 0x24 || byte == 0x2D || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }

  private static func find(_ name: [UInt8], in script: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let first = name.first, script.count >= name.count else { return nil }
    var at = start
    let end = script.count - name.count
    while at <= end {
      guard let next = script[at...end].firstIndex(of: first) else { return nil }
      if script[next...].starts(with: name) { return next }
      at = next + 1
    }
    return nil
  }
}
