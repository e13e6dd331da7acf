import CICU

/// Normalisation form C, by ICU: where it may be needed, and what it gives.
public enum Composition {
  /// For each UTF-16 unit, 1 where it may change, or may change the character before it. A stretch from before such a unit
  /// to the next one without is composed by itself.
  public static func flags() throws(ICUError) -> [UInt8] {
    var status: Int32 = 0
    let flags = [UInt8](unsafeUninitializedCapacity: 65536) { out, count in
      if let start = out.baseAddress { zb_nfc_flags(start, &status) }
      count = 65536
    }
    guard status <= 0 else { throw ICUError(service: "normaliser", status: status) }
    return flags
  }

  /// The composed text; nil where it is what it was.
  public static func compose(_ text: UnsafeBufferPointer<UInt16>) -> [UInt16]? {
    guard let length = Int32(exactly: text.count), length > 0 else { return nil }
    var status: Int32 = 0
    // Composing makes a text three times as long at most.
    let out = [UInt16](unsafeUninitializedCapacity: text.count * 3 + 8) { out, count in
      count = Int(zb_nfc(text.baseAddress, length, out.baseAddress, Int32(clamping: out.count), &status))
    }
    return status <= 0 && !out.elementsEqual(text) ? out : nil
  }

  /// Normalisation form KC: full and half widths, ligatures and the like folded. For comparing names.
  public static func compatible(_ text: String) -> String {
    let units = Array(text.utf16)
    guard let length = Int32(exactly: units.count), length > 0 else { return text }
    var status: Int32 = 0
    let out = [UInt16](unsafeUninitializedCapacity: units.count * 18 + 8) { out, count in
      count = Int(zb_nfkc(units, length, out.baseAddress, Int32(clamping: out.count), &status))
    }
    return status <= 0 ? String(decoding: out, as: UTF16.self) : text
  }
}
