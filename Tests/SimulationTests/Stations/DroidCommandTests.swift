import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite("DROID's station commands the joint angles that its control path commands")
struct DroidCommandTests {
  /// The table has 12 digits. The solver's normal equations have a condition of up to 4e6 (its
  /// damping is 1e-6), which leaves 1e-16 * 4e6 of a step; 1e-9 has some to spare.
  private let rounding = 1e-9

  @Test("The table is whole, and many of its steps end at a bound")
  func tableIsWhole() throws {
    let commands = DroidReference.commands
    #expect(commands.count == 116)
    #expect(Set(commands.map(\.space)).count == 4)
    #expect(commands.filter { $0.bound > 0 }.count >= 30)
  }

  @Test("Every action space", arguments: DroidReference.commands)
  func commands(row: DroidReference.Command) throws {
    let space = try #require(ActionSpace(rawValue: row.space))
    let station = try DroidReference.station()
    let action = try #require(Action(Self.opened(row.action), in: space))
    let arm = Arm.pandaRobotiq
    let command = station.command(action, of: arm, at: row.q, commanded: .identity)

    let target = try #require(command.q)
    for (ours, theirs) in zip(target, row.target) { #expect(abs(ours - theirs) < rounding) }
    #expect(command.X_WT.distance(to: arm.toolPose(row.target)) < 10 * rounding)
    let applied = Self.opened(row.applied)
    #expect(command.opening == applied.last)
    if space == .cartesianPosition {
      // Angles jump at half a turn; what they turn does not.
      #expect(Self.pose(command.applied.numbers).distance(to: Self.pose(applied)) < rounding)
    } else {
      let pairs = zip(command.applied.numbers, applied)
      #expect(pairs.allSatisfy { abs($0 - $1) < rounding })
    }

    // Each adjustment says what it changed, and together they lead to what was applied.
    var numbers = action.numbers
    for adjustment in command.adjustments {
      let index = try #require(space.elements.firstIndex(of: adjustment.element ?? ""))
      #expect(numbers[index] == adjustment.from)
      numbers[index] = try #require(adjustment.to)
    }
    #expect(numbers == command.applied.numbers)
  }

  @Test("A step of the tool is the Cartesian velocity that goes as far")
  func toolStep() throws {
    let station = try DroidReference.station()
    let q = try #require(DroidReference.commands.first).q
    let step = Action(translation: [0.01, -0.02, 0.03], rotation: [0.05, 0, -0.1], opening: 1)
    let velocity = try #require(
      Action(
        [0.01 / 0.075, -0.02 / 0.075, 0.03 / 0.075, 0.05 / 0.15, 0, -0.1 / 0.15, 1],
        in: .cartesianVelocity))
    let ours = try #require(station.command(step, of: .pandaRobotiq, at: q, commanded: .identity).q)
    let theirs = station.command(velocity, of: .pandaRobotiq, at: q, commanded: .identity).q
    // The same sums in another order.
    for (a, b) in zip(ours, try #require(theirs)) { #expect(abs(a - b) < rounding) }
    let far = station.command(
      Action(translation: [0.3, 0, 0.4], opening: 1), of: .pandaRobotiq, at: q, commanded: .identity
    )
    #expect((far.applied.translation - [0.045, 0, 0.06]).length < 1e-15)
    #expect(far.adjustments.map(\.kind) == [.stepLimit, .stepLimit])
  }

  @Test("A joint beyond its stop goes to it, and the record says so")
  func stops() throws {
    let station = try DroidReference.station()
    let beyond = try #require(Action([0, 0, 0, 0.5, 0, 4, 0, 1], in: .jointPosition))
    let home = try #require(station.convention.homeAngles)
    let command = station.command(beyond, of: .pandaRobotiq, at: home, commanded: .identity)
    #expect(command.q == [0, 0, 0, -0.0698, 0, 3.7525, 0])
    #expect(command.adjustments.map(\.kind) == [.jointLimit, .jointLimit])
    #expect(command.adjustments.map(\.element) == ["joint_4", "joint_6"])
    // 0.2 rad further than joint 4's lower stop allows.
    var low = home
    low[3] = -3.0
    let faster = try #require(Action([0, 0, 0, -1, 0, 0, 0, 1], in: .jointVelocity))
    let slowed = station.command(faster, of: .pandaRobotiq, at: low, commanded: .identity)
    #expect(slowed.q?[3] == -3.0718)
    #expect(abs(slowed.applied.numbers[3] + 0.0718 / 0.2) < 1e-12)
  }

  @Test("The gripper shuts strictly above one half, as DROID counts")
  func gripper() throws {
    let station = try DroidReference.station()
    let home = try #require(station.convention.homeAngles)
    func opening(_ shut: Double) -> Double {
      station.command(
        .hold(opening: 1 - shut), of: .pandaRobotiq, at: home, commanded: .identity
      ).opening
    }
    #expect(opening(0.5) == 1)
    #expect(opening(0.5.nextUp) == 0)
    #expect(opening(0.5.nextDown) == 1)
    #expect(opening(1.5) == 0)
    #expect(opening(-1) == 1)
  }

  @Test("A Cartesian velocity beyond full speed ends an evaluation, as it does on the real robot")
  func beyondFullSpeed() throws {
    let droid = Convention.droid
    let fast = try #require(Action([0, 1.0.nextUp, 0, 0, 0, 0, 1], in: .cartesianVelocity))
    #expect(
      throws: ActionError.beyondFullSpeed(element: "vy", 1.0.nextUp, station: "droid")
    ) { try droid.check(fast) }
    // All at full speed is not beyond it; neither are joint velocities, which the evaluator cuts.
    let full = [-1, 1, 1, -1, 1, 1, 1] as [Double]
    try droid.check(try #require(Action(full, in: .cartesianVelocity)))
    try droid.check(try #require(Action([9, 0, 0, 0, 0, 0, 0, 1], in: .jointVelocity)))
    #expect(throws: ActionError.self) {
      try Convention.autoeval.check(try #require(Action(full, in: .cartesianPosition)))
    }
  }

  /// From the wire's gripper number to ours.
  private static func opened(_ numbers: [Double]) -> [Double] {
    numbers.dropLast() + [1 - (numbers.last ?? 0)]
  }

  private static func pose(_ n: [Double]) -> Pose {
    Pose(Rotation(roll: n[3], pitch: n[4], yaw: n[5]), [n[0], n[1], n[2]])
  }
}

extension Convention {
  /// The joint angles of a home that is told in those.
  var homeAngles: [Double]? {
    if case .joints(let q) = home { q } else { nil }
  }
}
