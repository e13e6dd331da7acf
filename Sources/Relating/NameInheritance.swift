import Records
import Rules
import Text

/// Names that lean on earlier ones: a bare growth takes the name of the level before it, the siblings of a list the
/// suffix of the first, 总产值 the thing that was named just before.
struct NameInheritance {
  let lists: ListReader

  /// Completes the names of a sentence's observations; `previous` is the last one of the sentence before, in the same
  /// paragraph.
  func complete(_ reader: inout SentenceRelater, after previous: Observation?) {
    shareVerbs(&reader)
    completeNames(&reader.observations, after: previous, stripped: reader.stripped, perWords: reader.perWords)
  }

  /// 淘汰落后的水泥产能1.5亿吨、炼铁产能3122万吨: what follows a 、 and ends alike has the first one's verb too.
  private func shareVerbs(_ reader: inout SentenceRelater) {
    for i in reader.observations.indices where reader.siblings.contains(i) && reader.stripped[i] == nil {
      guard let first = reader.observations[..<i].indices.last(where: { !reader.siblings.contains($0) }),
        let rest = reader.stripped[first], let whole = reader.observations[first].indicatorName,
        let name = reader.observations[i].indicatorName, whole.hasSuffix(rest),
        Array(name.utf16.suffix(2)) == Array(whole.utf16.suffix(2))
      else { continue }
      let verb = whole.dropLast(rest.count)
      // 的 ends what describes all of them.
      let shared = rest.firstIndex(of: "\u{7684}").map { rest[...$0] } ?? ""
      reader.observations[i].indicatorName = verb + shared + name
    }
  }

  private func isBehind(_ it: Observation) -> Bool {
    it.roles.contains { $0.name == .indicator && $0.span.start >= it.span.end }
  }

  /// What is named like the datum before is of the same body: 企业实现利润46亿元,增长5%.
  private func shareSubject(of source: Observation, with it: inout Observation) {
    guard !it.roles.contains(where: { $0.name == .subject || $0.name == .area }),
      let role = source.roles.first(where: { $0.name == .subject })
    else { return }
    it.roles.append(role)
  }

  private func completeNames(
    _ observations: inout [Observation], after previous: Observation?, stripped: [Int: String], perWords: [Int: String]
  ) {
    /// Names before 规模 and the like was put behind them.
    var bases: [Int: String] = [:]
    var suffix: (text: String, row: RowID, unit: String?)?
    for i in observations.indices {
      if observations[i].isListRank { continue }
      if observations[i].indicatorName == nil {
        let source = observations[..<i].lastIndex { $0.indicatorName != nil && $0.measure != .rank }
        if let source {
          let isLevel = observations[i].measure == .level && observations[source].measure == .level
          observations[i].indicatorName =
            (isLevel ? stripped[source] : bases[source]) ?? observations[source].indicatorName
          // 总收入6亿元,村均349万元
          if let per = perWords[i], let name = observations[i].indicatorName, !name.contains(per) {
            observations[i].indicatorName = per + name
          }
          shareSubject(of: observations[source], with: &observations[i])
          // 单产每亩462公斤,提高8公斤: by the 亩 as well.
          if let unit = observations[i].unit, let whole = observations[source].unit, whole.hasPrefix(unit + "/") {
            observations[i].unit = whole
          }
        } else if observations[i].measure != .level || observations[i].unit == previous?.unit {
          observations[i].indicatorName = previous?.indicatorName
        }
        continue
      }
      if observations[i].unit == ListReader.person || observations[i].unit == nil, observations[i].measure == .level,
        let doers = lists.doers(of: observations[i])
      {
        observations[i].indicatorName = doers.text
        observations[i].rule.add(doers.row)
        continue
      }
      guard let name = observations[i].indicatorName,
        observations[i].measure == .level || observations[i].measure == .growth
      else { continue }
      if i > 0, lists.isGeneric(name), let whole = observations[i - 1].indicatorName, !whole.hasSuffix(name),
        observations[i].unit == observations[i - 1].unit || observations[i].unitKind != observations[i - 1].unitKind
          || observations[i - 1].measure != .level
      {
        bases[i] = whole
        observations[i].indicatorName = whole + name
        observations[i].rule.add(lists.genericRow)
      } else if let own = lists.suffix(of: name) {
        suffix = (own.text, own.row, observations[i].unit)
      } else if let suffix, observations[i].unit != "CNY",
        lists.goesOn(from: suffix.unit, to: observations[i].unit),
        (suffix.unit == ListReader.person) == (observations[i].unit == ListReader.person),
        lists.isBareThing(name), !isBehind(observations[i]), !lists.bodyUnits.contains(observations[i].unit ?? ""),
        observations[i].measure == .level, observations[i].unitKind == .amount
      {
        observations[i].indicatorName = name + suffix.text
        observations[i].rule.add(suffix.row)
      }
    }
  }
}

extension Observation {
  enum UnitKind { case amount, rate }

  var unitKind: UnitKind { unit == "%" || unit == "‰" || unit == "倍" || unit == "百分点" ? .rate : .amount }
}
