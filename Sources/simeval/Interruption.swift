import Dispatch
import Foundation

/// Runs `body` as a task that Ctrl-C (or SIGTERM) cancels; a second one ends the process at once.
func cancelledByInterrupt<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  // Nothing is begun before the signals that should end it in order are caught.
  let (gate, opening) = AsyncStream<Never>.makeStream()
  let task = Task {
    for await _ in gate {}
    return try await body()
  }
  // A queue of its own: the global ones wait while episodes keep every core busy.
  let queue = DispatchQueue(label: "interruption")
  let sources = [SIGINT, SIGTERM].map {
    DispatchSource.makeSignalSource(signal: $0, queue: queue)
  }
  defer { for source in sources { source.cancel() } }
  for source in sources {
    source.setEventHandler {
      if task.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
      task.cancel()
    }
    await withCheckedContinuation { registered in
      source.setRegistrationHandler { registered.resume() }
      source.resume()
    }
  }
  opening.finish()
  return try await task.value
}
