/// What a reply's headers say of how much may still be asked.
package struct RateHeaders: Hashable, Sendable {
  /// How many, or how many tokens, a minute; nil where the headers do not say.
  package var requests, tokens: Allowance?

  package struct Allowance: Hashable, Sendable {
    /// In a minute.
    package var limit: Double

    /// Of those, now.
    package var remaining: Double?
  }

  /// From a look-up of headers by lower-case names: OpenAI's `x-ratelimit-...`, which others copy, or
  /// Anthropic's. Of Anthropic's tokens the scarcer of input and both counts.
  package init(_ header: (String) -> String?) {
    requests =
      Self.allowance("x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", header)
      ?? Self.allowance(
        "anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining", header)
    let counts = ["tokens", "input-tokens"].compactMap {
      Self.allowance(
        "anthropic-ratelimit-\($0)-limit", "anthropic-ratelimit-\($0)-remaining", header)
    }
    tokens =
      Self.allowance("x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", header)
      ?? counts.min { $0.limit < $1.limit }
  }

  private static func allowance(
    _ limit: String, _ remaining: String, _ header: (String) -> String?
  ) -> Allowance? {
    guard let limit = header(limit).flatMap(number), limit >= 1 else { return nil }
    return Allowance(limit: limit, remaining: header(remaining).flatMap(number))
  }

  private static func number(_ text: String) -> Double? {
    guard let number = Double(text), (0...1e12).contains(number) else { return nil }
    return number
  }
}
