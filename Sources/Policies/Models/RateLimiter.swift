import Control
import Wire

/// Who may ask a provider when: no more at once, a minute, or tokens a minute than it allows.
///
/// The allowances are the user's, or learnt from the provider's headers. How many may ask at once
/// grows by one for a round of answers and is halved when the provider refuses. One that refuses and
/// tells neither its allowance nor how long to wait is asked at a pace that is halved each time, and
/// grows with each answer.
package actor RateLimiter {
  /// What the user allows; nil for what the provider's headers say.
  package struct Limits: Hashable, Sendable {
    /// In a minute.
    package var requests, tokens: Double?

    /// At once, at most.
    package var concurrency: Int

    package init(requests: Double? = nil, tokens: Double? = nil, concurrency: Int = 8) {
      (self.requests, self.tokens, self.concurrency) = (requests, tokens, concurrency)
    }
  }

  private let limits: Limits
  private let time: Timekeeper
  private var requests, tokens: TokenBucket?
  private var allowed: Double
  private var active = 0
  private var pausedUntil = Duration.zero

  /// From one question to the next where a provider tells nothing; when the next may be, and since when
  /// it is so.
  private var interval = Duration.zero
  private var (nextStart, slowedAt) = (Duration.zero, Duration.zero)

  /// The first such interval, and the longest.
  private static let intervals = Duration.milliseconds(250)...Duration.seconds(30)

  /// Those who wait, first come first.
  private var queue: [Int] = []
  private var nextTicket = 0

  /// How many tokens an answer really was for each that had been thought.
  private var ratio = 1.0

  package init(_ limits: Limits, time: Timekeeper = .real) {
    (self.limits, self.time) = (limits, time)
    let now = time.now()
    requests = limits.requests.map { TokenBucket(perMinute: $0, seconds: 1, now: now) }
    tokens = limits.tokens.map { TokenBucket(perMinute: $0, seconds: 10, now: now) }
    allowed = Double(min(limits.concurrency, 4))
  }

  /// A place among those who ask: how many tokens were set aside.
  struct Place: Sendable {
    fileprivate let guess: Double
    fileprivate let taken: Double
    fileprivate let start: Duration
  }

  /// Waits until a question of about so many tokens may be asked. Throws `LimitReached` where the user
  /// allows less than that in a minute, and `CancellationError`.
  func enter(guess: Double) async throws -> Place {
    if let most = limits.tokens, guess * ratio > most {
      throw LimitReached(
        "stopped, a question of about \(Int(guess * ratio)) tokens is more than --tpm \(Int(most)) lets "
          + "through in a minute, what was finished is kept; go on with --resume and a higher --tpm"
      )
    }
    let ticket = nextTicket
    nextTicket += 1
    queue.append(ticket)
    defer { queue.removeAll { $0 == ticket } }
    while true {
      let wait = wait(ticket, for: guess * ratio)
      if wait <= .zero { break }
      try await time.sleep(wait)
    }
    let (now, amount) = (time.now(), guess * ratio)
    requests?.take(1, now: now)
    tokens?.take(amount, now: now)
    nextStart = now + interval
    active += 1
    return Place(guess: guess, taken: amount, start: now)
  }

  /// Looked at again so often where only an answer ends the wait.
  private static let glance = Duration.milliseconds(50)

  private func wait(_ ticket: Int, for amount: Double) -> Duration {
    guard queue.first == ticket, Double(active) < max(1, allowed.rounded(.down)) else {
      return Self.glance
    }
    let now = time.now()
    let waits = [
      pausedUntil - now, nextStart - now, requests?.wait(for: 1, now: now) ?? .zero,
      tokens?.wait(for: amount, now: now) ?? .zero,
    ]
    return waits.max() ?? .zero
  }

  /// Ends a question. `used` are its tokens, where the provider said so.
  func leave(_ place: Place, used: Int?, headers: RateHeaders) {
    active -= 1
    if let used {
      tokens?.giveBack(place.taken - Double(used))
      let one = min(max(Double(used) / max(1, place.guess), 0.1), 10)
      ratio += 0.2 * (one - ratio)
    }
    learn(headers)
    guard used != nil else { return }
    allowed = min(Double(limits.concurrency), allowed + 1 / allowed)
    interval = interval < Self.intervals.lowerBound / 10 ? .zero : interval * 0.95
  }

  /// Ends a question that the provider refused because it is asked too much.
  func leaveRefused(_ place: Place, wait: Duration?, headers: RateHeaders) {
    active -= 1
    tokens?.giveBack(place.taken)
    learn(headers)
    allowed = max(1, allowed / 2)
    let now = time.now()
    if let wait {
      pausedUntil = max(pausedUntil, now + wait)
    } else if requests == nil, place.start >= slowedAt {
      // Those that were on their way already say nothing of the pace since.
      interval = min(max(interval * 2, Self.intervals.lowerBound), Self.intervals.upperBound)
      (slowedAt, nextStart) = (now, now + interval)
    }
  }

  private func learn(_ headers: RateHeaders) {
    let now = time.now()
    Self.learn(
      headers.requests, &requests, isOurs: limits.requests != nil, seconds: 1, now: now)
    Self.learn(headers.tokens, &tokens, isOurs: limits.tokens != nil, seconds: 10, now: now)
  }

  private static func learn(
    _ allowance: RateHeaders.Allowance?, _ bucket: inout TokenBucket?, isOurs: Bool,
    seconds: Double, now: Duration
  ) {
    guard let allowance else { return }
    if bucket == nil {
      bucket = TokenBucket(perMinute: allowance.limit, seconds: seconds, now: now)
    }
    bucket?.learn(
      perMinute: isOurs ? nil : allowance.limit, remaining: allowance.remaining, now: now)
  }
}
