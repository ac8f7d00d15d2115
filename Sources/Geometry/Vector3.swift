/// A point or a direction in space, three numbers along the axes of the frame its name ends in.
/// Lengths are metres.
package typealias Vector3 = SIMD3<Double>

extension SIMD3<Double> {
  @inlinable package func dot(_ other: Self) -> Double {
    x * other.x + y * other.y + z * other.z
  }

  /// The vector that turns `self` towards `other`, right-handed.
  @inlinable package func cross(_ other: Self) -> Self {
    Self(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  @inlinable package var length: Double { dot(self).squareRoot() }

  /// The same direction with length 1; not a number for the zero vector.
  @inlinable package var normalized: Self { self / length }

  /// Any unit vector at a right angle to this one, always the same for the same vector.
  package var perpendicular: Self {
    let least = abs(x) < abs(y) ? (abs(x) < abs(z) ? 0 : 2) : (abs(y) < abs(z) ? 1 : 2)
    var axis = Self.zero
    axis[least] = 1
    return cross(axis).normalized
  }
}
