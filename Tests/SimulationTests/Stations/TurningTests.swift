import Control
import Geometry
import Testing

@testable import Simulation

/// The fingers point along the tool's x axis: straight down at AutoEval's home, where its y axis is
/// the base's.
@Suite("Turns come out as they do on the real systems")
struct TurningTests {
  /// A few products of sines and cosines.
  let rounding = 1e-12
  let angle = 0.1

  private func turned(_ station: String, _ rotation: Vector3, from R_WT: Rotation) throws
    -> Rotation
  {
    let commanded = Pose(R_WT, [0.25, 0, 0.19])
    let action = Action(rotation: rotation, opening: 1)
    return try StationReference.station(station, box: "none")
      .command(action, measured: commanded, commanded: commanded).X_WT.rotation
  }

  private let down = Rotation(roll: 0, pitch: .pi / 2, yaw: 0)
  private let reading = Rotation(roll: -3.0893, pitch: 1.5416, yaw: -3.0892)

  @Test("At AutoEval's home a roll turns the other way about the vertical, a yaw the same way")
  func rollAndYawAtHome() throws {
    for d in [angle, -angle, 1.0] {
      let rolled = try turned("autoeval", [d, 0, 0], from: down)
      #expect(rolled.angle(to: Rotation(about: [0, 0, 1], by: -d) * down) < rounding)
      let yawed = try turned("autoeval", [0, 0, d], from: down)
      #expect(yawed.angle(to: Rotation(about: [0, 0, 1], by: d) * down) < rounding)
    }
  }

  @Test("At AutoEval a pitch swings the fingers towards the side that they do not lean to")
  func pitchFlips() throws {
    // Exactly down counts as leaning forward; the reading at reset leans back.
    #expect(try turned("autoeval", [0, angle, 0], from: down).xAxis.x < -0.09)
    #expect(reading.xAxis.x < -0.02)
    #expect(try turned("autoeval", [0, angle, 0], from: reading).xAxis.x > 0.06)
    for lean in [0.03, -0.03] {
      let R = Rotation(roll: 0, pitch: .pi / 2 - lean, yaw: 0)
      let swing = try turned("autoeval", [0, angle, 0], from: R).xAxis.x - R.xAxis.x
      #expect(lean > 0 ? swing < -0.09 : swing > 0.09)
    }
  }

  @Test("At bridge turns are about the base's own axes, whichever way the tool leans")
  func bridgeAxes() throws {
    for R in [down, reading] {
      #expect(try turned("bridge", [angle, 0, 0], from: R).xAxis.y > R.xAxis.y + 0.09)
      #expect(try turned("bridge", [0, angle, 0], from: R).xAxis.x < R.xAxis.x - 0.09)
      let yawed = try turned("bridge", [0, 0, angle], from: R)
      #expect(yawed.angle(to: Rotation(about: [0, 0, 1], by: angle) * R) < rounding)
    }
  }

  @Test("At bridge the turn is about the measured place, and the step adds to the place commanded")
  func bridgePivot() throws {
    let station = try StationReference.station("bridge", box: "none")
    let (measured, commanded) = (Pose(down, [0.2, 0, 0.1]), Pose(down, [0.3, 0, 0.1]))
    func place(_ action: Action) -> Vector3 {
      station.command(action, measured: measured, commanded: commanded).X_WT.translation
    }
    let straight = place(Action(translation: [0, 0.01, 0], opening: 1))
    #expect((straight - [0.3, 0.01, 0.1]).length < rounding)
    // A quarter turn carries the place commanded from ahead of the measured one to its left.
    let turned = place(Action(rotation: [0, 0, .pi / 2], opening: 1))
    #expect((turned - [0.2, 0.1, 0.1]).length < rounding)
  }
}
