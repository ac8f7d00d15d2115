package import Geometry

/// One degree of freedom with stops: a drawer's slide, or the hinge of a door or a lid.
package struct BodyJoint: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Straight along a direction of unit length. Positions are metres.
    case slides(along: Vector3)

    /// About a line with a direction of unit length, counter-clockwise seen from its tip. Positions are
    /// radians.
    case turns(about: Vector3, through: Vector3)
  }

  /// In the carrying body's frame.
  package let kind: Kind

  /// The two stops.
  package let range: ClosedRange<Double>

  /// Where it stands at the start, before scatter.
  package let start: Double

  package init(_ kind: Kind, range: ClosedRange<Double>, start: Double) {
    self.kind = kind
    self.range = range
    self.start = start
  }

  package var turns: Bool {
    if case .turns = kind { true } else { false }
  }

  /// The stops in degrees, for what turns; wider by rounding, so that what is written in degrees is
  /// within.
  var degrees: ClosedRange<Double> {
    let scale = 180 / Double.pi
    return (range.lowerBound * scale - 1e-9)...(range.upperBound * scale + 1e-9)
  }

  /// The body's frame in its carrier's at a position.
  func pose(at position: Double) -> Pose {
    switch kind {
    case .slides(let axis): return Pose(.identity, position * axis)
    case .turns(let axis, let p):
      let R = Rotation(about: axis, by: position)
      return Pose(R, p - R * p)
    }
  }

  /// How a point of the body moves for a unit of the joint, in the carrier's axes; the point is where
  /// it is now, in the carrier's frame.
  func velocity(at p: Vector3) -> Vector3 {
    switch kind {
    case .slides(let axis): axis
    case .turns(let axis, let pivot): axis.cross(p - pivot)
    }
  }

  /// How far the farthest point of some parts goes for a unit of the joint, or a little more.
  func lever(of parts: [Body.Part]) -> Double {
    guard case .turns(let axis, let pivot) = kind else { return 1 }
    return parts.reduce(1e-3) { farthest, part in
      let p = part.X_BP.translation - pivot
      return max(farthest, (p - p.dot(axis) * axis).length + part.radius)
    }
  }
}
