import Records

/// Lengths and cycles of time in ISO 8601.
enum PeriodLength {
  /// `P8DT20H` of 8天20小时, `P2.5Y` of 两年半.
  static func duration(of links: [PeriodChain.Link], _ parts: [PeriodPart]) -> String? {
    var date = ""
    var time = ""
    for link in links {
      let part = parts[link.part]
      guard let (letter, isTime) = letter(of: part.unit), let amount = amount(link, part) else { return nil }
      if isTime { time += "\(amount)\(letter)" } else { date += "\(amount)\(letter)" }
    }
    return "P\(date)\(time.isEmpty ? "" : "T\(time)")"
  }

  /// The cycle with its number filled in: `P1Y`, `P2M`.
  static func recurrence(of link: PeriodChain.Link, _ parts: [PeriodPart]) -> String {
    var out = ""
    for byte in parts[link.part].recurrence {
      let letter = Unicode.Scalar(byte)
      if letter == "n" {
        out += String(max(1, link.numbers.values[PeriodPattern.Slot.count]))
      } else {
        out.unicodeScalars.append(letter)
      }
    }
    return out
  }

  private static func amount(_ link: PeriodChain.Link, _ part: PeriodPart) -> String? {
    let factor = part.unit == .quarters ? 3 : 1
    let whole = Int(link.numbers.values[PeriodPattern.Slot.count]) * factor
    let scale = link.numbers.scale
    if scale > 0 {
      var text = ExactDecimal(Int128(whole), scale: scale).reduced.description
      if text.hasSuffix(".0") { text.removeLast(2) }
      return text
    }
    guard whole > 0 || part.halves > 0 else { return nil }
    let halves = max(0, whole) * 2 + part.halves
    return halves % 2 == 0 ? String(halves / 2) : "\(halves / 2).5"
  }

  private static func letter(of unit: PeriodUnit) -> (String, isTime: Bool)? {
    switch unit {
    case .years: ("Y", false)
    case .quarters, .months: ("M", false)
    case .weeks: ("W", false)
    case .days: ("D", false)
    case .hours: ("H", true)
    case .minutes: ("M", true)
    case .seconds: ("S", true)
    default: nil
    }
  }
}
