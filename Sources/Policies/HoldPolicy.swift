package import Control

/// Stands still and keeps the gripper as it was told last: what doing nothing scores.
package struct HoldPolicy: Policy {
  /// Needs nothing, and is always the same.
  package init() {}

  /// One action without motion.
  package func act(_ observation: Observation) -> Answer {
    Answer([.hold(opening: observation.commandedOpening)])
  }
}
