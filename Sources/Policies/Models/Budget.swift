import Control

/// What may be spent on what is asked anew; what is looked up, or was asked before a run was resumed,
/// does not count.
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

  /// Counts what a question came to in place of the guess, which stays where the answer does not say;
  /// nil where there was no answer.
  func settle(_ guess: Cost, as cost: Cost?) {
    guard let cost else {
      tokens -= guess.tokens ?? 0
      usd -= guess.usd ?? 0
      return
    }
    if let told = cost.tokens { tokens += told - (guess.tokens ?? 0) }
    if let told = cost.usd { usd += told - (guess.usd ?? 0) }
  }

  private static func reached(_ option: String) -> LimitReached {
    LimitReached(
      "stopped, \(option) is reached, what was finished is kept; go on with --resume")
  }
}
