import CICU

/// Writes numbers in words by ICU's rules, such as 三万五千 for 35000: what a reader of numerals is held against.
public final class Spellout {
  /// The rulesets of Chinese that write cardinals, by their names in CLDR.
  public enum Ruleset: String, CaseIterable, Sendable {
    case cardinal = "%spellout-cardinal"
    case alternate = "%spellout-cardinal-alternate2"
    case financial = "%spellout-cardinal-financial"
  }

  private let spellout: OpaquePointer

  /// `locale` is ICU's name: `zh`, `zh_Hant`.
  public init(locale: String, ruleset: Ruleset) throws(ICUError) {
    var status: Int32 = 0
    guard let spellout = zb_spellout_open(locale, ruleset.rawValue, &status), status <= 0 else {
      throw ICUError(service: "spellout", status: status)
    }
    self.spellout = spellout
  }

  deinit { zb_spellout_close(spellout) }

  /// The words as UTF-16 units; empty where ICU has none.
  public func words(for number: Int64) -> [UInt16] {
    write { zb_spellout_write(spellout, number, $0, $1, &$2) }
  }

  /// As `words(for:)`, with decimals.
  public func words(for number: Double) -> [UInt16] {
    write { zb_spellout_write_decimal(spellout, number, $0, $1, &$2) }
  }

  private func write(_ body: (UnsafeMutablePointer<UInt16>, Int32, inout Int32) -> Int32) -> [UInt16] {
    var status: Int32 = 0
    let words = [UInt16](unsafeUninitializedCapacity: 256) { out, count in
      count = out.baseAddress.map { Int(body($0, 256, &status)) } ?? 0
    }
    return status <= 0 ? words : []
  }
}
