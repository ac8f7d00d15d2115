package import Geometry

/// How a real system reads an action and reports its state: limits, rotation semantics, polarity,
/// proprio layout, rate, and the size of the picture it hands to a policy.
package struct Convention: Hashable, Sendable {
  package var name: String

  /// Every element of an action is cut to plus or minus this, before anything else.
  package var magnitudeLimit: Double?

  /// Each axis of the translation is cut to plus or minus this, last. Metres.
  package var stepLimit: Double?

  package var rotation: RotationRule

  package var proprio: ProprioLayout

  /// Control steps per second. Only the record uses it: the world moves a step at a time.
  package var rate: Double

  /// The size of the picture a policy gets, in pixels; nil for the camera's own.
  package var pictureSize: PictureSize?

  /// Whether the system keeps the tool inside a box of the task's.
  package var hasBox: Bool

  /// Whether a pose that the arm could not reach is still the one that the next action adds to.
  package var remembersUnreached: Bool

  /// Where the arm is before an episode.
  package var home: Home

  package enum Home: Hashable, Sendable {
    /// The tool is told to go to this pose in the arm's base, `X_WT`.
    case tool(Pose)
    /// The joints are put at these angles, base to wrist. Radians.
    case joints([Double])
  }

  package enum RotationRule: String, Hashable, Sendable {
    /// Roll, pitch and yaw are added to the Euler angles (fixed x, y, z) of the pose commanded last.
    case eulerAdditive
    /// Roll, pitch and yaw become one rotation vector about the base's axes, as SimplerEnv's policies
    /// have it (`euler2axangle`), turning about the tool's measured position.
    case rotationVector
  }

  package enum ProprioLayout: String, Hashable, Sendable {
    /// x, y, z, roll, pitch, yaw of the tool in the base, 0, and the gripper as
    /// (left finger in metres - 0.01) / 0.07.   (8)
    case autoeval
    /// x, y, z, roll, pitch, yaw in Bridge's frame (zero when the gripper points straight down),
    /// and the gripper's opening 0...1.   (7)
    case bridge
  }

  package struct PictureSize: Hashable, Sendable {
    package var width, height: Int
    package init(width: Int, height: Int) { (self.width, self.height) = (width, height) }
  }

  /// AutoEval's WidowX stations: `auto_eval/robot/gym_wrappers.py` and manipulator_gym's
  /// `widowx.py`, home with the gripper straight down. The rate is an upper bound; the loop has no
  /// clock.
  package static let autoeval = Convention(
    name: "autoeval", magnitudeLimit: 2, stepLimit: 0.02, rotation: .eulerAdditive,
    proprio: .autoeval, rate: 4, pictureSize: PictureSize(width: 256, height: 256),
    hasBox: true, remembersUnreached: false,
    home: .tool(Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: 0), [0.258325, 0, 0.19065])))

  /// SIMPLER's WidowX controller, `arm_pd_ee_target_delta_pose_align2`: nothing is clipped. Home is
  /// where its `bridge_table_1_v1` scenes start.
  package static let bridge = Convention(
    name: "bridge", magnitudeLimit: nil, stepLimit: nil, rotation: .rotationVector,
    proprio: .bridge, rate: 5, pictureSize: nil, hasBox: false, remembersUnreached: true,
    home: .joints([
      -0.01840777, 0.0398835, 0.22242722, -0.00460194, 1.36524296, 0.00153398,
    ]))

  package static let all = [autoeval, bridge]

  package static func named(_ name: String) -> Convention? { all.first { $0.name == name } }
}
