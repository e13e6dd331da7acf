import CICU

/// Where words end, by ICU's rules and its dictionary of Chinese. Costly (17 MB/s): ask only around what needs it.
///
/// One for each worker: opening one takes 5 µs, and it is not to be shared between threads.
public final class WordBreaker {
  private let breaker: Breaker

  public init() throws(ICUError) { breaker = try Breaker(ZB_BREAK_WORD, "word breaker") }

  /// Appends the end of every word in a stretch of text, in UTF-16 units from its start.
  public func boundaries(of text: UnsafeBufferPointer<UInt16>, into out: inout [Int32]) {
    breaker.boundaries(of: text, into: &out)
  }
}

/// Where sentences end, by ICU's rules. One for each worker, as with words.
public final class SentenceBreaker {
  private let breaker: Breaker

  public init() throws(ICUError) { breaker = try Breaker(ZB_BREAK_SENTENCE, "sentence breaker") }

  /// Appends the end of every sentence in a stretch of text, in UTF-16 units from its start.
  public func boundaries(of text: UnsafeBufferPointer<UInt16>, into out: inout [Int32]) {
    breaker.boundaries(of: text, into: &out)
  }
}

/// An ICU break iterator and its scratch memory.
private final class Breaker {
  private let pointer: OpaquePointer
  private static let batch = 512

  init(_ kind: some BinaryInteger, _ service: String) throws(ICUError) {
    var status: Int32 = 0
    guard let pointer = zb_break_open(Int32(kind), &status) else {
      throw ICUError(service: service, status: status)
    }
    self.pointer = pointer
  }

  deinit { zb_break_close(pointer) }

  /// Fetches in batches: a call over the border of C for each boundary would cost as much as finding it.
  func boundaries(of text: UnsafeBufferPointer<UInt16>, into out: inout [Int32]) {
    guard let start = text.baseAddress, !text.isEmpty, let length = Int32(exactly: text.count) else { return }
    var status: Int32 = 0
    zb_break_set_text(pointer, start, length, &status)
    guard status <= 0 else { return }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.batch) { batch in
      while true {
        let count = zb_break_fill(pointer, batch.baseAddress, nil, Int32(Self.batch))
        guard count > 0 else { break }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(batch)[0..<Int(count)]))
      }
    }
    // The text may be gone after this call; ICU must not keep a pointer into it.
    zb_break_set_text(pointer, nil, 0, &status)
  }
}
