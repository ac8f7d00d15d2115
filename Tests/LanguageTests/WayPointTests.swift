import Control
import Geometry
import Language
import Testing

@Suite struct WayPointTests {
  static let eb = vocabulary("eb")

  @Test("The actions lead to the middle of the bin, at the angles told from home, gripper last")
  func leadsThere() throws {
    var state = ArmState.home()
    for action in try Self.eb.translate("[50, 55, 15, 60, 60, 65, 0]", from: state).actions {
      #expect(action.translation.largest <= 0.02 + 1e-12)
      #expect(state.opening == 1)
      state.apply(action)
    }
    #expect((state.X_WT.translation - Vector3(0.305, 0.055, 0.155)).length < 1e-9)
    let turn = state.X_WT.rotation * ArmState.home().X_WT.rotation.inverse
    #expect((turn.vector - Vector3(0, 0, .pi / 12)).length < 1e-9)
    #expect(state.opening == 0)
  }

  @Test("100 is read as 99; at the bin that the arm is in, only the rest of it is gone")
  func edges() throws {
    let near = try Self.eb.translate("[45, 50, 19, 60, 60, 60, 1]", from: .home()).actions
    #expect(near.count == 1 && abs(near[0].translation.x + 0.003325) < 1e-12)
    #expect(near[0].rotation == .zero)
    var far = ArmState.home()
    far.X_WT.translation = [0.79, 0.49, 0.99]
    let top = try Self.eb.translate("[100, 100, 100, 60, 60, 60, 1]", from: far).actions
    #expect(top.count == 1 && (top[0].translation - Vector3(0.005, 0.005, 0.005)).length < 1e-9)
  }

  @Test(
    "A tilted way-point is reached through the gimbal as well",
    arguments: [Convention.autoeval, .bridge])
  func tilted(station: Convention) throws {
    for bins in [[60, 63, 60], [63, 60, 60], [57, 57, 70], [60, 50, 60], [70, 60, 50]] {
      var state = ArmState.home(station)
      let reply = "[45, 50, 19, \(bins[0]), \(bins[1]), \(bins[2]), 1]"
      for action in try Self.eb.translate(reply, from: state).actions { state.apply(action) }
      let turn = state.X_WT.rotation * ArmState.home().X_WT.rotation.inverse
      let angles = bins.map { Double($0 - 60) * .pi / 60 }
      let wanted = Rotation(roll: angles[0], pitch: angles[1], yaw: angles[2])
      #expect(turn.angle(to: wanted) < 1e-6, "\(reply)")
    }
  }

  @Test(
    "Each number is within the limit, near the gimbal too, and the same pose is reached",
    arguments: [
      [60, 63, 60], [63, 60, 60], [57, 57, 70], [60, 50, 60], [60, 61, 60], [61, 61, 61],
    ])
  func limits(bins: [Int]) throws {
    let starts = [
      ArmState.home(), .turned(roll: -3.089, pitch: 1.5416, yaw: -3.089),
      .turned(roll: 0.1, pitch: 1.3, yaw: 0.5), .turned(roll: 0, pitch: .pi / 2 - 0.05, yaw: 1.5),
      .turned(roll: 1.5, pitch: .pi / 2 - 0.02, yaw: 1.5),
    ]
    let angles = bins.map { Double($0 - 60) * .pi / 60 }
    let wanted =
      Rotation(roll: angles[0], pitch: angles[1], yaw: angles[2]) * starts[0].X_WT.rotation
    for start in starts {
      var X_WT = start.X_WT
      let reply = "[45, 50, 19, \(bins[0]), \(bins[1]), \(bins[2]), 0]"
      let actions = try Self.eb.translate(reply, from: start).actions
      for action in actions {
        #expect(action.rotation.largest <= 0.25 + 1e-9, "\(reply)")
        #expect(action.translation.largest <= 0.02 + 1e-9)
        X_WT = start.rule.target(action, from: X_WT)
      }
      #expect(X_WT.rotation.angle(to: wanted) < 1e-6, "\(reply)")
      #expect((X_WT.translation - Vector3(0.255, 0.005, 0.195)).length < 1e-9)
      #expect(actions.map(\.opening) == Array(repeating: 1, count: actions.count - 1) + [0])
    }
  }

  @Test("A tilt that takes all three Euler angles is cut by the largest of them")
  func sideways() throws {
    for name in ["ecot-scaled", "mallet"] {
      let reply = name == "mallet" ? #"{"tilt": ["up", 1, ""]}"# : "tilt up 5 degrees"
      let mapping = vocabulary(name)
      let start = ArmState.turned(roll: 1.5, pitch: .pi / 2 - 0.03, yaw: 1.5)
      let actions = try mapping.translate(reply, from: start).actions
      let X_WT = actions.reduce(start.X_WT) { start.rule.target($1, from: $0) }
      #expect(actions.allSatisfy { $0.rotation.largest <= 0.25 + 1e-9 }, "\(name)")
      // About the base's y, tips forward.
      let turn = (X_WT.rotation * start.X_WT.rotation.inverse).vector
      #expect(turn.y < -0.01 && abs(turn.x) < 1e-6 && abs(turn.z) < 1e-6, "\(name)")
    }
  }

  @Test("A state's angles are told from a gripper that points straight down, as Bridge's are")
  func states() {
    let still = Self.eb.wayPoint(of: [0.255, 0.005, 0.195, 0, 0, 0, 1], from: .home())
    #expect(still == "[[45, 50, 19, 60, 60, 60, 1]]")
    let turned = Self.eb.wayPoint(of: [0.255, 0.005, 0.195, 0, 0, .pi / 12, 0], from: .home())
    #expect(turned == "[[45, 50, 19, 60, 60, 65, 0]]")
  }

  @Test("What the arm does not reach is out of reach, at the way-point that asks for it")
  func reach() throws {
    var state = ArmState.home()
    state.reaches = { $0.translation.x < 0.32 }
    let reply = "[[46, 50, 19, 60, 60, 60, 1], [55, 50, 19, 60, 60, 60, 1]]"
    let diagnosis = #expect(throws: Diagnosis.self) { try Self.eb.translate(reply, from: state) }
    #expect(diagnosis?.kind == .outOfReach && diagnosis?.span == 30..<57)
  }
}
