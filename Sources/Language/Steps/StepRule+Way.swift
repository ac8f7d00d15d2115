import Control
import Geometry

extension StepRule {
  /// Whether each number of some actions is within the limits.
  func allows(_ actions: [Action]) -> Bool {
    actions.allSatisfy { action in
      (0..<3).allSatisfy { abs(action.rotation[$0]) <= angle + 1e-9 }
    }
  }

  /// The fewest actions, each within the limits, by which Euler angles lead from one pose to another;
  /// nil where they lead past each other.
  ///
  /// Near the gimbal a small turn may take large angles, roll and yaw against each other. All three
  /// go evenly, so the tool goes around the gimbal where the way through it is barred.
  func way(from start: Pose, to goal: Pose, opening: Double) -> [Action]? {
    let from = start.rotation.rollPitchYaw
    let turn = angles(from: start.rotation, to: goal.rotation)
    let length = goal.translation - start.translation
    let fewest = count(length, turn)
    guard fewest <= 100 else { return nil }
    // At the gimbal itself, where they may come by in the middle, yaw is lost.
    for count in Int(fewest)..<Int(fewest) + 3 {
      var X_WT = start
      var actions: [Action] = []
      for index in 1...count {
        let share = Double(index) / Double(count)
        let to = from + turn * share
        let R_WG = Rotation(roll: to.x, pitch: to.y, yaw: to.z)
        let action = Action(
          translation: length / Double(count), rotation: angles(from: X_WT.rotation, to: R_WG),
          opening: opening)
        X_WT = target(action, from: X_WT)
        actions.append(action)
      }
      if allows(actions) { return actions }
    }
    return nil
  }
}
