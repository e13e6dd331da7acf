import FoundationEssentials
import Zhibiao

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs this program once more, to do the work, and starts it again when a document ends it.
///
/// A fault in a C library, memory that runs out, a document without end: all of these end a program, and none is to
/// cost more than that document. Those that were being worked on are tried again one by one; one that ends the program
/// while it is alone goes into quarantine.
struct Supervisor {
  let folder: RunFolder
  let maxSeconds: Int

  /// What the worker exits with when a document takes too long.
  static let overdue: Int32 = 75

  /// The exit code of the work, when it is done.
  func run() throws -> Int32 {
    while true {
      let status = try work()
      if status & 0x7F == 0 {
        let code = status >> 8 & 0xFF
        guard code == Self.overdue, try judgeOverdue() else { return code }
        continue
      }
      let signal = status & 0x7F
      if [SIGINT, SIGTERM, SIGHUP, SIGPIPE].contains(signal) {
        Terminal.note("\nThe run was stopped; what is done is kept. Go on with --resume.")
        return 128 + signal
      }
      try judge(signal)
    }
  }

  /// Starts the worker and waits for its end; as `waitpid` tells it.
  private func work() throws -> Int32 {
    // The worker watches its end of this pipe: when this process is gone, however it went, the worker goes too.
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else { throw InputError.system("pipe") }
    defer { close(ends[1]) }
    let arguments = CommandLine.arguments + ["--supervised", String(ends[0])]
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    // The runtime's long account of a crash is for those who mend the program, who can ask for it.
    if getenv("SWIFT_BACKTRACE") == nil { setenv("SWIFT_BACKTRACE", "enable=no", 1) }
    var worker: pid_t = 0
    let fault = posix_spawn(&worker, "/proc/self/exe", nil, nil, &pointers, environ)
    close(ends[0])
    guard fault == 0 else { throw InputError(place: "/proc/self/exe", reason: String(cString: strerror(fault))) }
    // A key that stops the program stops the worker too; this process stays to say so. (A handler, since what is
    // ignored would be ignored by the next worker as well.)
    signal(SIGINT) { _ in }
    signal(SIGTERM, Self.passOn)
    Self.worker = worker
    var status: Int32 = 0
    while waitpid(worker, &status, 0) < 0, errno == EINTR {}
    return status
  }

  nonisolated(unsafe) private static var worker: pid_t = 0
  private static let passOn: @convention(c) (Int32) -> Void = { kill(Supervisor.worker, $0) }

  // MARK: What ended it

  private func judge(_ signal: Int32) throws {
    let entries = try InFlight(path: folder.inFlight, isNew: false).entries
    let name = "signal \(signal) (\(String(cString: strsignal(signal))))"
    guard let journal = try RunJournal(path: folder.journal), !entries.isEmpty else {
      throw InputError(
        place: folder.path, reason: "the program was ended by \(name) outside of any document; --resume goes on")
    }
    if entries.count == 1, let only = entries.first, journal.suspects.contains(only.document) {
      let reason = "the program was ended by \(name), twice"
      try folder.append(
        RunJournal.Verdict(document: only.document, stage: (only.stage ?? .ingest).rawValue, reason: reason))
      Terminal.warn("document \(only.document) ended the program; it goes into quarantine")
    } else {
      try folder.append(suspects: entries.map(\.document))
      Terminal.warn("the program was ended by \(name); the \(entries.count) documents at hand are tried one by one")
    }
  }

  /// False where nothing is overdue after all.
  private func judgeOverdue() throws -> Bool {
    let entries = try InFlight(path: folder.inFlight, isNew: false).entries
    let overdue = entries.filter { $0.seconds >= Double(maxSeconds) }
    for entry in overdue {
      try folder.append(
        RunJournal.Verdict(
          document: entry.document, stage: (entry.stage ?? .ingest).rawValue,
          reason: "it took longer than \(maxSeconds) seconds"))
      Terminal.warn("document \(entry.document) took longer than \(maxSeconds) seconds; it goes into quarantine")
    }
    return !overdue.isEmpty
  }
}

/// The worker's side: goes when its supervisor is gone, and when a document takes too long.
enum Watchdog {
  private struct Watched {
    var descriptor: Int32
    var maxSeconds: Double
    var inFlight: InFlight
  }

  static func start(descriptor: Int32, maxSeconds: Int, _ inFlight: InFlight) {
    let watched = UnsafeMutablePointer<Watched>.allocate(capacity: 1)
    watched.initialize(to: Watched(descriptor: descriptor, maxSeconds: Double(maxSeconds), inFlight: inFlight))
    var thread = pthread_t()
    // A thread of its own: tasks would wait behind the documents.
    pthread_create(
      &thread, nil,
      { argument in
        guard let watched = argument?.assumingMemoryBound(to: Watched.self) else { return nil }
        var end = pollfd(fd: watched.pointee.descriptor, events: Int16(POLLIN), revents: 0)
        while true {
          if poll(&end, 1, 500) > 0 { _exit(1) }
          let limit = watched.pointee.maxSeconds
          if watched.pointee.inFlight.entries.contains(where: { $0.seconds >= limit }) { _exit(Supervisor.overdue) }
        }
      }, watched)
  }

  /// Bounds the memory of this program: what asks for more is ended.
  static func limitMemory(megabytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(megabytes) << 20, rlim_max: rlim_t(megabytes) << 20)
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
  }
}
