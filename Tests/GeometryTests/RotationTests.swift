import Foundation
import Geometry
import Testing

/// The table's columns: a and b (rotation vectors), a's quaternion, roll, pitch and yaw (not a
/// number where pitch is vertical), matrix by rows, and a * b as a rotation vector.
@Suite("Rotations agree with SciPy's")
struct RotationTests {
  /// Both sides round in doubles, near a half turn through a few divisions more.
  let rounding = 1e-12

  static let rows = (try? ReferenceFiles.table("geometry/rotations.csv")) ?? []

  @Test("The table is whole")
  func tableIsWhole() {
    #expect(RotationTests.rows.count == 122)
    #expect(RotationTests.rows.allSatisfy { $0.count == 25 })
  }

  @Test("A rotation vector gives SciPy's matrix", arguments: rows)
  func vectorGivesMatrix(row: [Double]) {
    let R = Rotation(vector: row.vector(at: 0))
    #expect((R.xAxis - Vector3(row[13], row[16], row[19])).length < rounding)
    #expect((R.yAxis - Vector3(row[14], row[17], row[20])).length < rounding)
    #expect((R.zAxis - Vector3(row[15], row[18], row[21])).length < rounding)
  }

  @Test("Quaternions go both ways, up to sign", arguments: rows)
  func quaternions(row: [Double]) {
    let expected = SIMD4(row[6], row[7], row[8], row[9])
    let R = Rotation(vector: row.vector(at: 0))
    let q = R.quaternion
    #expect(q.x >= 0)
    #expect(abs((q * expected).sum()) > 1 - rounding)
    // A length other than 1 makes no difference.
    let back = Rotation(w: 3 * expected.x, x: 3 * expected.y, y: 3 * expected.z, z: 3 * expected.w)
    #expect(back.angle(to: R) < rounding)
  }

  @Test("Roll, pitch and yaw go both ways", arguments: rows.filter { !$0[10].isNaN })
  func rollPitchYaw(row: [Double]) {
    let R = Rotation(vector: row.vector(at: 0))
    #expect(Rotation(roll: row[10], pitch: row[11], yaw: row[12]).angle(to: R) < rounding)
    let angles = R.rollPitchYaw - row.vector(at: 10)
    // A half turn may be read as +pi or -pi, and near a vertical pitch digits are lost.
    let turn = Vector3(remainder(angles.x), remainder(angles.y), remainder(angles.z))
    #expect(turn.length < 1e-9)
  }

  @Test("The product of two is SciPy's", arguments: rows)
  func product(row: [Double]) {
    let product = Rotation(vector: row.vector(at: 0)) * Rotation(vector: row.vector(at: 3))
    #expect(product.angle(to: Rotation(vector: row.vector(at: 22))) < rounding)
    #expect((product.vector - row.vector(at: 22)).length < 1e-9)
  }

  @Test("A vertical pitch is read with yaw 0 and still gives the same turn", arguments: [1.0, -1])
  func verticalPitch(sign: Double) {
    let R = Rotation(roll: 0.4, pitch: sign * .pi / 2, yaw: -0.7)
    let read = R.rollPitchYaw
    #expect(read.z == 0)
    #expect(Rotation(roll: read.x, pitch: read.y, yaw: read.z).angle(to: R) < 1e-9)
  }

  @Test("The inverse undoes the turn", arguments: rows)
  func inverse(row: [Double]) {
    let R = Rotation(vector: row.vector(at: 0))
    #expect((R * R.inverse).angle(to: .identity) < rounding)
  }

  private func remainder(_ angle: Double) -> Double {
    angle.remainder(dividingBy: 2 * .pi)
  }
}

extension [Double] {
  /// Three neighbours as a vector.
  func vector(at i: Int) -> Vector3 { Vector3(self[i], self[i + 1], self[i + 2]) }
}
