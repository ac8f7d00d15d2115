import Geometry
import Rendering

/// An arm's looks and its solid pieces, with links by index and surfaces made once.
package struct ArmRig: Sendable {
  let looks: [Look]
  let colliders: [Piece]

  /// What is drawn on one link.
  struct Look: Sendable {
    let link: Int
    let X_LS: Pose
    let mesh: Mesh
    let material: Material
  }

  /// What is solid on one link that moves.
  struct Piece: Sendable {
    let link: Int
    let X_LS: Pose
    let shape: Shape

    /// The radius of a sphere about its origin that holds it. Metres.
    let radius: Double
  }

  init(_ arm: Arm) {
    looks = arm.looks.compactMap { look in
      arm.index(ofLink: look.link).map {
        Look(
          link: $0, X_LS: look.X_LS, mesh: look.shape.mesh(),
          material: Material(colour: look.colour, specular: 0.15))
      }
    }
    colliders = arm.colliders.filter { $0.link != arm.base }.compactMap { collider in
      arm.index(ofLink: collider.link).map {
        Piece(
          link: $0, X_LS: collider.X_LS, shape: collider.shape,
          radius: collider.shape.boundingRadius)
      }
    }
  }
}
