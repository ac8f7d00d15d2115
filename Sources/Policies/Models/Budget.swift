package import Control

/// What a run may spend on what it asks, in all its attempts; what is looked up does not count.
package actor Budget {
  package struct Limits: Hashable, Sendable {
    package var usd: Double?
    package var calls, tokens: Int?

    package init(usd: Double? = nil, calls: Int? = nil, tokens: Int? = nil) {
      (self.usd, self.calls, self.tokens) = (usd, calls, tokens)
    }
  }

  private let limits: Limits
  private var calls = 0
  private var tokens = 0
  private var usd = 0.0

  package init(_ limits: Limits) { self.limits = limits }

  /// Counts what an earlier attempt at the run paid for; a price that is not known is none.
  package func count(_ spent: Cost) {
    calls += spent.calls
    tokens += spent.tokens ?? 0
    usd += spent.usd ?? 0
  }

  /// Lets one more question through, and counts what it is guessed to come to until that is known.
  /// Throws `LimitReached`.
  func claim(_ guess: Cost) throws(LimitReached) {
    if let most = limits.calls, calls >= most { throw Self.reached("--max-calls \(most)") }
    if let most = limits.tokens, tokens >= most { throw Self.reached("--max-tokens \(most)") }
    if let most = limits.usd, usd >= most { throw Self.reached("--max-usd \(most)") }
    calls += 1
    tokens += guess.tokens ?? 0
    usd += guess.usd ?? 0
  }

  /// Counts what a question came to in place of the guess; nil where there was no answer.
  func settle(_ guess: Cost, as charge: Cost?) {
    tokens += (charge?.tokens ?? 0) - (guess.tokens ?? 0)
    usd += (charge?.usd ?? 0) - (guess.usd ?? 0)
  }

  private static func reached(_ option: String) -> LimitReached {
    LimitReached(
      "stopped, \(option) is reached, what was finished is kept; go on with --resume and a higher "
        + "limit, for what is spent counts on")
  }
}
