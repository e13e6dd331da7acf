import ICU
import Records
import Rules
import Text

/// Puts single characters right: composes them (NFC), folds widths and look-alikes, unifies spaces and line ends, removes what
/// cannot be seen, resolves what HTML has left.
struct CleaningPass: Sendable {
  static let schemas = [CharacterTable.schema, CharacterReferences.schema, LeftoverTags.schema]

  /// What is to be done at a unit; 0 for most.
  private enum Action: UInt8 {
    case none, fold, remove, carriageReturn, reference, tag, compose, beyond
  }

  private var actions = [UInt8](repeating: 0, count: 65536)
  private let characters: CharacterTable
  private let references: CharacterReferences
  private let tags: LeftoverTags

  init(_ tables: TableSet, characters: CharacterTable, options: Normaliser.Options) throws {
    self.characters = characters
    references = try CharacterReferences(tables)
    tags = try LeftoverTags(tables)
    if options.composes {
      for (unit, flag) in try Composition.flags().enumerated() where flag != 0 { set(unit, .compose) }
    }
    for unit in 0..<65536 where characters.target[unit] != UInt16(unit) { set(unit, .fold) }
    for unit in characters.removed { set(Int(unit), .remove) }
    for scalar in characters.removedBeyond { set(Int(units(of: scalar)[0]), .beyond) }
    if options.unifiesSpaces { set(0x0D, .carriageReturn) }
    if options.resolvesLeftovers {
      set(0x26, .reference)
      set(0x3C, .tag)
    }
  }

  private mutating func set(_ unit: Int, _ action: Action) { actions[unit] = action.rawValue }

  /// One pass over UTF-16 units; allocates only where something is changed.
  func run(_ text: UnsafeBufferPointer<UInt16>, _ revision: inout Revision) {
    actions.withUnsafeBufferPointer { actions in
      var at = 0
      while at < text.count {
        let action = actions[Int(text[at])]
        if action == 0 {
          at += 1
          continue
        }
        at = act(action, text, at, &revision)
      }
    }
  }

  /// Does what is to be done at a place, and says where to go on.
  @inline(never)
  private func act(
    _ action: UInt8, _ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ revision: inout Revision
  ) -> Int {
    switch Action(rawValue: action) {
    case .none?, nil: break
    case .fold: revision.fold(at, to: characters.target[Int(text[at])])
    case .remove: revision.remove(Span(at, at + 1))
    case .carriageReturn:
      let isBeforeLineFeed = at + 1 < text.count && text[at + 1] == 0x0A
      if isBeforeLineFeed { revision.remove(Span(at, at + 1)) } else { revision.fold(at, to: 0x0A) }
    case .reference:
      guard let found = references.match(text, at: at) else { break }
      revision.replace(Span(at, found.end), with: found.units)
      return found.end
    case .tag:
      guard let found = tags.match(text, at: at) else { break }
      let span = Span(at, found.end)
      if found.leaves == 0 {
        revision.remove(span)
      } else {
        revision.replace(span, with: CollectionOfOne(found.leaves))
      }
      return found.end
    case .compose: return compose(text, at, &revision)
    case .beyond:
      guard at + 1 < text.count else { break }
      let scalar = 0x10000 + (UInt32(text[at] & 0x3FF) << 10) + UInt32(text[at + 1] & 0x3FF)
      if characters.removedBeyond.contains(scalar) { revision.remove(Span(at, at + 2)) }
      return at + 2
    }
    return at + 1
  }

  /// Composes the stretch from the character before a place to the next one that stands for itself.
  private func compose(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ revision: inout Revision) -> Int {
    var start = at
    if start > revision.done { start -= start - 1 > revision.done && isTrailSurrogate(text[start - 1]) ? 2 : 1 }
    var end = at
    while end < text.count, actions[Int(text[end])] == Action.compose.rawValue {
      end += isLeadSurrogate(text[end]) ? 2 : 1
    }
    end = min(end, text.count)
    guard let composed = Composition.compose(UnsafeBufferPointer(rebasing: text[start..<end])) else { return end }
    // What did not change at either end keeps its own place in the source.
    var same = 0
    while same < min(composed.count, end - start), composed[same] == text[start + same] { same += 1 }
    if same > 0, isLeadSurrogate(text[start + same - 1]) { same -= 1 }
    let new = composed[same...]
    if new.count == 1, end - start - same == 1 {
      revision.fold(start + same, to: new[same])
    } else if new.isEmpty {
      revision.remove(Span(start + same, end))
    } else {
      revision.replace(Span(start + same, end), with: new)
    }
    return end
  }
}
