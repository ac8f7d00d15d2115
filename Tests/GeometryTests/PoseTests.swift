import Geometry
import Testing

@Suite("Poses compose as their names say")
struct PoseTests {
  let X_WB = Pose(Rotation(roll: 0.3, pitch: -0.8, yaw: 2.1), [0.4, -1.2, 0.7])
  let X_BC = Pose(Rotation(vector: [0.9, 0.2, -1.4]), [-0.3, 0.05, 2])

  @Test("A quarter turn about z carries x to y, and the origin to where the frame sits")
  func quarterTurn() {
    let X_AB = Pose(Rotation(about: [0, 0, 1], by: .pi / 2), [10, 20, 30])
    // One sine and cosine, rounded.
    #expect((X_AB * Vector3(1, 2, 3) - [8, 21, 33]).length < 1e-14)
    #expect(X_AB * Vector3.zero == [10, 20, 30])
  }

  @Test("A product carries a point as its parts do, one after the other")
  func product() {
    let p_CQ = Vector3(0.1, -0.2, 0.3)
    #expect((X_WB * X_BC * p_CQ - X_WB * (X_BC * p_CQ)).length < 1e-14)
  }

  @Test("The inverse undoes a pose from either side")
  func inverse() {
    for X in [X_WB * X_WB.inverse, X_WB.inverse * X_WB] {
      #expect(X.translation.length < 1e-14)
      #expect(X.rotation.angle(to: .identity) < 1e-14)
    }
  }

  @Test("A perpendicular is of unit length and at a right angle")
  func perpendicular() {
    let vectors: [Vector3] = [[1, 0, 0], [0, -2, 0], [0, 0, 3], [1, 1, 1], [1e-9, 1, 1e9]]
    for v in vectors {
      #expect(abs(v.perpendicular.length - 1) < 1e-15)
      #expect(abs(v.perpendicular.dot(v)) <= 1e-15 * v.length)
    }
  }
}
