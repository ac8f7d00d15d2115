/// Where frame B sits in frame A. Name it `X_AB`; read "the pose of B in A".
///
/// Poses compose when the inner letters match, `X_WC == X_WB * X_BC`, and `X_AB * p_BQ` is `p_AQ`:
/// point Q measured from A's origin, in A's axes.
package struct Pose: Hashable, Sendable {
  /// Turns B's axes into A's, `R_AB`.
  package var rotation: Rotation

  /// B's origin from A's, in A's axes, `p_AB`.
  package var translation: Vector3

  @inlinable package init(_ rotation: Rotation = .identity, _ translation: Vector3 = .zero) {
    self.rotation = rotation
    self.translation = translation
  }

  package static let identity = Pose()

  /// The pose of A in B, `X_BA`.
  @inlinable package var inverse: Pose {
    let R_BA = rotation.inverse
    return Pose(R_BA, -(R_BA * translation))
  }

  @inlinable package static func * (X_AB: Pose, X_BC: Pose) -> Pose {
    Pose(X_AB.rotation * X_BC.rotation, X_AB * X_BC.translation)
  }

  @inlinable package static func * (X_AB: Pose, p_BQ: Vector3) -> Vector3 {
    X_AB.rotation * p_BQ + X_AB.translation
  }
}
