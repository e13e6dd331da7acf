import Records
import Rules
import Text

/// Puts right what spans several characters: masked words, spaced-out digits, signs whose meaning depends on their
/// neighbours. Runs over a text that was cleaned.
struct MendingPass: Sendable {
  static let schemas = [DigitClasses.schema, MaskTable.schema]

  private enum Trigger: UInt8 {
    case none, space, mask, conditional
  }

  private var triggers = [UInt8](repeating: 0, count: 65536)
  private let characters: CharacterTable
  private let classes: DigitClasses
  private let digits: SpacedDigits
  private let masks: MaskTable

  init(_ tables: TableSet, characters: CharacterTable, options: Normaliser.Options) throws {
    self.characters = characters
    classes = DigitClasses(tables)
    digits = SpacedDigits(classes: classes)
    masks = try MaskTable(tables)
    for unit in characters.conditional.keys { triggers[Int(unit)] = Trigger.conditional.rawValue }
    if options.joinsDigits { triggers[0x20] = Trigger.space.rawValue }
    if options.unmasks { for unit in masks.starts { triggers[Int(unit)] = Trigger.mask.rawValue } }
  }

  /// One pass over UTF-16 units; allocates only where something is changed.
  func run(_ text: UnsafeBufferPointer<UInt16>, _ revision: inout Revision) {
    triggers.withUnsafeBufferPointer { triggers in
      var at = 0
      while at < text.count {
        let trigger = triggers[Int(text[at])]
        if trigger == 0 {
          at += 1
          continue
        }
        at = act(trigger, text, at, &revision)
      }
    }
  }

  @inline(never)
  private func act(
    _ trigger: UInt8, _ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ revision: inout Revision
  ) -> Int {
    switch Trigger(rawValue: trigger) {
    case .none?, nil: return at + 1
    case .space:
      guard at > 0, classes.is(text[at - 1], .decimal), let run = digits.match(text, firstSpace: at) else {
        return at + 1
      }
      return join(run, text, &revision)
    case .mask:
      guard let found = masks.match(text, at: at, limit: revision.done) else { return at + 1 }
      revision.replace(Span(at, found.end), with: found.word)
      return found.end
    case .conditional: return foldUnderCondition(text, at, &revision)
    }
  }

  private func join(_ run: SpacedDigits.Run, _ text: UnsafeBufferPointer<UInt16>, _ revision: inout Revision) -> Int {
    var points = run.points[...]
    for space in run.spaces {
      while let point = points.first, point < space {
        fold(point, &revision, text)
        points.removeFirst()
      }
      revision.remove(Span(space, space + 1))
    }
    for point in points { fold(point, &revision, text) }
    return max(run.end, revision.done)
  }

  private func fold(_ at: Int, _ revision: inout Revision, _ text: UnsafeBufferPointer<UInt16>) {
    guard let rule = characters.conditional[text[at]] else { return }
    revision.fold(at, to: rule.to)
  }

  private func foldUnderCondition(
    _ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ revision: inout Revision
  ) -> Int {
    guard let rule = characters.conditional[text[at]], at > 0 else { return at + 1 }
    if rule.condition == .betweenDigits {
      if classes.is(text[at - 1], .decimal), at + 1 < text.count, classes.is(text[at + 1], .decimal) {
        revision.fold(at, to: rule.to)
      }
      return at + 1
    }
    guard classes.is(text[at - 1], .numeral) else { return at + 1 }
    // Several zeros in a row stand or fall together: 二○○○年.
    var end = at
    while end < text.count, let next = characters.conditional[text[end]], next.condition != .betweenDigits { end += 1 }
    let isClosed = end < text.count && (classes.is(text[end], .numeral) || classes.is(text[end], .numeralEnd))
    for zero in at..<end {
      guard let rule = characters.conditional[text[zero]] else { continue }
      if rule.condition == .afterNumeral || isClosed { revision.fold(zero, to: rule.to) }
    }
    return end
  }
}
