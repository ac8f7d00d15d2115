import Geometry

/// A robot arm of turning joints, one after the other, with a gripper at its end.
///
/// W is the frame of the arm's base link and T the frame of its tool, the point between the
/// fingers that stations command and report. Angles are radians.
package struct Arm: Hashable, Sendable {
  package let name: String

  /// The link that is W.
  package let base: String

  /// The movable joints from the base to the wrist.
  package let joints: [Joint]

  /// The frames fixed to the last joint's link, each on the one before it; the last is the tool.
  package let tool: [FixedFrame]

  package let gripper: Gripper

  /// Every link, in the order of `linkPoses`: the base, the joints' links from base to wrist, the
  /// tool's frames, and the gripper's parts.
  package let links: [String]

  /// What its links look like, in pieces.
  package let looks: [LinkLook]

  /// What some of its links look like by their makers' files.
  package let meshes: [LinkMesh]

  /// What its links touch things with. Pieces of one link, and of links next to each other, may
  /// overlap.
  package let colliders: [Collider]

  /// How it follows what it is told in a published simulation, for a station that is to lag.
  package let lag: Lag

  /// The same arm in the form that `toolPose` and `linkPoses` run over.
  let tree: [Node]

  /// The tool in the last joint's frame.
  let X_JT: Pose

  /// The measures of an elbow and a spherical wrist, where the arm has them.
  let elbow: Elbow?

  init(
    _ name: String, base: String, joints: [Joint], tool: [FixedFrame], gripper: Gripper,
    elbow: Elbow? = nil, lag times: [Double], looks: [LinkLook], meshes: [LinkMesh],
    colliders: [Collider]
  ) {
    self.name = name
    self.base = base
    self.joints = joints
    self.tool = tool
    self.gripper = gripper
    self.elbow = elbow
    lag = Lag(times, joints: joints, gripper: gripper)
    self.looks = looks
    self.meshes = meshes
    self.colliders = colliders
    links = [base] + joints.map(\.link) + tool.map(\.name) + gripper.parts.map(\.name)
    tree = Self.tree(links: links, joints: joints, tool: tool, gripper: gripper)
    X_JT = tool.reduce(.identity) { $0 * $1.X_PF }
  }

  package static let all: [Arm] = [widowX250s, pandaHand, pandaRobotiq]

  package static func named(_ name: String) -> Arm? {
    all.first { $0.name == name }
  }

  /// Where a link is in `links` and `linkPoses`.
  package func index(ofLink name: String) -> Int? {
    links.firstIndex(of: name)
  }

  /// Whether every angle is within its joint's limits.
  package func isWithinLimits(_ q: [Double]) -> Bool {
    q.count == joints.count && zip(q, joints).allSatisfy { $1.limits.contains($0) }
  }

  /// The nearest angles within the limits.
  package func clamped(_ q: [Double]) -> [Double] {
    zip(q, joints).map { min(max($0, $1.limits.lowerBound), $1.limits.upperBound) }
  }
}
