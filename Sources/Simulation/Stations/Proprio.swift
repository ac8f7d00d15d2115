package import Control
import Foundation
package import Geometry

extension Convention.ProprioLayout {
  /// The arm's state as a policy is told it.
  ///
  /// AutoEval's: x, y, z, roll, pitch, yaw of the tool in the base, a zero, and the gripper as
  /// (left finger - 0.01 m) / 0.07 m (`manipulator_env.py`).   (8)
  /// Bridge's: the same with the rotation told from a gripper that points straight down, and the
  /// gripper's opening 0...1 (`eval_simpler.py`).   (7)
  ///
  /// - Parameter finger: how far the left finger stands from the middle, in metres.
  package func numbers(X_WT: Pose, finger: Double, opening: Double) -> [Float] {
    let p = X_WT.translation
    switch self {
    case .autoeval:
      let angles = X_WT.rotation.rollPitchYaw
      return [p.x, p.y, p.z, angles.x, angles.y, angles.z, 0, (finger - 0.01) / 0.07].map(
        Float.init)
    case .bridge:
      let angles = (X_WT.rotation * Self.R_TD).rollPitchYaw
      return [p.x, p.y, p.z, angles.x, angles.y, angles.z, opening].map(Float.init)
    }
  }

  /// Bridge's frame D in the tool: the transpose of its DEFAULT_ROTATION, so Ry(-pi/2).
  private static let R_TD = Rotation(xAxis: [0, 0, 1], yAxis: [0, 1, 0], zAxis: [-1, 0, 0])
}
