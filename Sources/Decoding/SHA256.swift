import CDigest

/// What `sha256` of a document record says: the digest of its source bytes, as lower-case hexadecimal digits.
public enum SHA256 {
  public static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      guard let start = digest.baseAddress else { return "" }
      zb_sha256(bytes.baseAddress, bytes.count, start)
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
}
