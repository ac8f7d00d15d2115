package import Geometry
package import Rendering

/// A rigid thing in a scene: parts that move together.
package struct Body: Sendable {
  package let name: String

  /// Where it is: somewhere in the arm's base, or on a joint of another body.
  package let placement: Placement

  /// What makes it free to be pushed, lifted and dropped; nil for what stands fast or is on a joint.
  package let mass: MassProperties?

  /// Coulomb's coefficient of its surface; that of a pair is the geometric mean of both.
  package let friction: Double

  /// No point of it is farther from its centre of mass, or else from its frame's origin. Metres.
  package let size: Double

  /// How far its farthest point goes for a unit of its joint: 1 for what slides, metres a radian for
  /// what turns; 0 without a joint.
  let lever: Double

  /// Where the oracle puts the tool to take hold of it, in the body's frame.
  package let grasp: Vector3?

  package let parts: [Part]

  init(
    name: String, placement: Placement, grasp: Vector3?, parts: [Part], mass: Double? = nil,
    friction: Double = Body.friction
  ) {
    self.name = name
    self.placement = placement
    self.grasp = grasp
    self.parts = parts
    self.mass = mass.flatMap { MassProperties(mass: $0, parts: parts) }
    self.friction = friction
    lever = if case .jointed(_, let joint) = placement { joint.lever(of: parts) } else { 0 }
    let middle = self.mass?.p_BM ?? .zero
    size = parts.reduce(0) { max($0, ($1.X_BP.translation - middle).length + $1.radius) }
  }

  /// Of what the file says nothing of: wood or plastic on the same.
  static let friction = 0.5

  /// The joint it moves on, if it does.
  package var joint: BodyJoint? {
    if case .jointed(_, let joint) = placement { joint } else { nil }
  }

  /// What it is if it is a cloth.
  package var cloth: ClothSheet? { parts.first?.cloth }

  package enum Placement: Hashable, Sendable {
    /// Its frame in the arm's base, `X_WB`, before scatter; a free one falls from there.
    case fixed(Pose)

    /// It moves on a joint of the body of that name, whose frame it shares at position 0.
    case jointed(to: String, BodyJoint)
  }

  /// One piece of a body.
  package struct Part: Sendable {
    /// What it is called in a picture's labels; several of a body may share one.
    package let name: String?

    /// What the arm can touch of it, always convex; nil for what is only drawn.
    package let shape: Shape?

    /// The piece's frame in the body's.
    package let X_BP: Pose

    package let material: Material

    /// How it lies at the start if it is a cloth; what is drawn of it then is `mesh` no longer.
    package let cloth: ClothSheet?

    /// What is drawn of it.
    package let mesh: Mesh

    /// The radius of a sphere about its origin that holds its shape; 0 without one. Metres.
    package let radius: Double

    /// Whether it keeps the lamp's light from other things; a table top need not.
    package let castsShadow: Bool

    package init(
      name: String? = nil, shape: Shape?, mesh: Mesh, X_BP: Pose, material: Material,
      castsShadow: Bool, cloth: ClothSheet? = nil
    ) {
      self.name = name
      self.shape = shape
      self.X_BP = X_BP
      self.material = material
      self.castsShadow = castsShadow
      self.mesh = mesh
      self.cloth = cloth
      radius = shape?.boundingRadius ?? 0
    }
  }
}
