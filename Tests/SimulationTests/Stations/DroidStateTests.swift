import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite("DROID's station tells the arm's state as DROID does")
struct DroidStateTests {
  @Test("The flange is where other libraries have it")
  func flange() throws {
    let arm = Arm.pandaRobotiq
    let rows = try #require(DroidReference.all).flange
    #expect(rows.count == 6)
    for row in rows {
      let n = row.rotation
      let R_WF = Rotation(
        xAxis: [n[0], n[3], n[6]], yAxis: [n[1], n[4], n[7]], zAxis: [n[2], n[5], n[8]])
      let p = row.position
      // Some ten products of doubles of about 1.
      let X_WF = Pose(R_WF, [p[0], p[1], p[2]])
      #expect(arm.pose(of: "panda_link8", row.q).distance(to: X_WF) < 1e-12)
    }
    #expect(DroidReference.frames.count == 8)
    for frame in DroidReference.frames {
      let e = frame.euler_xyz_extrinsic
      let p = frame.link8_xyz
      let X_WF = Pose(Rotation(roll: e[0], pitch: e[1], yaw: e[2]), [p[0], p[1], p[2]])
      #expect(arm.pose(of: "panda_link8", frame.q).distance(to: X_WF) < 1e-12)
    }
  }

  @Test("Fourteen numbers: joints, the gripper shut, and the flange")
  func proprio() throws {
    var world = World(try DroidReference.scene(), station: try DroidReference.station(), seed: 0)
    let numbers = world.proprio
    try #require(numbers.count == 14)
    let home = [0, -Double.pi / 5, 0, -4 * Double.pi / 5, 0, 3 * Double.pi / 5, 0]
    #expect(Array(numbers[0..<7]) == home.map(Float.init))
    #expect(numbers[7] == 0)
    // As published, to its six decimals; roll is half a turn either way.
    #expect(abs(numbers[8] - 0.359703) < 1e-6 && abs(numbers[9]) < 1e-6)
    #expect(abs(numbers[10] - 0.489941) < 1e-6)
    #expect(abs(abs(numbers[11]) - .pi) < 1e-6)
    #expect(abs(numbers[12]) < 1e-6 && abs(numbers[13]) < 1e-6)

    _ = world.advance(.hold(opening: 0))
    #expect(world.proprio[7] == 1)
    #expect(Array(world.proprio[0..<7]) == Array(numbers[0..<7]))
  }

  @Test("The gripper's registers are those of DROID's driver")
  func registers() throws {
    let rows = try #require(DroidReference.all).registers
    #expect(rows.count == 10)
    for row in rows {
      #expect(RobotiqRegister.number(forWidth: row.width) == row.register)
      #expect(abs(RobotiqRegister.width(told: row.register) - row.told) < 1e-15)
    }
    #expect(RobotiqRegister.number(forWidth: 0.085) == 3)
    #expect(RobotiqRegister.number(forWidth: 0) == 230)
  }

  @Test("What is held reads as wide as it is, but for the linkage's last 1.5 mm")
  func width() {
    let gripper = Arm.pandaRobotiq.gripper
    for step in 0...20 {
      let opening = Double(step) / 20
      let gap = gripper.padGap(opening: opening)
      let width = RobotiqRegister.width(of: gripper, opening: opening)
      #expect(abs(width - gap) <= 0.00152)
    }
  }

  @Test("Turns add up as DROID's poses do")
  func differences() throws {
    #expect(DroidReference.differences.count == 4)
    for row in DroidReference.differences {
      func rotation(_ n: [Double]) -> Rotation { Rotation(roll: n[3], pitch: n[4], yaw: n[5]) }
      let sum = rotation(row.delta) * rotation(row.source)
      #expect(sum.angle(to: rotation(row.add_poses)) < 1e-12)
      let back = (rotation(row.add_poses) * rotation(row.source).inverse).rollPitchYaw
      #expect((back - Vector3(row.delta[3], row.delta[4], row.delta[5])).length < 1e-12)
    }
  }
}
