/// How a world stands against its scene's goal, with the evidence.
package struct Verdict: Hashable, Sendable {
  /// Whether the goal holds now.
  package var success: Bool

  /// Whether, at any time so far, the goal held for five steps in a row in which nothing moved and
  /// the gripper held nothing: upstream's rules count what is still in the hand, or on its way.
  package var wasStable: Bool

  /// The evidence in words: which quantity, where it stands, what it must be.
  package var reason: String

  /// The scene's milestones in order, with the step after which each first held (0 for the start),
  /// or nil.
  package var milestones: [Milestone]

  /// What the real station's classifier would be right to answer to its question; nil for a scene
  /// without one.
  package var classification: Classification?

  package struct Classification: Hashable, Sendable {
    package var question, answer: String

    package init(question: String, answer: String) {
      (self.question, self.answer) = (question, answer)
    }
  }

  /// Why a real station would call for a person now; nil where it would not.
  package var failure: String?

  /// The share of milestones reached so far, 0...1.
  package var progress: Double {
    milestones.isEmpty
      ? (success ? 1 : 0)
      : Double(milestones.count { $0.step != nil }) / Double(milestones.count)
  }

  package struct Milestone: Hashable, Sendable {
    package var name: String
    package var step: Int?

    package init(name: String, step: Int?) {
      self.name = name
      self.step = step
    }
  }

  package init(
    success: Bool, wasStable: Bool = false, reason: String, milestones: [Milestone]
  ) {
    self.success = success
    self.wasStable = wasStable
    self.reason = reason
    self.milestones = milestones
  }
}
