import CICU

/// Bytes into text by ICU's converters, and ICU's guess at a charset.
public enum Charset {
  /// The text of some bytes, with U+FFFD for each faulty sequence, and how many bytes those had; nil where ICU has no
  /// charset of the name.
  public static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, as name: String
  ) -> (units: [UInt16], replacedBytes: Int)? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return ([], 0) }
    var replaced: Int64 = 0
    var status: Int32 = 0
    // No charset gives more units than it has bytes, but for what a converter still holds at the end.
    let units = [UInt16](unsafeUninitializedCapacity: bytes.count + 16) { out, count in
      count = Int(
        zb_decode(name, start, Int64(bytes.count), out.baseAddress, Int64(out.count), &replaced, &status))
    }
    return status <= 0 ? (units, Int(replaced)) : nil
  }

  /// ICU's best guess and its confidence of 0 to 100, from the first 64 KB.
  public static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> (name: String, confidence: Int)? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name in
      guard let text = name.baseAddress else { return nil }
      let confidence = zb_detect(start, Int32(min(bytes.count, 65536)), text, 64)
      return confidence < 0 ? nil : (String(cString: text), Int(confidence))
    }
  }
}
