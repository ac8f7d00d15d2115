import Foundation

/// The time, and waiting for it; tests have one of their own.
package struct Timekeeper: Sendable {
  /// Since some moment in the past.
  var now: @Sendable () -> Duration

  /// Throws `CancellationError` soon after the task is cancelled.
  var sleep: @Sendable (Duration) async throws -> Void

  /// Seconds since 1970.
  var date: @Sendable () -> Double

  package static let real: Timekeeper = {
    let start = ContinuousClock.now
    return Timekeeper(
      now: { .now - start }, sleep: { try await Task.sleep(for: $0) },
      date: { Date().timeIntervalSince1970 })
  }()
}
