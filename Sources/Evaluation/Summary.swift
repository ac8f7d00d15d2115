package import Control
import Simulation

/// What a run came to: the content of `summary.json`.
package struct Summary: Sendable {
  /// The run folder as it was given, the scene, the policy and the station.
  package let run, scene, policy, station: String

  /// Finished episodes, oldest seed first.
  package let results: [EpisodeResult]

  package let wall: Duration

  /// What the run has paid for in all its attempts, as limits count it: of episodes that were cut off
  /// or done again, too.
  package let spent: Cost

  /// How long the answers took that were paid for, seconds, in no order.
  package let latencies: [Double]

  /// Whether the run ended before every episode had finished.
  package let wasInterrupted: Bool

  package init(
    run: String, scene: String, policy: String, station: String, results: [EpisodeResult],
    wall: Duration, spent: Cost = .none, latencies: [Double] = [], wasInterrupted: Bool = false
  ) {
    (self.run, self.scene, self.policy, self.station) = (run, scene, policy, station)
    self.results = results
    self.wall = wall
    self.spent = spent
    self.latencies = latencies
    self.wasInterrupted = wasInterrupted
  }

  package func count(_ outcome: Outcome) -> Int { results.count { $0.outcome == outcome } }

  /// The episodes in which the policy answered to the end. Rates and means are over these.
  private var judged: [EpisodeResult] { results.filter { $0.outcome != .errored } }

  /// Successes among the judged episodes, 0...1; nil where there is none.
  package var successRate: Double? { mean { $0.outcome == .succeeded ? 1 : 0 } }

  /// The success rate's 95 % interval.
  package var interval: WilsonInterval? {
    WilsonInterval(successes: count(.succeeded), trials: judged.count)
  }

  private func mean(_ value: (EpisodeResult) -> Double) -> Double? {
    judged.isEmpty ? nil : judged.reduce(0) { $0 + value($1) } / Double(judged.count)
  }

  /// What the exchanges of the finished episodes came to, errored ones included, whoever paid for them;
  /// nil where there were none.
  package var cost: Cost? {
    let costs = results.compactMap(\.cost)
    return costs.isEmpty ? nil : costs.reduce(.none, +).rounded
  }

  /// How what was said in the finished episodes was understood; nil where nothing was.
  package var understanding: Understanding? {
    let all = results.compactMap(\.understanding)
    return all.isEmpty ? nil : all.reduce(Understanding(), +)
  }

  /// US dollars for a success, what the others came to included; nil where that is not known.
  private var usdPerSuccess: Double? {
    let successes = count(.succeeded)
    return successes > 0 ? cost?.usd.map { $0 / Double(successes) } : nil
  }

  /// The time that so many of a hundred answers took at most, seconds; nil where none was waited for.
  package func latency(_ percentile: Int) -> Double? {
    let sorted = latencies.sorted()
    guard !sorted.isEmpty else { return nil }
    let rank = (sorted.count * percentile + 99) / 100
    return sorted[max(0, rank - 1)]
  }

  package var json: JSON {
    let counted: [(String, JSON)] = [
      ("run", .string(run)),
      ("scene", .string(scene)),
      ("policy", .string(policy)),
      ("station", .string(station)),
      ("episodes", .integer(results.count)),
      ("succeeded", .integer(count(.succeeded))),
      ("failed", .integer(count(.failed))),
      ("errored", .integer(count(.errored))),
      ("success_rate", JSON(successRate)),
      ("interval_95", interval.map { JSON([$0.low, $0.high]) } ?? .null),
      ("success_ever", .integer(judged.count { $0.successEver })),
      ("progress_mean", JSON(mean { $0.verdict.progress })),
      ("steps_mean", JSON(mean { Double($0.steps) })),
      ("wall_s", .number(wall.seconds)),
      ("calls", JSON(cost?.calls)),
      ("tokens", JSON(cost?.tokens)),
      ("usd", JSON(cost?.usd)),
      ("usd_per_success", JSON(usdPerSuccess)),
      ("spent", cost == nil && spent.calls == 0 ? .null : JSON(spent)),
    ]
    let waited: [(String, JSON)] = [
      ("latency_p50_s", JSON(latency(50))),
      ("latency_p95_s", JSON(latency(95))),
      ("latency_max_s", JSON(latency(100))),
      ("interrupted", .bool(wasInterrupted)),
    ]
    return .object(counted + JSON.members(of: understanding) + waited)
  }
}

extension JSON {
  fileprivate init(_ cost: Cost) {
    self = [
      "calls": .integer(cost.calls), "tokens": JSON(cost.tokens), "usd": JSON(cost.usd),
    ]
  }
}
