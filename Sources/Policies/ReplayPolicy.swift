package import Control

/// Plays a recording, one action a step, whatever it sees; when that has ended, stands still with
/// the gripper as the last action left it.
package struct ReplayPolicy: Policy {
  private var remaining: ArraySlice<Action>
  private var opening: Double?

  /// From the recording's first action on.
  package init(_ recording: Recording) {
    remaining = recording.actions[...]
  }

  /// One action, the recording's next.
  package mutating func act(_ observation: Observation) -> Answer {
    guard let action = remaining.popFirst() else {
      return Answer([.hold(opening: opening ?? observation.commandedOpening)])
    }
    opening = action.opening
    return Answer([action])
  }
}
