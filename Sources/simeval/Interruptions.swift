import Foundation

/// Ctrl-C and SIGTERM, from the moment this is made: neither ends the process by itself any more,
/// and one that comes early is not lost.
struct Interruptions {
  private let signals: sigset_t

  /// To be made by the main thread before there is another, since threads inherit what is blocked.
  init() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    self.signals = signals
  }

  /// Calls `first` at the first of them, and ends the process at the second.
  func wait(_ first: () -> Void) -> Never {
    waitForOne()
    first()
    waitForOne()
    _exit(ExitStatus.interrupted.rawValue)
  }

  private func waitForOne() {
    var (signals, number) = (signals, Int32(0))
    while sigwait(&signals, &number) != 0 {}
  }
}

/// Runs what does not look whether its task was cancelled: the first interruption ends the process.
func endedByInterrupt<Result>(_ body: () throws -> Result) async throws -> Result {
  try await withTaskCancellationHandler {
    try body()
  } onCancel: {
    Failure(CancellationError()).exit()
  }
}
