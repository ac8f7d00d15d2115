import Testing

@testable import Wire

@Suite struct WaitTests {
  // 2026-11-21 12:00:00 UTC, by Python's calendar.timegm.
  static let now = 1_795_262_400.0

  @Test(
    "Every form of Retry-After is a wait, or none",
    arguments: [
      ("7", 7), ("0.25", 0.25), ("0", nil), ("-3", nil), ("999999", 999_999),
      ("Sat, 21 Nov 2026 12:00:30 GMT", 30), ("Sat, 21 Nov 2026 11:59:00 GMT", nil),
      ("Mon, 29 Feb 2028 00:00:00 GMT", 40_132_800), ("soon", nil), ("", nil), ("nan", nil),
      ("inf", nil), ("1e400", nil), (String(repeating: "9", count: 5000), nil),
      ("Sat, 99 Foo 2026 12:00:30 GMT", nil), ("1e30", 1e9),
    ] as [(String, Double?)])
  func retryAfter(text: String, seconds: Double?) {
    #expect(
      WaitText.retryAfter(milliseconds: nil, text, now: Self.now) == seconds.map { .seconds($0) })
  }

  @Test("Milliseconds come before seconds, unless they say nothing")
  func milliseconds() {
    #expect(WaitText.retryAfter(milliseconds: "1500", "7", now: 0) == .milliseconds(1500))
    #expect(WaitText.retryAfter(milliseconds: "0", "7", now: 0) == .seconds(7))
    #expect(WaitText.retryAfter(milliseconds: nil, nil, now: 0) == nil)
  }

  @Test(
    "Durations as Go writes them",
    arguments: [
      ("6m0s", 360.0), ("20ms", 0.02), ("1h2m3.5s", 3723.5), ("17s", 17), ("12", 12), ("", nil),
      ("s", nil), ("5x", nil), ("1m2", nil), ("-5s", nil),
    ] as [(String, Double?)])
  func durations(text: String, seconds: Double?) throws {
    let duration = WaitText.duration(text)
    #expect((duration == nil) == (seconds == nil))
    // Sums of fractions are off by a rounding.
    if let duration, let seconds { #expect(abs(duration / .seconds(1) - seconds) < 1e-9) }
  }

  @Test("Limits are read from OpenAI's headers and from Anthropic's, the scarcer tokens of these")
  func headers() {
    let openAI = [
      "x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "59",
      "x-ratelimit-limit-tokens": "10000",
    ]
    let limits = RateHeaders { openAI[$0] }
    #expect(limits.requests == .init(limit: 60, remaining: 59))
    #expect(limits.tokens == .init(limit: 10_000, remaining: nil))
    let anthropic = [
      "anthropic-ratelimit-tokens-limit": "90000",
      "anthropic-ratelimit-input-tokens-limit": "50000",
      "anthropic-ratelimit-input-tokens-remaining": "100",
    ]
    #expect(RateHeaders { anthropic[$0] }.tokens == .init(limit: 50_000, remaining: 100))
    #expect(RateHeaders { _ in "-1" }.requests == nil)
    #expect(RateHeaders { _ in nil }.tokens == nil)
  }
}
