package import Control
package import Geometry

/// All that a prompt may tell: what is known before a step, and where.
package struct Situation: Sendable {
  package var workplace: Workplace

  package var observation: Observation

  /// Where the arm was told to be, for words that depend on it.
  package var arm: ArmState

  /// What was done before, oldest first.
  package var history: [Turn]

  /// What was done from other starts, as examples.
  package var examples: [Example]

  package init(
    workplace: Workplace, observation: Observation, arm: ArmState, history: [Turn] = [],
    examples: [Example] = []
  ) {
    (self.workplace, self.observation, self.arm) = (workplace, observation, arm)
    (self.history, self.examples) = (history, examples)
  }
}

/// What stays the same throughout an episode.
package struct Workplace: Hashable, Sendable {
  package var convention: Convention

  /// Where the tool may go, in the arm's base; nil for as far as it reaches.
  package var box: Bounds?

  /// How high the table is over the arm's base. Metres.
  package var tableHeight: Double

  /// How many control steps an episode has.
  package var steps: Int

  package init(convention: Convention, box: Bounds?, tableHeight: Double, steps: Int) {
    (self.convention, self.box) = (convention, box)
    (self.tableHeight, self.steps) = (tableHeight, steps)
  }
}

/// One answer of a policy that speaks, with what it was told and what became of it.
package struct Turn: Sendable {
  /// What it was told.
  package var before: Observation

  package var words: String

  /// What was asked of the arm, as far as it was carried out.
  package var actions: [Action]

  /// What was seen next.
  package var after: Observation

  package init(before: Observation, words: String, actions: [Action], after: Observation) {
    (self.before, self.words, self.actions, self.after) = (before, words, actions, after)
  }
}

/// A turn from another start of the task, to show how it is done.
package struct Example: Sendable {
  /// With the things' hints, for there the world may be known.
  package var turn: Turn

  /// Where the arm had been told to be.
  package var arm: ArmState

  /// Where the tool was on its way to, in the arm's base.
  package var p_WA: Vector3

  package init(turn: Turn, arm: ArmState, p_WA: Vector3) {
    (self.turn, self.arm, self.p_WA) = (turn, arm, p_WA)
  }
}
