import Geometry
import Simulation
import Testing

@Suite struct InverseKinematicsTests {
  /// How far off a solution may be, in metres and radians; `Reach` promises it.
  static let tolerance = 1e-6

  /// AutoEval's home: the gripper straight down.
  static let home = Pose(
    Rotation(roll: 0, pitch: .pi / 2, yaw: 0), Vector3(0.258325, 0, 0.19065))

  static let neutral = [-0.13192235, -0.76238847, 0.44485444, -0.01994175, 1.7564081, -0.15953401]

  @Test("Every target of the reference is reached", arguments: KinematicsReference.all)
  func targets(reference: KinematicsReference) throws {
    let file = try reference.inverse()
    #expect(file.cases.count == 100)
    for item in file.cases {
      let reach = reference.arm.jointAngles(reaching: item.X_WT, near: item.q_seed)
      let q = try #require(reach.angles)
      expectReached(reference.arm, item.X_WT, q)
    }
  }

  @Test("The WidowX's solution is no farther away than the reference's")
  func nearest() throws {
    for item in try KinematicsReference.all[0].inverse().cases {
      let reach = Arm.widowX250s.jointAngles(reaching: item.X_WT, near: item.q_seed)
      let q = try #require(reach.angles)
      #expect(distance(q, item.q_seed) <= distance(item.q_one_solution, item.q_seed) + 1e-9)
    }
  }

  @Test("Where the tool is, the WidowX already is, to 1e-6 rad")
  func identity() throws {
    var spread = Spread()
    for _ in 0..<500 {
      let q = spread.angles(of: .widowX250s)
      let reach = Arm.widowX250s.jointAngles(reaching: Arm.widowX250s.toolPose(q), near: q)
      #expect(distance(try #require(reach.angles), q) < 1e-6)
    }
  }

  @Test("Poses made from any angles are reached from any others", arguments: Arm.all)
  func anywhere(arm: Arm) throws {
    var spread = Spread()
    for _ in 0..<200 {
      let (q, near) = (spread.angles(of: arm), spread.angles(of: arm))
      let X_WT = arm.toolPose(q)
      let reach = arm.jointAngles(reaching: X_WT, near: near)
      expectReached(arm, X_WT, try #require(reach.angles))
    }
  }

  @Test("AutoEval's home and 10 cm around it are within the WidowX's reach, but for a far edge")
  func aroundHome() throws {
    let arm = Arm.widowX250s
    for index in 0..<(11 * 11 * 11) {
      let offset = Vector3(
        Double(index % 11 - 5), Double(index / 11 % 11 - 5), Double(index / 121 - 5))
      let X_WT = Pose(Self.home.rotation, Self.home.translation + 0.02 * offset)
      let reach = arm.jointAngles(reaching: X_WT, near: Self.neutral)
      // At the far upper edge's two ends the forearm points up so steeply that the wrist, to point
      // down, would have to bend beyond its limit of 2.147 rad.
      if offset.x == 5, offset.z == 5, abs(offset.y) >= 4 {
        #expect(reach.angles == nil)
      } else {
        expectReached(arm, X_WT, try #require(reach.angles))
      }
    }
  }

  @Test(
    "Along straight lines of 1 mm steps the WidowX moves smoothly",
    arguments: [
      (Vector3(0.16, 0, 0.19), Vector3(0.35, 0, 0.19)),
      (Vector3(0.26, -0.17, 0.19), Vector3(0.26, 0.2, 0.19)),
      (Vector3(0.26, 0.01, 0.03), Vector3(0.26, 0.01, 0.29)),
      (Vector3(0.13, -0.16, 0.03), Vector3(0.36, 0.07, 0.16)),
      (Vector3(0.2, 0.19, 0.09), Vector3(0.36, -0.09, 0.23)),
    ])
  func lines(from start: Vector3, to end: Vector3) throws {
    for R in [Self.home.rotation, Rotation(roll: 0.3, pitch: 1.2, yaw: -0.4)] {
      try expectSmooth(.widowX250s, R, start, end, from: Self.neutral, limit: 0.03)
    }
  }

  @Test(
    "Along straight lines of 1 mm steps the Pandas move smoothly",
    arguments: [Arm.pandaHand, .pandaRobotiq])
  func pandaLines(arm: Arm) throws {
    let rest: [Double] = [0, -0.2 * .pi, 0, -0.8 * .pi, 0, 0.6 * .pi, 0]
    let R = arm.toolPose(rest).rotation
    let start = Vector3(0.45, -0.25, 0.2)
    for end in [Vector3(0.45, 0.25, 0.2), Vector3(0.65, -0.1, 0.4)] {
      try expectSmooth(arm, R, start, end, from: rest, limit: 0.02)
    }
  }

  @Test("Turning the tool in place by 1 degree at a time turns the WidowX smoothly")
  func turning() throws {
    let arm = Arm.widowX250s
    var q = Self.neutral
    q = try #require(arm.jointAngles(reaching: Self.home, near: q).angles)
    for degree in -80...80 {
      let R_WT = Rotation(roll: 0, pitch: .pi / 2, yaw: Double(degree) * .pi / 180)
      let reach = arm.jointAngles(reaching: Pose(R_WT, Self.home.translation), near: q)
      let next = try #require(reach.angles)
      if degree > -80 { #expect(distance(next, q) < 0.1) }
      q = next
    }
  }

  @Test("Where joints are free, they stay where they are")
  func free() throws {
    let arm = Arm.widowX250s
    // A straight wrist: the forearm's roll and the wrist's share one axis.
    let straight = [0.3, 0.2, -0.4, 0.9, 0, -0.5]
    let near = [0.25, 0.2, -0.4, 1.1, 0.1, -0.5]
    let q = try #require(arm.jointAngles(reaching: arm.toolPose(straight), near: near).angles)
    #expect(abs(q[3] - 1.1) < 1e-9)
    #expect(abs(q[3] + q[5] - 0.4) < 1e-6)
    expectReached(arm, arm.toolPose(straight), q)
  }

  @Test("Full stretch is reached")
  func stretched() throws {
    let arm = Arm.widowX250s
    let straight = [0.3, 0.4, -1.374_359_5, 0.1, 0.5, 0.2]
    let reach = arm.jointAngles(reaching: arm.toolPose(straight), near: straight)
    expectReached(arm, arm.toolPose(straight), try #require(reach.angles))
  }

  @Test("Poses too far away are out of reach, and the nearest is towards them", arguments: Arm.all)
  func tooFar(arm: Arm) throws {
    var spread = Spread()
    for _ in 0..<20 {
      let numbers = spread.next(3)
      let R = Rotation(
        roll: 6 * numbers[0], pitch: 3 * numbers[1] - 1.5, yaw: 6 * numbers[2])
      let direction = R.xAxis
      let near = arm.clamped(Array(repeating: 0.1, count: arm.joints.count))
      let X_WT = Pose(R, 2 * direction)
      guard case .outOfReach(let nearest, let reached) = arm.jointAngles(reaching: X_WT, near: near)
      else {
        Issue.record("2 m away was reached")
        continue
      }
      #expect(arm.isWithinLimits(nearest))
      #expect(reached == arm.toolPose(nearest))
      let before = (arm.toolPose(near).translation - X_WT.translation).length
      #expect((reached.translation - X_WT.translation).length < before)
    }
  }

  @Test("A pose that only limits forbid is out of reach, and the nearest is close by")
  func limits() {
    let arm = Arm.widowX250s
    let X_WT = Pose(Self.home.rotation, Self.home.translation + Vector3(0.1, 0.1, 0.1))
    guard
      case .outOfReach(let nearest, let reached) = arm.jointAngles(
        reaching: X_WT, near: Self.neutral)
    else {
      Issue.record("The wrist bent beyond its limit")
      return
    }
    #expect(arm.isWithinLimits(nearest))
    #expect((reached.translation - X_WT.translation).length < 0.02)
    #expect(reached.rotation.angle(to: X_WT.rotation) < 0.2)
  }

  @Test("A pose that is not finite is out of reach", arguments: Arm.all)
  func notFinite(arm: Arm) {
    let q = arm.clamped(Array(repeating: 0, count: arm.joints.count))
    for bad in [Double.nan, .infinity] {
      let reach = arm.jointAngles(reaching: Pose(.identity, Vector3(bad, 0, 0)), near: q)
      #expect(reach == .outOfReach(nearest: q, reached: arm.toolPose(q)))
    }
  }

  private func expectReached(_ arm: Arm, _ X_WT: Pose, _ q: [Double]) {
    let X = arm.toolPose(q)
    #expect(arm.isWithinLimits(q))
    #expect((X.translation - X_WT.translation).length <= Self.tolerance)
    #expect(X.rotation.angle(to: X_WT.rotation) <= Self.tolerance)
  }

  /// Walks the tool along a line and expects no joint to move by more than `limit` in a step.
  private func expectSmooth(
    _ arm: Arm, _ R_WT: Rotation, _ start: Vector3, _ end: Vector3, from q: [Double],
    limit: Double
  ) throws {
    let steps = Int((1000 * (end - start).length).rounded(.up))
    var q = try #require(arm.jointAngles(reaching: Pose(R_WT, start), near: q).angles)
    for index in 1...steps {
      let p_WT = start + Double(index) / Double(steps) * (end - start)
      let next = try #require(arm.jointAngles(reaching: Pose(R_WT, p_WT), near: q).angles)
      expectReached(arm, Pose(R_WT, p_WT), next)
      #expect(zip(next, q).allSatisfy { abs($0 - $1) < limit })
      q = next
    }
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
