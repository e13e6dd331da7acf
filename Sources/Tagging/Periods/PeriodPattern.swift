import Rules

/// The notation in which tables say how a piece of a period is written.
///
///     <m>月份?                     a number that can be a month, then 月, then perhaps 份
///     (今|本)年度?                  one of several
///     <m>[-—~至]<m2>月             one of some characters; a second number of the same sort
///     “{十五}”                     what stands outside the braces must be there, and is no part of the span
///     <ymd><stop>                  here neither letter, digit nor Chinese character may follow
///     年内<!蒙部>                   here none of these characters may follow
struct PeriodPattern {
  /// One alternative without choices in it.
  typealias Flat = [Element]

  enum Element: Hashable {
    case unit(UInt16)
    case number(NumberClass, slot: Slot)
    case spanStart
    case spanEnd
    case stop
    /// Not before one of these code units.
    case unless([UInt16])
  }

  /// What a number must be like.
  enum NumberClass: String, CaseIterable {
    case year = "y"
    /// Two digits: `98`, `九八`.
    case shortYear = "yy"
    /// Two digits that can only be a year: `06`, `九八`, not `15`, not 七八.
    case sureShortYear = "zy"
    case century = "k"
    case decade = "e"
    case quarter = "q"
    case month = "m"
    case twoDigitMonth = "mm"
    case day = "d"
    case twoDigitDay = "dd"
    case hour = "h"
    case minute = "i"
    case second = "s"
    case weekday = "c"
    case count = "n"
    /// A count or a decimal number.
    case amount = "r"
    /// Eight digits that are a day of the last century or this one: `20150303`.
    case compactDate = "ymd"

    /// Where it is kept, as a row's `set` names it.
    var slotName: String {
      switch self {
      case .shortYear, .sureShortYear: "y"
      case .twoDigitMonth: "m"
      case .twoDigitDay: "d"
      case .amount: "n"
      case .compactDate: "y"
      default: rawValue
      }
    }
  }

  /// A place for a number that was read.
  struct Slot: Hashable {
    var index: Int
    static let names = ["y", "k", "e", "q", "m", "d", "h", "i", "s", "c", "n", "y2", "q2", "m2", "d2", "e2"]
    static let year = index(of: "y")
    static let lastYear = index(of: "y2")
    static let month = index(of: "m")
    static let day = index(of: "d")
    static let hour = index(of: "h")
    static let minute = index(of: "i")
    static let second = index(of: "s")
    static let count = index(of: "n")

    private static func index(of name: String) -> Int { names.firstIndex(of: name) ?? 0 }

    init?(_ name: String) {
      guard let at = Self.names.firstIndex(of: name) else { return nil }
      index = at
    }
  }

  let alternatives: [Flat]

  init(_ row: Row, column: String = "pattern") throws(Diagnostic) {
    var parser = Parser(text: Array(row[column].unicodeScalars), row: row, column: column)
    alternatives = try parser.sequence(until: nil)
  }
}

/// Recursive descent over the notation; choices are multiplied out as they are read.
private struct Parser {
  let text: [Unicode.Scalar]
  let row: Row
  let column: String
  var at = 0

  mutating func sequence(until closing: Unicode.Scalar?) throws(Diagnostic) -> [PeriodPattern.Flat] {
    var all: [PeriodPattern.Flat] = []
    var current: [PeriodPattern.Flat] = [[]]
    while at < text.count, text[at] != closing {
      if text[at] == "|" {
        all += current
        current = [[]]
        at += 1
        continue
      }
      var choices = try atom()
      if at < text.count, text[at] == "?" {
        choices.append([])
        at += 1
      }
      current = current.flatMap { head in choices.map { head + $0 } }
      if all.count + current.count > 4096 { throw fault("this pattern stands for more than 4096 texts") }
    }
    return all + current
  }

  private mutating func atom() throws(Diagnostic) -> [PeriodPattern.Flat] {
    let scalar = text[at]
    at += 1
    switch scalar {
    case "(":
      let inner = try sequence(until: ")")
      guard at < text.count else { throw fault("'(' is not closed") }
      at += 1
      return inner
    case "[":
      var inner: [PeriodPattern.Flat] = []
      while at < text.count, text[at] != "]" {
        inner.append(units(text[at]))
        at += 1
      }
      guard at < text.count else { throw fault("'[' is not closed") }
      at += 1
      return inner
    case "<":
      let start = at
      while at < text.count, text[at] != ">" { at += 1 }
      guard at < text.count else { throw fault("'<' is not closed") }
      let name = String(String.UnicodeScalarView(text[start..<at]))
      at += 1
      return [[try named(name, at: start)]]
    case "{": return [[.spanStart]]
    case "}": return [[.spanEnd]]
    case ")", "]", ">", "?": throw fault("'\(scalar)' closes or follows nothing")
    default: return [units(scalar)]
    }
  }

  private func named(_ name: String, at start: Int) throws(Diagnostic) -> PeriodPattern.Element {
    if name == "stop" { return .stop }
    if name.hasPrefix("!") { return .unless(Array(name.utf16.dropFirst())) }
    let isSecond = name.hasSuffix("2")
    let base = isSecond ? String(name.dropLast()) : name
    guard let number = PeriodPattern.NumberClass(rawValue: base),
      let slot = PeriodPattern.Slot(number.slotName + (isSecond ? "2" : ""))
    else {
      let known = PeriodPattern.NumberClass.allCases.map(\.rawValue) + ["stop"]
      throw row.fault(
        column, "nothing is called <\(name)>", mend: suggestion(name, known), offset: start - 1, length: name.count + 2)
    }
    return .number(number, slot: slot)
  }

  private func units(_ scalar: Unicode.Scalar) -> PeriodPattern.Flat {
    String(scalar).utf16.map { .unit($0) }
  }

  private func fault(_ message: String) -> Diagnostic {
    row.fault(column, message, offset: max(0, at - 1), length: 1)
  }
}
