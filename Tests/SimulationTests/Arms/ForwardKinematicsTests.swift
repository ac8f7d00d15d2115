import Geometry
import Simulation
import Testing

@Suite struct ForwardKinematicsTests {
  // Pinocchio and MuJoCo agree to 1e-15 m on these; the files ask for 1e-9.
  static let metres = 1e-9
  static let entries = 1e-9

  @Test("Tools are where Pinocchio puts them", arguments: KinematicsReference.all)
  func tools(reference: KinematicsReference) throws {
    let file = try reference.forward()
    #expect(file.cases.count == 200)
    for item in file.named + file.cases {
      let X_WT = reference.arm.toolPose(item.q)
      #expect((X_WT.translation - Vector3(item.position)).length < Self.metres)
      #expect(difference(X_WT.rotation, rotation(item.rotation)) < Self.entries)
      #expect(isSame(X_WT.rotation, item.quaternion_xyzw))
    }
  }

  @Test(
    "Links on the way to the tool are where Pinocchio puts them", arguments: KinematicsReference.all
  )
  func links(reference: KinematicsReference) throws {
    let file = try reference.forward()
    for item in file.named + file.cases {
      let poses = reference.arm.linkPoses(item.q, opening: 0.5)
      #expect(item.extra_frames.count == 2)
      for (name, frame) in item.extra_frames {
        let pose = try #require(poses.first { $0.link == name }).X_WL
        #expect((pose.translation - Vector3(frame.position)).length < Self.metres)
        #expect(isSame(pose.rotation, frame.quaternion_xyzw))
      }
    }
  }

  @Test("Joints have the reference's names and limits", arguments: KinematicsReference.all)
  func limits(reference: KinematicsReference) throws {
    let meta = try reference.forward().meta
    #expect(reference.arm.joints.map(\.name) == meta.joints)
    #expect(reference.arm.joints.map(\.limits.lowerBound) == meta.joint_lower)
    #expect(reference.arm.joints.map(\.limits.upperBound) == meta.joint_upper)
  }

  @Test("The links are listed in the order of their poses, the tool among them", arguments: Arm.all)
  func order(arm: Arm) throws {
    let q = arm.clamped(Array(repeating: 0.3, count: arm.joints.count))
    let poses = arm.linkPoses(q, opening: 1)
    #expect(poses.map(\.link) == arm.links)
    #expect(Set(arm.links).count == arm.links.count)
    #expect(poses[0].link == arm.base && poses[0].X_WL == .identity)
    let last = try #require(arm.tool.last)
    let tool = try #require(arm.index(ofLink: last.name))
    #expect((poses[tool].X_WL.translation - arm.toolPose(q).translation).length < 1e-15)
    var again: [Pose] = []
    arm.linkPoses(q, opening: 1, into: &again)
    #expect(again == poses.map(\.X_WL))
  }

  @Test("Jacobians are Pinocchio's", arguments: KinematicsReference.all)
  func jacobians(reference: KinematicsReference) throws {
    let file = try reference.jacobians()
    #expect(file.cases.count == 100)
    for item in file.cases {
      let jacobian = reference.arm.jacobian(item.q)
      for (row, entries) in item.jacobian.enumerated() {
        #expect(entries.count == reference.arm.joints.count)
        for (column, entry) in entries.enumerated() {
          #expect(abs(jacobian[row, column] - entry) < 1e-8)
        }
      }
    }
  }

  @Test("Arms are found by name")
  func names() {
    #expect(Arm.all.map(\.name) == ["widowx-250s", "panda-hand", "panda-robotiq"])
    #expect(Arm.named("panda-hand") == .pandaHand)
    #expect(Arm.named("panda") == nil)
  }

  /// Whether a quaternion, x first, is the same turn.
  private func isSame(_ R: Rotation, _ xyzw: [Double]) -> Bool {
    let same = Rotation(w: xyzw[3], x: xyzw[0], y: xyzw[1], z: xyzw[2])
    return difference(R, same) < Self.entries
  }
}
