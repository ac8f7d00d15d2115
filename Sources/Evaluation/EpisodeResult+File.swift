import Control
import Foundation
import Simulation

extension EpisodeResult {
  /// What the `episode.json` of an episode's folder says; nil where there is none, or one that another
  /// version wrote.
  init?(in folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/episode.json"),
      let page = try? JSONDecoder().decode(Page.self, from: data),
      let outcome = Outcome(rawValue: page.outcome)
    else { return nil }
    let verdict = Verdict(
      success: page.success_at_end, wasStable: page.success_stable, reason: page.reason,
      milestones: page.milestones.map { .init(name: $0.name, step: $0.step) })
    self.init(
      seed: page.seed, verdict: verdict, successEver: page.success_ever, steps: page.steps,
      error: outcome == .errored ? page.reason : nil,
      cost: page.calls.map { Cost(calls: $0, tokens: page.tokens, usd: page.usd) })
  }

  private struct Page: Decodable {
    var seed: UInt64
    var outcome: String
    var success_at_end, success_ever, success_stable: Bool
    var milestones: [Milestone]
    var steps: Int
    var reason: String
    var calls, tokens: Int?
    var usd: Double?

    struct Milestone: Decodable {
      var name: String
      var step: Int?
    }
  }
}
