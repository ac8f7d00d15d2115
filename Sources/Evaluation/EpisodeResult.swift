package import Control
package import Simulation

/// How an episode ended.
package enum Outcome: String, Hashable, Sendable {
  /// The goal holds after the last step.
  case succeeded
  /// It does not.
  case failed
  /// The policy could not answer; never counted as failed.
  case errored
}

/// One finished episode.
package struct EpisodeResult: Hashable, Sendable {
  package var seed: UInt64
  package var outcome: Outcome

  /// How the world stood at the end.
  package var verdict: Verdict

  /// Whether the goal held after any step, or at the start.
  package var successEver: Bool

  /// How many control steps were done.
  package var steps: Int

  /// Whether the motors gave up, which cut the episode short.
  package var hadMotorFault: Bool

  /// The verdict's evidence, or what the policy's error said, in one line.
  package var reason: String

  /// What its exchanges with a model came to, whoever paid for them; nil where there were none.
  package var cost: Cost?

  /// How what was said was understood; nil where nothing was.
  package var understanding: Understanding?

  package init(
    seed: UInt64, verdict: Verdict, successEver: Bool, steps: Int,
    hadMotorFault: Bool = false, error: String? = nil, cost: Cost? = nil,
    understanding: Understanding? = nil
  ) {
    self.cost = cost
    self.understanding = understanding
    self.seed = seed
    self.verdict = verdict
    self.successEver = successEver
    self.steps = steps
    self.hadMotorFault = hadMotorFault
    outcome = error != nil ? .errored : verdict.success ? .succeeded : .failed
    reason = error ?? verdict.reason
  }

  /// The content of `episode.json`, less the end state.
  var members: [(String, JSON)] {
    [
      ("seed", JSON(seed)),
      ("outcome", .string(outcome.rawValue)),
      ("success_at_end", .bool(verdict.success)),
      ("success_ever", .bool(successEver)),
      ("success_stable", .bool(verdict.wasStable)),
      ("progress", .number(verdict.progress)),
      ("milestones", .array(verdict.milestones.map { JSON($0) })),
      ("steps", .integer(steps)),
      ("reason", .string(reason)),
      ("classifier", verdict.classification.map { JSON($0) } ?? .null),
      ("failure", JSON(verdict.failure)),
      ("motor_fault", .bool(hadMotorFault)),
      ("calls", JSON(cost?.calls)),
      ("tokens", JSON(cost?.tokens)),
      ("usd", JSON(cost?.usd)),
    ] + JSON.members(of: understanding)
  }
}

extension JSON {
  /// A seed: a number always, with all its digits, though a reader that knows only doubles rounds
  /// one beyond 2^53.
  init(_ seed: UInt64) { self = Int(exactly: seed).map(JSON.integer) ?? .large(seed) }
}
