import FoundationEssentials

/// Writes small containers for tests, in the plainest form that their formats allow.
public enum ContainerFile {
  /// A member with its name as bytes, so that a name may be in any charset.
  public typealias Member = (name: [UInt8], content: [UInt8])

  /// A ZIP without compression (APPNOTE.TXT 4.3). `declared` is the size that the members are said to have.
  public static func zip(_ members: [Member], declared: UInt32? = nil) -> Data {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let size = declared ?? UInt32(content.count)
      let common =
        le16(20) + le16(0) + le16(0) + le16(0) + le16(0x5361) + le32(crc(content)) + le32(size) + le32(size)
        + le16(UInt16(name.count)) + le16(0)
      directory += le32(0x0201_4B50) + le16(20) + common + le16(0) + le16(0) + le16(0) + le32(0)
      directory += le32(UInt32(out.count)) + name
      out += le32(0x0403_4B50) + common + name + content
    }
    let end = le32(0x0605_4B50) + le32(0) + le16(UInt16(members.count)) + le16(UInt16(members.count))
    return Data(out + directory + end + le32(UInt32(directory.count)) + le32(UInt32(out.count)) + le16(0))
  }

  /// A tar in the form of POSIX.1-1988.
  public static func tar(_ members: [Member]) -> Data {
    var out: [UInt8] = []
    for (name, content) in members {
      var header = padded(name, 100) + padded("0000644", 8) + padded("0000000", 8) + padded("0000000", 8)
      header += padded(octal(content.count, 11), 12) + padded("00000000000", 12) + Array("        0".utf8)
      header += [UInt8](repeating: 0, count: 100) + padded("ustar", 6) + Array("00".utf8)
      header += [UInt8](repeating: 0, count: 512 - header.count)
      let sum = Array((octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ").utf8)
      header.replaceSubrange(148..<156, with: sum)
      out += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }
    return Data(out + [UInt8](repeating: 0, count: 1024))
  }

  /// A gzip file without compression, of up to 64 KB (RFC 1951 3.2.4, RFC 1952).
  public static func gzip(_ content: [UInt8]) -> Data {
    let count = UInt16(content.count)
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1]
    return Data(head + le16(count) + le16(~count) + content + le32(crc(content)) + le32(UInt32(content.count)))
  }

  private static func le16(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func le32(_ value: UInt32) -> [UInt8] { le16(UInt16(value & 0xFFFF)) + le16(UInt16(value >> 16)) }
  private static func padded(_ text: String, _ width: Int) -> [UInt8] { padded(Array(text.utf8), width) }
  private static func padded(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
    bytes.prefix(width) + [UInt8](repeating: 0, count: max(0, width - bytes.count))
  }

  private static func octal(_ value: Int, _ width: Int) -> String {
    let digits = String(value, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
