import Control
import Geometry

extension Station {
  /// The pose that a step of the tool asks for, after the station's limits in their order.
  ///
  /// - Parameters:
  ///   - measured: where the tool is.
  ///   - commanded: where it was told to go last.
  func command(
    _ action: Action, by rules: PoseControl, measured: Pose, commanded: Pose
  ) -> Command {
    var clipped = Clipping(action)
    if let limit = rules.magnitudeLimit { clipped.limitMagnitude(to: limit) }
    if let box { clipped.keep(inside: box, from: measured.translation) }
    if let limit = rules.stepLimit { clipped.limitStep(to: limit) }
    clipped.decideGripper(halfOpens: convention.halfOpens)
    let target = rules.target(of: clipped.action, measured: measured, commanded: commanded)
    return Command(
      X_WT: target, q: nil, opening: clipped.action.opening, applied: clipped.action,
      adjustments: clipped.adjustments)
  }
}

extension PoseControl {
  fileprivate func target(of action: Action, measured: Pose, commanded: Pose) -> Pose {
    let delta = action.rotation
    switch rotation {
    case .eulerAdditive:
      let angles = commanded.rotation.rollPitchYaw + delta
      return Pose(
        Rotation(roll: angles.x, pitch: angles.y, yaw: angles.z),
        commanded.translation + action.translation)
    case .rotationVector:
      let R_delta = Rotation(roll: delta.x, pitch: delta.y, yaw: delta.z)
      let arm = commanded.translation - measured.translation
      return Pose(
        R_delta * commanded.rotation,
        measured.translation + R_delta * arm + action.translation)
    }
  }
}
