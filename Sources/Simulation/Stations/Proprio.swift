package import Control
import Geometry

extension Convention.ProprioLayout {
  /// The state of an arm as a policy is told it, laid out as each case says.
  package func numbers(of arm: Arm, at q: [Double], opening: Double) -> [Float] {
    switch self {
    case .autoeval:
      Self.autoeval(X_WT: arm.toolPose(q), finger: arm.gripper.fingerTravel(opening: opening))
    case .bridge: Self.bridge(X_WT: arm.toolPose(q), opening: opening)
    case .droid:
      Self.droid(
        q: q, width: RobotiqRegister.width(of: arm.gripper, opening: opening),
        X_WF: arm.pose(of: JointControl.droid.frame, q))
    }
  }

  /// After `manipulator_env.py`.   (8)
  ///
  /// - Parameter finger: how far the left finger stands from the middle, in metres.
  static func autoeval(X_WT: Pose, finger: Double) -> [Float] {
    let (p, angles) = (X_WT.translation, X_WT.rotation.rollPitchYaw)
    return [p.x, p.y, p.z, angles.x, angles.y, angles.z, 0, (finger - 0.01) / 0.07].map(Float.init)
  }

  /// After `eval_simpler.py`: the rotation is told from a gripper that points straight down.   (7)
  static func bridge(X_WT: Pose, opening: Double) -> [Float] {
    let (p, angles) = (X_WT.translation, (X_WT.rotation * R_TD).rollPitchYaw)
    return [p.x, p.y, p.z, angles.x, angles.y, angles.z, opening].map(Float.init)
  }

  /// After DROID's `franka/robot.py`.   (14)
  ///
  /// - Parameters:
  ///   - width: between the fingers, in metres.
  ///   - X_WF: the flange.
  static func droid(q: [Double], width: Double, X_WF: Pose) -> [Float] {
    let told = RobotiqRegister.width(told: RobotiqRegister.number(forWidth: width))
    let (p, angles) = (X_WF.translation, X_WF.rotation.rollPitchYaw)
    return (q + [1 - told / RobotiqRegister.stroke, p.x, p.y, p.z, angles.x, angles.y, angles.z])
      .map(Float.init)
  }

  /// Bridge's frame D in the tool: the transpose of its DEFAULT_ROTATION, so Ry(-pi/2).
  private static let R_TD = Rotation(xAxis: [0, 0, 1], yAxis: [0, 1, 0], zAxis: [-1, 0, 0])
}
