import Text

/// Digits that were set apart (`1 9 9 7 年`, `8 .8 %`): single digits, each parted from the next by one space.
///
/// A number beside them that has its digits together tells that they are a list of numbers, and nothing is joined.
struct SpacedDigits: Sendable {
  let classes: DigitClasses

  /// What joins a run: the spaces to leave out, and its points.
  struct Run {
    var spaces: [Int] = []
    var points: [Int] = []
    var end: Int
  }

  /// The run in which a space is the first one; nil where there is none.
  func match(_ text: UnsafeBufferPointer<UInt16>, firstSpace: Int) -> Run? {
    guard let start = start(text, firstSpace) else { return nil }
    var run = Run(end: start + 1)
    var digits = 1
    while let next = step(text, run) {
      run = next
      digits += 1
    }
    guard !run.spaces.isEmpty || isSpace(text, run.end) else { return nil }
    if isSpace(text, run.end) {
      if isDecimal(text, run.end + 1) { return nil }
      if takesUpTail(text, start, run, digits) { run.spaces.append(run.end) }
    }
    return run.spaces.isEmpty ? nil : run
  }

  /// The digit before the first space.
  private func start(_ text: UnsafeBufferPointer<UInt16>, _ space: Int) -> Int? {
    let at = space - 1
    guard isDecimal(text, at), !isDecimal(text, at - 1), at == 0 || !isASCIILetter(text[at - 1]) else { return nil }
    // 3.5 6 and 25 3 4 are numbers beside each other.
    if plays(text, at - 1, .point), isDecimal(text, at - 2) { return nil }
    if isSpace(text, at - 1), isDecimal(text, at - 2) { return nil }
    return at
  }

  /// One more digit, with what stands before it.
  private func step(_ text: UnsafeBufferPointer<UInt16>, _ run: Run) -> Run? {
    var next = run
    var at = run.end
    if isSpace(text, at) {
      next.spaces.append(at)
      at += 1
    }
    if plays(text, at, .point) {
      // Without a space before it, it may be the point of a list: 1. 2. 3.
      guard run.points.isEmpty, !next.spaces.isEmpty else { return nil }
      next.points.append(at)
      at += 1
      if isSpace(text, at) {
        next.spaces.append(at)
        at += 1
      }
    }
    guard at > run.end, isDecimal(text, at), !isDecimal(text, at + 1) else { return nil }
    next.end = at + 1
    return next
  }

  private func takesUpTail(_ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ run: Run, _ digits: Int) -> Bool {
    let tail = run.end + 1
    if digits > 1 { return plays(text, tail, .tail) }
    return plays(text, tail, .tailSingle) && start > 0 && isHan(text[start - 1])
  }

  private func isDecimal(_ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool { plays(text, at, .decimal) }

  private func isSpace(_ text: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool {
    at >= 0 && at < text.count && text[at] == 0x20
  }

  private func plays(_ text: UnsafeBufferPointer<UInt16>, _ at: Int, _ role: DigitClasses.Role) -> Bool {
    at >= 0 && at < text.count && classes.is(text[at], role)
  }
}
