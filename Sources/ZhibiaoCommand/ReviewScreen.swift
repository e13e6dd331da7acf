import Zhibiao

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A review on a terminal: one difference at a time, one key a decision.
struct ReviewScreen {
  private static let keys = """
    a accept     A accept all of this rule     f accept all of this field (it alone)
    r reject     R reject all of this rule     F reject all of this field
    s skip       u take back the last          b back          q end, keeping what was decided

    """

  func run(_ session: inout ReviewSession) throws {
    let sink = try OutputFile(path: nil)
    let mode = KeyMode()
    defer { mode.end() }
    var place = 0
    /// Skipped ones stay pending and are not shown again.
    var skipped: Set<String> = []
    func next(_ session: ReviewSession, from: Int) -> Int? {
      session.items.indices.first {
        $0 >= from && session.decisions[session.items[$0].id] == nil && !skipped.contains(session.items[$0].id)
      }
    }
    while let at = next(session, from: place) ?? next(session, from: 0) {
      place = at
      let item = session.items[at]
      try sink.write(Array(screen(item, session).utf8))
      guard let key = mode.key() else { return }
      switch key {
      case "a", "r": _ = session.decide(key == "a" ? .accept : .reject, id: item.id)
      case "A", "R": if let rule = item.rule { _ = session.decide(key == "A" ? .accept : .reject, rule: rule) }
      case "f", "F":
        if let field = Self.field(of: item) { _ = session.decide(key == "f" ? .accept : .reject, field: field) }
      case "s", " ", "\n", "\r": skipped.insert(item.id)
      case "u": _ = session.undo()
      case "b":
        place = max(0, at - 1)
        skipped.remove(session.items[place].id)
        session.forget(session.items[place].id)
      case "q", "\u{4}", "\u{3}", "\u{1B}": return
      default: break
      }
    }
  }

  private static func field(of item: ReviewSession.Item) -> String? {
    let it = item.difference
    return (it.fields.first { $0.name != "rule" } ?? it.fields.first).map { "\(it.type.rawValue).\($0.name)" }
  }

  private func screen(_ item: ReviewSession.Item, _ session: ReviewSession) -> String {
    let pending = session.pending
    let ofRule = item.rule.map { rule in pending.count { $0.difference.rules.contains(rule) } } ?? 0
    var out =
      "\u{1B}[H\u{1B}[2J" + Terminal.safe("\(item.run)   \(pending.count) of \(session.items.count) pending") + "\n"
    if let rule = item.rule { out += Terminal.safe("rule \(rule) (\(ofRule) pending)") + "\n" }
    if let field = Self.field(of: item) {
      let count = pending.count { other in
        other.difference.fields.contains { "\(other.difference.type.rawValue).\($0.name)" == field }
      }
      out += Terminal.safe("field \(field) (\(count) pending)") + "\n"
    }
    return out + "\n" + DifferenceText(item.difference).description + "\n" + Self.keys
  }
}

/// The terminal while it hands over each key at once.
private final class KeyMode {
  private var before = termios()
  private let isSet: Bool

  init() {
    isSet = tcgetattr(0, &before) == 0
    guard isSet else { return }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(0, TCSANOW, &raw)
  }

  func end() {
    if isSet { tcsetattr(0, TCSANOW, &before) }
  }

  /// The next key; nil at the end of the input. Of an arrow or the like, only the escape counts.
  func key() -> Character? {
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      return count == 1 ? Character(Unicode.Scalar(byte)) : nil
    }
  }
}
