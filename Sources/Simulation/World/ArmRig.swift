import Geometry
import Rendering

/// An arm's looks and its solid pieces, with links by index and surfaces made once.
package struct ArmRig: Sendable {
  let looks: [Look]
  let colliders: [Piece]

  /// The base's solid pieces, which only the arm itself may meet, and where they are.
  let base: [(shape: Shape, place: Place)]

  /// Pieces of links so far from one another along the arm that they may meet.
  let ownPairs: [OwnPair]

  struct OwnPair: Sendable {
    /// Among the colliders, the one farther from the base.
    let outer: Int

    /// Another of them, or of the base's pieces.
    let inner: Int
    let isInnerBase: Bool
  }

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

    /// The box around it, in its own frame.
    let bounds: Bounds

    /// Of a sphere about its origin that holds it. Metres.
    let radius: Double

    /// Closer than this it touches. Metres.
    let skin: Double

    init(link: Int, X_LS: Pose, shape: Shape, skin: Double = World.skin) {
      self.link = link
      self.X_LS = X_LS
      self.shape = shape
      self.skin = skin
      bounds = shape.bounds
      radius = shape.boundingRadius
    }
  }

  /// Of painted metal and plastic.
  private static let specular: Float = 0.15

  /// `meshes` are the surfaces of the arm's mesh files; a link with one has it in place of its own
  /// looks.
  init(_ arm: Arm, meshes: [String: Mesh] = [:]) {
    let files = arm.meshes.compactMap { mesh in meshes[mesh.file].map { (mesh, $0) } }
    let replaced = Set(files.map(\.0.link))
    let own = arm.looks.filter { !replaced.contains($0.link) }.compactMap { look in
      arm.index(ofLink: look.link).map {
        Look(
          link: $0, X_LS: look.X_LS, mesh: look.shape.mesh(),
          material: Material(colour: look.colour, specular: Self.specular))
      }
    }
    looks =
      own
      + files.compactMap { mesh, surface in
        arm.index(ofLink: mesh.link).map {
          Look(
            link: $0, X_LS: .identity, mesh: mesh.placed(surface),
            material: Material(colour: mesh.colour, specular: Self.specular))
        }
      }
    colliders = arm.colliders.filter { $0.link != arm.base }.compactMap { collider in
      arm.index(ofLink: collider.link).map {
        Piece(link: $0, X_LS: collider.X_LS, shape: collider.shape)
      }
    }
    base = arm.colliders.filter { $0.link == arm.base }.map {
      ($0.shape, Place($0.X_LS, $0.shape.bounds))
    }
    ownPairs = Self.pairs(colliders, base: base.count, joints: arm.joints.count)
  }

  /// Those with three joints or more between them.
  private static func pairs(_ colliders: [Piece], base: Int, joints: Int) -> [OwnPair] {
    colliders.indices.flatMap { outer in
      let rank = min(colliders[outer].link, joints)
      let own = colliders.indices.filter { rank - min(colliders[$0].link, joints) >= 3 }
      let fixed = rank >= 3 ? Array(0..<base) : []
      return own.map { OwnPair(outer: outer, inner: $0, isInnerBase: false) }
        + fixed.map { OwnPair(outer: outer, inner: $0, isInnerBase: true) }
    }
  }
}
