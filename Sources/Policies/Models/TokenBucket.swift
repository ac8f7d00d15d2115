/// An allowance that fills at an even rate and holds no more than a few seconds of it.
struct TokenBucket: Hashable, Sendable {
  /// In a second.
  private(set) var rate: Double

  private let seconds: Double
  private var level: Double
  private var stamp: Duration

  /// What is left unused of a provider's limit, whose clock and count may differ a little from ours.
  static let share = 0.97

  /// - Parameters:
  ///   - limit: in a minute.
  ///   - seconds: for how long it gathers what is not used; at least one is gathered.
  init(perMinute limit: Double, seconds: Double, now: Duration) {
    rate = limit * Self.share / 60
    self.seconds = seconds
    stamp = now
    level = max(1, rate * seconds)
  }

  private var capacity: Double { max(1, rate * seconds) }

  /// How long until so much may be taken. What is more than it can hold may be taken when it is full.
  mutating func wait(for amount: Double, now: Duration) -> Duration {
    fill(now)
    let missing = min(amount, capacity) - level
    return missing <= 0 ? .zero : .seconds(missing / rate)
  }

  /// Takes it, though it be more than there is.
  mutating func take(_ amount: Double, now: Duration) {
    fill(now)
    level -= amount
  }

  /// Gives back what was taken and not used; a negative amount was used beyond what was taken.
  mutating func giveBack(_ amount: Double) { level = min(capacity, level + amount) }

  /// What the provider says: its limit in a minute, and what is left of it.
  mutating func learn(perMinute limit: Double?, remaining: Double?, now: Duration) {
    fill(now)
    if let limit { rate = limit * Self.share / 60 }
    level = min(level, capacity, remaining ?? level)
  }

  private mutating func fill(_ now: Duration) {
    level = min(capacity, level + rate * max(0, (now - stamp) / .seconds(1)))
    stamp = now
  }
}
