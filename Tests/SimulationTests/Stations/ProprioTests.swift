import Control
import Geometry
import Testing

@testable import Simulation

@Suite("The arm's state is told as the real systems tell it")
struct ProprioTests {
  /// One step of a float between 2 and 4: both sides round doubles that may differ in the last bit.
  let rounding: Float = 2.4e-7

  @Test("AutoEval's eight numbers are manipulator_gym's")
  func autoeval() throws {
    let rows = try #require(StationReference.proprio).autoeval
    #expect(rows.count == 23)
    for row in rows {
      let numbers = Convention.ProprioLayout.autoeval(
        X_WT: row.x.pose, finger: try #require(row.finger))
      #expect(numbers.count == 8)
      #expect(zip(numbers, row.p).allSatisfy { abs($0 - $1) <= rounding })
    }
  }

  @Test("Bridge's seven numbers are those of AutoEval's wrapper for SIMPLER")
  func bridge() throws {
    let rows = try #require(StationReference.proprio).bridge
    #expect(rows.count == 23)
    for row in rows {
      let numbers = Convention.ProprioLayout.bridge(
        X_WT: row.x.pose, opening: try #require(row.opening))
      #expect(numbers.count == 7)
      #expect(zip(numbers, row.p).allSatisfy { abs($0 - $1) <= rounding })
    }
  }

  @Test("The pose that AutoEval expects after a reset reads as published")
  func resetReading() {
    let X_WT = Pose(
      Rotation(roll: -3.0893, pitch: 1.5416, yaw: -3.0892), [0.2483, 0, 0.1806])
    // The numbers are published to four decimals.
    func agree(_ numbers: [Float], _ expected: [Float]) -> Bool {
      numbers.count == expected.count
        && zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-4 }
    }
    let raw = Convention.ProprioLayout.autoeval(X_WT: X_WT, finger: 0.03755)
    #expect(agree(raw, [0.2483, 0, 0.1806, -3.0893, 1.5416, -3.0892, 0, 0.3936]))
    let bridge = Convention.ProprioLayout.bridge(X_WT: X_WT, opening: 1)
    #expect(agree(bridge, [0.2483, 0, 0.1806, -0.0015, 0.0291, 0.0001, 1]))
  }
}
