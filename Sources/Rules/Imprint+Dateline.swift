import Records
import Text

/// The words before a report that say who sends it, from where and when: `新华社北京3月5日电(记者 张三)`.
public struct Dateline {
  /// Up to and with the brackets behind it.
  public var span: Span
  public var publisher: String?
  public var author: String?
  /// ISO, where it names the year as well.
  public var date: String?
}

extension Imprint {
  /// Units of a dateline without its brackets at most.
  private static let datelineLimit = 40

  /// The dateline that a paragraph begins with.
  public func dateline(of block: Span, _ units: UnsafeBufferPointer<UInt16>) -> Dateline? {
    let start = units[block.range].first.map { Self.isOpener($0) ? block.start + 1 : block.start } ?? block.start
    let limit = min(block.end, start + Self.datelineLimit)
    let agency = agencies.first { Self.matches($0.name, units, start, limit) }
    var at = start + (agency?.name.count ?? 0)
    while at < limit {
      // A dateline has no clauses: a mark ends the search.
      if units[at] == 0x3002 || units[at] == 0xFF0C || units[at] == 0x2C || Self.isColon(units[at]) { return nil }
      if let end = ends.first(where: { Self.matches($0, units, at, limit) }),
        isEnd(at, end, start, agency, block, units)
      {
        return finished(Span(block.start, at + end.count), block, agency, units)
      }
      at += 1
    }
    return nil
  }

  /// `电` and the like end a dateline behind a day or behind an agency, and something else begins there.
  private func isEnd(
    _ at: Int, _ word: [UInt16], _ start: Int, _ agency: Agency?, _ block: Span, _ units: UnsafeBufferPointer<UInt16>
  ) -> Bool {
    let behind = at + word.count
    guard behind < block.end else { return false }
    // 日
    let followsDay = at > start + 2 && units[at - 1] == 0x65E5 && isASCIIDigit(units[at - 2])
    let isFree = isBlank(units[behind]) || !isHan(units[behind])
    return followsDay ? agency != nil || isFree : agency != nil && isFree
  }

  private func finished(_ span: Span, _ block: Span, _ agency: Agency?, _ units: UnsafeBufferPointer<UInt16>)
    -> Dateline
  {
    var out = Dateline(span: span, publisher: agency?.publisher)
    out.date = PublicationDate.find(units, in: span.range)?.iso
    var at = span.end
    while at < block.end, isBlank(units[at]) || units[at] == 0x5D || units[at] == 0x3011 { at += 1 }
    guard at < block.end, units[at] == 0x28 || units[at] == 0xFF08,
      let close = units[at..<min(block.end, at + 80)].firstIndex(where: { $0 == 0x29 || $0 == 0xFF09 })
    else {
      out.span.end = span.end < at && Self.isCloser(units[at - 1]) ? at : span.end
      return out
    }
    out.author = reporters(in: Span(at + 1, close), units)
    out.span.end = close + 1
    return out
  }
}
