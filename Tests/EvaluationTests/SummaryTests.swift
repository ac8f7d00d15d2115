import Simulation
import Testing

@testable import Evaluation

@Suite struct SummaryTests {
  private func result(
    _ seed: UInt64, success: Bool, ever: Bool? = nil, steps: Int = 10, error: String? = nil
  ) -> EpisodeResult {
    let milestones = [
      Verdict.Milestone(name: "touched", step: 3),
      Verdict.Milestone(name: "done", step: success ? 8 : nil),
    ]
    return EpisodeResult(
      seed: seed, verdict: Verdict(success: success, reason: "", milestones: milestones),
      successEver: ever ?? success, steps: steps, error: error)
  }

  private func summary(_ results: [EpisodeResult]) -> JSON {
    Summary(
      run: "runs/a-1", scene: "a", policy: "toy", station: "autoeval", results: results,
      wall: .milliseconds(1500)
    ).json
  }

  @Test("Errored episodes are counted apart, and rates and means leave them out")
  func errored() {
    let json = summary([
      result(0, success: true), result(1, success: false, ever: true, steps: 20),
      result(2, success: true, steps: 3, error: "gone"),
    ])
    #expect(json["episodes"] == 3)
    #expect(json["succeeded"] == 1)
    #expect(json["failed"] == 1)
    #expect(json["errored"] == 1)
    #expect(json["success_rate"] == .number(0.5))
    #expect(json["success_ever"] == 2)
    #expect(json["progress_mean"] == .number(0.75))
    #expect(json["steps_mean"] == .number(15))
    #expect(json["wall_s"] == .number(1.5))
  }

  @Test("A run in which nothing could be judged has no rate, rather than zero")
  func nothing() {
    let json = summary([result(0, success: false, error: "gone")])
    for key in ["success_rate", "interval_95", "progress_mean", "steps_mean"] {
      #expect(json[key] == .null, "\(key)")
    }
  }

  @Test("The keys are the design's, in its order, and last whether the run was interrupted")
  func keys() {
    var names: [String] = []
    if case .object(let members) = summary([]) { names = members.map(\.name) }
    #expect(
      names == [
        "run", "scene", "policy", "station", "episodes", "succeeded", "failed", "errored",
        "success_rate", "interval_95", "success_ever", "progress_mean", "steps_mean", "wall_s",
        "calls", "tokens", "usd", "usd_per_success", "spent", "repairs", "not_understood",
        "latency_p50_s", "latency_p95_s", "latency_max_s", "interrupted",
      ])
  }

  /// Ends from SciPy 1.17.1, `binomtest(k, n).proportion_ci(method="wilson")`. The tolerance is a
  /// hundred roundings of numbers near 1.
  @Test(
    "Wilson's interval equals SciPy's",
    arguments: [
      (0, 10, 0.0, 0.27753279986288926),
      (7, 10, 0.39677814746114526, 0.892208732593699),
      (14, 20, 0.4810271816464766, 0.8545227551323957),
      (25, 50, 0.3664451431682858, 0.6335548568317142),
      (45, 50, 0.7863976856252034, 0.9565242350681095),
      (10, 10, 0.7224672001371109, 1.0),
      (1, 1, 0.20654931437723745, 1.0),
      (333, 1000, 0.3044779033483562, 0.3628002339858192),
      (1, 100000, 1.765247730378316e-06, 5.664709659040965e-05),
    ])
  func wilson(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(WilsonInterval(successes: successes, trials: trials))
    #expect(abs(interval.low - low) < 2e-14)
    #expect(abs(interval.high - high) < 2e-14)
  }

  @Test("There is no interval without a trial, nor for more successes than trials")
  func noInterval() {
    #expect(WilsonInterval(successes: 0, trials: 0) == nil)
    #expect(WilsonInterval(successes: 3, trials: 2) == nil)
    #expect(WilsonInterval(successes: -1, trials: 2) == nil)
  }
}
