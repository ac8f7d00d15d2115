import Control
import Foundation
import Language
import Simulation

extension EpisodeResult {
  /// What the `episode.json` of an episode's folder says; nil where there is none, or one that another
  /// version wrote.
  init?(in folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/episode.json"),
      let page = try? JSONDecoder().decode(Page.self, from: data),
      let outcome = Outcome(rawValue: page.outcome), page.cost?.isSane != false
    else { return nil }
    var verdict = Verdict(
      success: page.success_at_end, wasStable: page.success_stable, reason: page.reason,
      milestones: page.milestones.map { .init(name: $0.name, step: $0.step) })
    verdict.failure = page.failure
    verdict.classification = page.classifier.map { .init(question: $0.question, answer: $0.answer) }
    self.init(
      seed: page.seed, verdict: verdict, successEver: page.success_ever, steps: page.steps,
      hadMotorFault: page.motor_fault,
      error: outcome == .errored ? page.reason : nil,
      cost: page.cost,
      understanding: page.understanding)
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
    var repairs: Int?
    var not_understood: [String: Int]?
    var classifier: Classification?
    var failure: String?
    var motor_fault: Bool

    var cost: Cost? { calls.map { Cost(calls: $0, tokens: tokens, usd: usd) } }

    var understanding: Understanding? {
      let counts = 0...1_000_000_000
      guard let repairs, let not_understood, counts.contains(repairs),
        not_understood.values.allSatisfy(counts.contains)
      else { return nil }
      var understanding = Understanding()
      understanding.repairs = repairs
      for kind in Diagnosis.Kind.allCases {
        understanding.failures[kind] = not_understood[kind.rawValue]
      }
      return understanding
    }

    struct Classification: Decodable { var question, answer: String }

    struct Milestone: Decodable {
      var name: String
      var step: Int?
    }
  }
}
