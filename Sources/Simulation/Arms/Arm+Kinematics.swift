package import Geometry

extension Arm {
  /// A link as `linkPoses` walks it: on an earlier link, by a fixed step and then a motion.
  struct Node: Hashable, Sendable {
    /// Where the link it hangs on is in `links`.
    let parent: Int
    let X_PL: Pose
    let motion: Motion

    enum Motion: Hashable, Sendable {
      case joint(Int, Axis)
      case gripper(Gripper.Motion)
    }
  }

  /// The tool's pose in the arm's base, `X_WT`.
  ///
  /// The angles may lie outside the limits. Allocates nothing; about half a microsecond.
  package func toolPose(_ q: [Double]) -> Pose {
    precondition(q.count == joints.count, "An arm's angles are one for each joint.")
    var X_WJ = Pose.identity
    for index in 1...joints.count {
      X_WJ = X_WJ * step(tree[index], q, 0)
    }
    return X_WJ * X_JT
  }

  /// Where every link is in the arm's base, in the order of `links`.
  package func linkPoses(_ q: [Double], opening: Double) -> [LinkPose] {
    var poses: [Pose] = []
    linkPoses(q, opening: opening, into: &poses)
    return zip(links, poses).map { LinkPose(link: $0, X_WL: $1) }
  }

  /// The same, into an array to be used again: entry i is `X_WL` of `links[i]`.
  ///
  /// Allocates only if `poses` has to grow.
  package func linkPoses(_ q: [Double], opening: Double, into poses: inout [Pose]) {
    precondition(q.count == joints.count, "An arm's angles are one for each joint.")
    let driver = gripper.fingerTravel(opening: opening)
    poses.removeAll(keepingCapacity: true)
    poses.reserveCapacity(links.count)
    poses.append(.identity)
    for index in 1..<tree.count {
      let node = tree[index]
      poses.append(poses[node.parent] * step(node, q, driver))
    }
  }

  /// How the tool moves as the joints turn, about the configuration `q`.
  package func jacobian(_ q: [Double]) -> Jacobian {
    var jacobian = Jacobian(joints: joints.count)
    _ = toolPose(q, &jacobian)
    return jacobian
  }

  /// The tool's pose, and the Jacobian there into a value to be used again.
  func toolPose(_ q: [Double], _ jacobian: inout Jacobian) -> Pose {
    precondition(q.count == joints.count, "An arm's angles are one for each joint.")
    var X_WJ = Pose.identity
    for index in 0..<q.count {
      X_WJ = X_WJ * step(tree[index + 1], q, 0)
      jacobian.angular[index] = X_WJ.rotation.column(joints[index].axis)
      jacobian.linear[index] = X_WJ.translation
    }
    let X_WT = X_WJ * X_JT
    for index in 0..<q.count {
      let p_JT_W = X_WT.translation - jacobian.linear[index]
      jacobian.linear[index] = jacobian.angular[index].cross(p_JT_W)
    }
    return X_WT
  }

  @inline(__always)
  private func step(_ node: Node, _ q: [Double], _ driver: Double) -> Pose {
    switch node.motion {
    case .joint(let index, let axis):
      Pose(node.X_PL.rotation.turned(about: axis, by: q[index]), node.X_PL.translation)
    case .gripper(let motion):
      motion.applied(to: node.X_PL, driver)
    }
  }

  /// The links as a list in which each comes after the one it hangs on; the base is the first.
  static func tree(
    links: [String], joints: [Joint], tool: [FixedFrame], gripper: Gripper
  ) -> [Node] {
    var tree = [Node(parent: 0, X_PL: .identity, motion: .gripper(.fixed))]
    for (index, joint) in joints.enumerated() {
      tree.append(Node(parent: index, X_PL: joint.X_PJ, motion: .joint(index, joint.axis)))
    }
    for frame in tool {
      tree.append(Node(parent: tree.count - 1, X_PL: frame.X_PF, motion: .gripper(.fixed)))
    }
    for part in gripper.parts {
      guard let parent = links.firstIndex(of: part.parent) else {
        preconditionFailure("The gripper's \(part.name) hangs on no link of the arm.")
      }
      tree.append(Node(parent: parent, X_PL: part.X_PJ, motion: .gripper(part.motion)))
    }
    return tree
  }
}

/// How a tool moves as the joints of an arm turn: a 6 x n matrix, one column for each joint.
///
/// Rows 0...2 are the velocity of the tool's origin in metres per radian, rows 3...5 its angular
/// velocity; both in W's axes.
package struct Jacobian: Hashable, Sendable {
  /// The velocity of the tool's origin for a unit velocity of each joint: rows 0...2.
  package internal(set) var linear: [Vector3]

  /// The axis each joint turns about: rows 3...5.
  package internal(set) var angular: [Vector3]

  init(joints: Int) {
    linear = Array(repeating: .zero, count: joints)
    angular = Array(repeating: .zero, count: joints)
  }

  package subscript(row: Int, column: Int) -> Double {
    row < 3 ? linear[column][row] : angular[column][row - 3]
  }
}
