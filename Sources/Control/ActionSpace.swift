/// What the numbers of an action ask of the arm, and in what units.
package enum ActionSpace: String, CaseIterable, Hashable, Sendable {
  /// A small step of the tool along and about the axes of the arm's base, in metres and radians:
  /// what words say, and what the WidowX's stations take. A station of the other spaces makes it one
  /// of its own.   (6)
  case toolStep = "tool_step"

  /// Where the joints are to go, base to wrist. Radians.   (7)
  case jointPosition = "joint_position"

  /// How fast the joints are to turn, base to wrist, as parts of the station's scale.   (7)
  case jointVelocity = "joint_velocity"

  /// Where the arm's flange is to go: x, y, z in metres, then roll, pitch and yaw about the base's
  /// fixed x, y and z in radians.   (6)
  case cartesianPosition = "cartesian_position"

  /// How fast the flange is to go along and about the base's axes, as parts of the station's
  /// scales.   (6)
  case cartesianVelocity = "cartesian_velocity"

  /// What each number is called, in order; the gripper's comes last.   (7 or 8)
  package var elements: [String] {
    switch self {
    case .toolStep: ["dx", "dy", "dz", "droll", "dpitch", "dyaw", "gripper"]
    case .jointPosition, .jointVelocity: (1...7).map { "joint_\($0)" } + ["gripper"]
    case .cartesianPosition: ["x", "y", "z", "roll", "pitch", "yaw", "gripper"]
    case .cartesianVelocity: ["vx", "vy", "vz", "wx", "wy", "wz", "gripper"]
    }
  }

  /// Whether it speaks of the arm's joints, and not of where the arm ends.
  package var isOfJoints: Bool { self == .jointPosition || self == .jointVelocity }
}
