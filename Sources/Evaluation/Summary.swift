import Simulation

/// What a run came to: the content of `summary.json`.
package struct Summary: Sendable {
  /// The run folder as it was given, the scene, the policy and the station.
  package let run, scene, policy, station: String

  /// Finished episodes, oldest seed first.
  package let results: [EpisodeResult]

  package let wall: Duration

  /// Whether the run was cancelled before every episode had finished.
  package let wasInterrupted: Bool

  package init(
    run: String, scene: String, policy: String, station: String, results: [EpisodeResult],
    wall: Duration, wasInterrupted: Bool = false
  ) {
    (self.run, self.scene, self.policy, self.station) = (run, scene, policy, station)
    self.results = results
    self.wall = wall
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

  package var json: JSON {
    [
      "run": .string(run),
      "scene": .string(scene),
      "policy": .string(policy),
      "station": .string(station),
      "episodes": .integer(results.count),
      "succeeded": .integer(count(.succeeded)),
      "failed": .integer(count(.failed)),
      "errored": .integer(count(.errored)),
      "success_rate": JSON(successRate),
      "interval_95": interval.map { JSON([$0.low, $0.high]) } ?? .null,
      "success_ever": .integer(judged.count { $0.successEver }),
      "progress_mean": JSON(mean { $0.verdict.progress }),
      "steps_mean": JSON(mean { Double($0.steps) }),
      "wall_s": .number(wall.seconds),
      "calls": .null,
      "tokens": .null,
      "usd": .null,
      "interrupted": .bool(wasInterrupted),
    ]
  }
}
