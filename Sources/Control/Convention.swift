package import Geometry

/// How a real system reads an action and reports its state: what an action may speak of, limits,
/// polarity, proprio layout, rate, and the size of the picture it hands to a policy.
package struct Convention: Hashable, Sendable {
  package var name: String

  /// The arm it drives, by its name in `Simulation`.
  package var arm: String

  /// What it commands to the arm.
  package var commands: Commands

  /// The gripper opens beyond one half and shuts below it; so it does at one half itself.
  package var halfOpens: Bool

  package var proprio: ProprioLayout

  /// Control steps per second.
  package var rate: Double

  /// The size of the picture a policy gets, in pixels; nil for the camera's own.
  package var pictureSize: PictureSize?

  /// Whether the system keeps the tool inside a box of the task's.
  package var hasBox: Bool

  /// Where the arm is before an episode.
  package var home: Home

  /// Where the arm is before an episode.
  package enum Home: Hashable, Sendable {
    /// The tool is told to go to this pose in the arm's base, `X_WT`.
    case tool(Pose)
    /// The joints are put at these angles, base to wrist. Radians.
    case joints([Double])
  }

  package enum Commands: Hashable, Sendable {
    /// Poses of the tool, each a step from the one before.
    case poses(PoseControl)
    /// Angles of the joints, each made from where the arm is measured to be.
    case joints(JointControl)
  }

  package enum ProprioLayout: String, Hashable, Sendable {
    /// x, y, z, roll, pitch, yaw of the tool in the base, 0, and the gripper as
    /// (left finger in metres - 0.01) / 0.07.   (8)
    case autoeval
    /// x, y, z, roll, pitch, yaw in Bridge's frame (zero when the gripper points straight down),
    /// and the gripper's opening 0...1.   (7)
    case bridge
    /// DROID's `joint_position` (7, radians), `gripper_position` (1, 0 open ... 1 shut) and
    /// `cartesian_position` (6: x, y, z, roll, pitch, yaw of the flange in the base).   (14)
    case droid
  }

  /// Where the fingers point, in the tool's frame: the WidowX's along x, the Panda's along z.
  package var fingers: Vector3 { arm == "widowx-250s" ? [1, 0, 0] : [0, 0, 1] }

  package struct PictureSize: Hashable, Sendable {
    package var width, height: Int
    package init(width: Int, height: Int) { (self.width, self.height) = (width, height) }
  }

  /// The spaces it takes actions in.
  package var spaces: [ActionSpace] {
    switch commands {
    case .poses: [.toolStep]
    case .joints: ActionSpace.allCases
    }
  }

  /// Whether a pose that the arm could not reach is still the one that the next action adds to.
  package var remembersUnreached: Bool {
    if case .poses(let rules) = commands { rules.remembersUnreached } else { false }
  }
}

/// How steps of the tool become poses that the arm is told to take.
package struct PoseControl: Hashable, Sendable {
  /// Every element of an action is cut to plus or minus this, before anything else.
  package var magnitudeLimit: Double?

  /// Each axis of the translation is cut to plus or minus this, last. Metres.
  package var stepLimit: Double?

  package var rotation: RotationRule

  /// Whether a pose that the arm could not reach is still the one that the next action adds to.
  package var remembersUnreached: Bool

  package enum RotationRule: String, Hashable, Sendable {
    /// Roll, pitch and yaw are added to the Euler angles (fixed x, y, z) of the pose commanded last.
    case eulerAdditive
    /// Roll, pitch and yaw become one rotation vector about the base's axes, as SimplerEnv's policies
    /// have it (`euler2axangle`), turning about the tool's measured position.
    case rotationVector
  }
}

/// How actions become joint angles that the arm is told to take.
package struct JointControl: Hashable, Sendable {
  /// The link that Cartesian actions move and `cartesian_position` reports.
  package var frame: String

  /// How far it goes in one step at full speed. Metres, and radians.
  package var linearStep, angularStep: Double

  /// How far a joint turns in one step at full speed. Radians.
  package var jointStep: Double

  /// What the solver from Cartesian to joint steps keeps to: no joint turns further in one step, or
  /// covers more than a part of the way to a margin before its stop. Radians.
  package var solverStep, stopMargin, stopShare: Double
}
