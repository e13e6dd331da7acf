import CICU

/// From Traditional to Simplified Chinese, as ICU's transliterator has it, in a form that converts at the speed of a copy:
/// the transliterator itself does 10 MB/s.
public struct Simplifying: Sendable {
  /// For each UTF-16 unit its Simplified form, or itself.
  public let units: [UInt16]
  /// Phrases whose form is not that of their characters one by one.
  public let phrases: [(from: [UInt16], to: [UInt16])]

  /// Read once, when first asked for: it takes 20 ms, and most documents never need it.
  public static let shared = Result { try Simplifying() }

  private init() throws(ICUError) {
    var status: Int32 = 0
    let rules = [UInt16](unsafeUninitializedCapacity: 1 << 17) { out, count in
      count = max(0, min(out.count, Int(zb_simplifying_rules(out.baseAddress, Int32(out.count), &status))))
    }
    guard status <= 0 else { throw ICUError(service: "Traditional-Simplified", status: status) }
    var units = [UInt16](0...UInt16.max)
    var pairs: [(from: [UInt16], to: [UInt16])] = []
    for line in rules.split(separator: 0x0A) {
      guard let pair = Self.pair(line) else { continue }
      if pair.from.count == 1, pair.to.count == 1 { units[Int(pair.from[0])] = pair.to[0] } else { pairs.append(pair) }
    }
    self.units = units
    phrases = pairs.filter { pair in pair.from.map { units[Int($0)] } != pair.to }
  }

  /// Reads `X > Y;`; nil for what is no plain rule.
  private static func pair(_ line: ArraySlice<UInt16>) -> (from: [UInt16], to: [UInt16])? {
    let parts = line.split(separator: 0x20)
    guard parts.count == 3, Array(parts[1]) == [0x3E], parts[2].last == 0x3B else { return nil }
    let to = parts[2].dropLast()
    guard (parts[0] + to).allSatisfy({ $0 >= 0x2E80 }) else { return nil }
    return (Array(parts[0]), Array(to))
  }
}
