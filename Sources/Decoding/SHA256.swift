import CDigest

/// What `sha256` of a document record says: the digest of its source bytes, as lower-case hexadecimal digits.
public enum SHA256 {
  public static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      guard let start = digest.baseAddress else { return "" }
      zb_sha256(bytes.baseAddress, bytes.count, start)
      return text(of: digest)
    }
  }

  /// Of a file, which is read piece by piece, with its length in bytes; nil where it cannot be read.
  public static func file(_ path: String) -> (digest: String, bytes: Int)? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      var length: UInt64 = 0
      guard let start = digest.baseAddress, zb_sha256_file(path, start, &length) == 0 else { return nil }
      return (text(of: digest), Int(length))
    }
  }

  private static func text(of digest: UnsafeMutableBufferPointer<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
