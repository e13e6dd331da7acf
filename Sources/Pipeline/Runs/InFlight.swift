import Rules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which documents are being worked on, in memory that outlives the program: who started it reads there what it was at
/// when a signal ended it.
///
/// Every worker writes its own slot, and nobody else does; a slot is 64 bytes, so that workers do not share cache lines.
public final class InFlight: @unchecked Sendable {
  /// A document that a worker is at.
  public struct Entry: Equatable, Sendable {
    public var document: Int
    public var stage: StageName?
    /// Seconds since it was begun.
    public var seconds: Double
  }

  public static let slots = 1024
  private static let size = slots * 64
  private let base: UnsafeMutableRawPointer

  /// Maps the file at a path, made anew where `isNew`.
  public init(path: String, isNew: Bool) throws(InputError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (isNew ? O_TRUNC : 0), 0o666)
    guard descriptor >= 0 else { throw InputError.system(path) }
    defer { close(descriptor) }
    guard ftruncate(descriptor, off_t(Self.size)) == 0 else { throw InputError.system(path) }
    guard let base = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), base != MAP_FAILED else {
      throw InputError.system(path)
    }
    self.base = base
  }

  deinit { munmap(base, Self.size) }

  private func slot(_ worker: Int) -> UnsafeMutableRawPointer { base + (worker % Self.slots) * 64 }

  func begin(_ document: Int, worker: Int) {
    let slot = slot(worker)
    slot.storeBytes(of: Self.now, toByteOffset: 16, as: Double.self)
    slot.storeBytes(of: -1, toByteOffset: 8, as: Int.self)
    slot.storeBytes(of: document, as: Int.self)
  }

  func enter(_ stage: StageName, worker: Int) {
    slot(worker).storeBytes(of: StageName.allCases.firstIndex(of: stage) ?? -1, toByteOffset: 8, as: Int.self)
  }

  func end(worker: Int) { slot(worker).storeBytes(of: 0, as: Int.self) }

  /// What workers are at now, or were when the program ended. Documents count from 1.
  public var entries: [Entry] {
    (0..<Self.slots).compactMap { worker in
      let slot = slot(worker)
      let document = slot.load(as: Int.self)
      guard document > 0 else { return nil }
      let stage = slot.load(fromByteOffset: 8, as: Int.self)
      return Entry(
        document: document, stage: StageName.allCases.indices.contains(stage) ? StageName.allCases[stage] : nil,
        seconds: Self.now - slot.load(fromByteOffset: 16, as: Double.self))
    }
  }

  /// Seconds of a clock that never goes back; the same for all programs of a machine.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
