package import Control
package import Language
import Synchronization

extension ModelClient {
  /// An answer, and what it took.
  package struct Answered: Sendable {
    package var reply: ModelReply
    package var cost: Cost

    /// From the first attempt to the end of the last, waits included; nil for one that was looked up.
    package var latency: Duration?
  }

  /// The answer to a request that belongs to no episode.
  ///
  /// - Parameter turn: how often the same was asked before.
  /// Throws ``ModelError``, `LimitReached` or `CancellationError`.
  package func ask(_ request: ModelRequest, turn: Int = 0) async throws -> Answered {
    let slip = Slip()
    let reply = try await answer(
      request, as: asked(request, turn: .init(seed: 0, index: turn)), past: nil, book: slip)
    let kept = slip.kept.withLock { $0 }
    return Answered(reply: reply, cost: kept?.cost ?? .none, latency: kept?.latency)
  }

  /// What requests will come to, roughly; no price where that is not known.
  package func guess(of requests: [ModelRequest]) -> Cost {
    requests.reduce(.none) { $0 + guess(of: question($1)) }
  }
}

/// Keeps the last exchange, and that in memory alone.
private final class Slip: ExchangeBook {
  let kept = Mutex<Exchange?>(nil)

  func past(_ index: Int) -> String? { nil }
  func keep(_ exchange: Exchange) { kept.withLock { $0 = exchange } }
}
