import Geometry
import Simulation
import Testing

@Suite struct GripperTests {
  struct Kinematics: Decodable {
    let robots: [String: Robot]

    struct Robot: Decodable { let stroke_table: [Stroke]? }

    struct Stroke: Decodable {
      let finger_joint: Double, pad_center_abs_y: Double, pad_center_z: Double, pad_gap: Double
    }
  }

  @Test("The 2F-85's pads follow the stroke table of its linkage")
  func stroke() throws {
    let file: Kinematics = try KinematicsReference.read("kinematics")
    let table = try #require(file.robots["panda_robotiq"]?.stroke_table)
    #expect(table.count == 9)
    let arm = Arm.pandaRobotiq
    let q = [0, -0.6, 0, -2.5, 0, 1.9, 0]
    for row in table {
      let opening = arm.gripper.opening(fingerTravel: row.finger_joint)
      #expect(abs(opening - (1 - row.finger_joint / 0.8)) < 1e-12)
      let poses = arm.linkPoses(q, opening: opening)
      let X_WB = try #require(poses.first { $0.link == "robotiq_base" }).X_WL
      for (side, sign) in [("left", -1.0), ("right", 1)] {
        let pad = try #require(poses.first { $0.link == "\(side)_inner_finger_pad" }).X_WL
        let p_BP = (X_WB.inverse * pad).translation
        // The table is rounded to 1e-6.
        #expect(abs(p_BP.x) < 1e-12)
        #expect(abs(p_BP.y - sign * row.pad_center_abs_y) < 1e-6)
        #expect(abs(p_BP.z - row.pad_center_z) < 1e-6)
      }
      #expect(abs(arm.gripper.padGap(opening: opening) - row.pad_gap) < 1e-6)
    }
  }

  @Test("The pads of the 2F-85 stay square to the gripper")
  func upright() throws {
    let q = [0, -0.6, 0, -2.5, 0, 1.9, 0]
    for opening in stride(from: 0.0, through: 1, by: 0.125) {
      let poses = Arm.pandaRobotiq.linkPoses(q, opening: opening)
      let base = try #require(poses.first { $0.link == "robotiq_base" }).X_WL
      let pad = try #require(poses.first { $0.link == "right_inner_finger_pad" }).X_WL
      #expect(difference(base.rotation, pad.rotation) < 1e-12)
    }
  }

  @Test("Sliding fingers stand apart by twice their travel, and openings are cut to 0...1")
  func slides() throws {
    for (arm, inset, shut, open) in [
      (Arm.widowX250s, 0.011, 0.015, 0.037), (.pandaHand, 0, 0, 0.04),
    ] {
      for opening in [-1, 0, 0.25, 1, 2] {
        let travel = shut + min(max(opening, 0), 1) * (open - shut)
        #expect(abs(arm.gripper.fingerTravel(opening: opening) - travel) < 1e-15)
        #expect(abs(arm.gripper.padGap(opening: opening) - 2 * (travel - inset)) < 1e-15)
        let fingers = arm.linkPoses(
          arm.clamped(Array(repeating: 0, count: arm.joints.count)), opening: opening
        )
        .suffix(2)
        let apart = (fingers.first!.X_WL.translation - fingers.last!.X_WL.translation).length
        #expect(abs(apart - 2 * travel) < 1e-12)
      }
      #expect(arm.gripper.opening(fingerTravel: (shut + open) / 2) == 0.5)
      #expect(arm.gripper.opening(fingerTravel: 1) == 1)
    }
  }

  @Test("Every gripper's gap grows with its opening", arguments: Arm.all)
  func monotone(arm: Arm) {
    let gaps = stride(from: 0.0, through: 1, by: 0.05).map { arm.gripper.padGap(opening: $0) }
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $0 < $1 })
    #expect(gaps[0] >= 0)
  }
}
