import Chance
package import Control

/// Moves at random, whatever it sees: what chance scores. The same seed gives the same actions.
///
/// Each axis is drawn evenly from +-0.01 m and +-0.05 rad, within every station's limits, and one
/// step in ten opens or shuts the gripper, evenly.
package struct RandomPolicy: Policy {
  private var generator: Generator

  /// One episode's sequence of actions, by its seed.
  package init(seed: UInt64) {
    generator = Generator(seed: seed, stream: "random policy")
  }

  /// One action; of the observation only the commanded opening matters.
  package mutating func act(_ observation: Observation) -> Answer {
    let numbers = (0..<6).map { generator.uniform($0 < 3 ? -0.01...0.01 : -0.05...0.05) }
    // Drawn at every step, so that the motions do not depend on what the gripper does.
    let chance = generator.uniform(0...1)
    let opening = chance < 0.05 ? 0 : chance < 0.1 ? 1 : observation.commandedOpening
    var action = Action.hold(opening: opening)
    action.translation = [numbers[0], numbers[1], numbers[2]]
    action.rotation = [numbers[3], numbers[4], numbers[5]]
    return Answer([action])
  }
}
