import Foundation

/// How frame B is turned against frame A. Name it `R_AB`; `R_AB * v_B` is the same direction in
/// A's axes.
///
/// Kept as a matrix of three columns, B's axes seen from A, orthonormal to within 1e-9.
package struct Rotation: Hashable, Sendable {
  /// B's x, y and z axes in A's axes: the columns of the matrix.
  package var xAxis, yAxis, zAxis: Vector3

  /// From three axes that are already orthonormal and right-handed.
  @inlinable package init(xAxis: Vector3, yAxis: Vector3, zAxis: Vector3) {
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.zAxis = zAxis
  }

  package static let identity = Rotation(xAxis: [1, 0, 0], yAxis: [0, 1, 0], zAxis: [0, 0, 1])

  /// By `angle` radians about `axis`, a unit vector, counter-clockwise seen from its tip.
  package init(about axis: Vector3, by angle: Double) {
    let (s, c) = (sin(angle), cos(angle))
    let t = (1 - c) * axis
    xAxis = Vector3(t.x * axis.x + c, t.x * axis.y + s * axis.z, t.x * axis.z - s * axis.y)
    yAxis = Vector3(t.y * axis.x - s * axis.z, t.y * axis.y + c, t.y * axis.z + s * axis.x)
    zAxis = Vector3(t.z * axis.x + s * axis.y, t.z * axis.y - s * axis.x, t.z * axis.z + c)
  }

  /// From a rotation vector: its direction is the axis, its length the angle in radians.
  package init(vector: Vector3) {
    let angle = vector.length
    self = angle < 1e-12 ? .identity : Rotation(about: vector / angle, by: angle)
  }

  /// From Euler angles about the fixed x, y and z axes in that order, R = Rz(yaw) Ry(pitch) Rx(roll):
  /// URDF's convention, and SciPy's lower-case "xyz". Radians.
  package init(roll: Double, pitch: Double, yaw: Double) {
    let (sr, cr) = (sin(roll), cos(roll))
    let (sp, cp) = (sin(pitch), cos(pitch))
    let (sy, cy) = (sin(yaw), cos(yaw))
    xAxis = Vector3(cy * cp, sy * cp, -sp)
    yAxis = Vector3(cy * sp * sr - sy * cr, sy * sp * sr + cy * cr, cp * sr)
    zAxis = Vector3(cy * sp * cr + sy * sr, sy * sp * cr - cy * sr, cp * cr)
  }

  /// From a quaternion, w first; it need not be of unit length.
  package init(w: Double, x: Double, y: Double, z: Double) {
    let s = 2 / (w * w + x * x + y * y + z * z)
    xAxis = Vector3(1 - s * (y * y + z * z), s * (x * y + w * z), s * (x * z - w * y))
    yAxis = Vector3(s * (x * y - w * z), 1 - s * (x * x + z * z), s * (y * z + w * x))
    zAxis = Vector3(s * (x * z + w * y), s * (y * z - w * x), 1 - s * (x * x + y * y))
  }

  /// The transpose, `R_BA`.
  @inlinable package var inverse: Rotation {
    Rotation(
      xAxis: Vector3(xAxis.x, yAxis.x, zAxis.x), yAxis: Vector3(xAxis.y, yAxis.y, zAxis.y),
      zAxis: Vector3(xAxis.z, yAxis.z, zAxis.z))
  }

  @inlinable package static func * (R_AB: Rotation, v_B: Vector3) -> Vector3 {
    R_AB.xAxis * v_B.x + R_AB.yAxis * v_B.y + R_AB.zAxis * v_B.z
  }

  @inlinable package static func * (R_AB: Rotation, R_BC: Rotation) -> Rotation {
    Rotation(xAxis: R_AB * R_BC.xAxis, yAxis: R_AB * R_BC.yAxis, zAxis: R_AB * R_BC.zAxis)
  }

  /// The rotation vector: axis times angle, the angle in 0...pi. Radians.
  package var vector: Vector3 {
    let q = quaternion
    let v = Vector3(q.y, q.z, q.w)
    let sine = v.length
    return sine < 1e-12 ? 2 * v : v * (2 * atan2(sine, q.x) / sine)
  }

  /// The unit quaternion with w >= 0, as (w, x, y, z).
  package var quaternion: SIMD4<Double> {
    // Shepperd's method: divide by the largest of the four, so that none loses its digits.
    let trace = xAxis.x + yAxis.y + zAxis.z
    let (m00, m11, m22) = (xAxis.x, yAxis.y, zAxis.z)
    var q: SIMD4<Double>
    if trace >= max(m00, m11, m22) {
      q = [1 + trace, yAxis.z - zAxis.y, zAxis.x - xAxis.z, xAxis.y - yAxis.x]
    } else if m00 >= m11, m00 >= m22 {
      q = [yAxis.z - zAxis.y, 1 + m00 - m11 - m22, yAxis.x + xAxis.y, zAxis.x + xAxis.z]
    } else if m11 >= m22 {
      q = [zAxis.x - xAxis.z, yAxis.x + xAxis.y, 1 - m00 + m11 - m22, zAxis.y + yAxis.z]
    } else {
      q = [xAxis.y - yAxis.x, zAxis.x + xAxis.z, zAxis.y + yAxis.z, 1 - m00 - m11 + m22]
    }
    let squares: SIMD4<Double> = q * q
    let length: Double = squares.sum().squareRoot()
    q /= length
    return q.x < 0 ? -q : q
  }

  /// Roll, pitch and yaw about the fixed axes, as `init(roll:pitch:yaw:)` takes them; pitch in
  /// -pi/2...pi/2. Where pitch is vertical to within 1e-6 only yaw - roll (or yaw + roll) is
  /// defined, and yaw is given as 0, as manipulator_gym's utils do.
  package var rollPitchYaw: Vector3 {
    let cosine = (xAxis.x * xAxis.x + xAxis.y * xAxis.y).squareRoot()
    let pitch = atan2(-xAxis.z, cosine)
    if cosine < 1e-6 { return Vector3(atan2(-zAxis.y, yAxis.y), pitch, 0) }
    return Vector3(atan2(yAxis.z, zAxis.z), pitch, atan2(xAxis.y, xAxis.x))
  }

  /// The angle of the turn from `self` to `other`, in 0...pi. Radians.
  package func angle(to other: Rotation) -> Double {
    (inverse * other).vector.length
  }
}
