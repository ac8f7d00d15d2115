package import Geometry

/// Where a station lets the tool go: limits along the axes of the arm's base, any of which may be
/// open. Metres.
package struct WorkspaceBox: Hashable, Sendable {
  package var lower, upper: Vector3

  package init(lower: Vector3, upper: Vector3) {
    self.lower = lower
    self.upper = upper
  }

  /// The nearest point inside.
  package func clamp(_ p_WQ: Vector3) -> Vector3 {
    pointwiseMin(pointwiseMax(p_WQ, lower), upper)
  }

  /// Which of a scene's boxes is in force.
  package enum Choice: String, CaseIterable, Hashable, Sendable {
    /// The box of the evaluation.
    case eval
    /// The box of the policy that resets the scene.
    case reset
    /// No box: the arm goes as far as it reaches.
    case none
  }
}
