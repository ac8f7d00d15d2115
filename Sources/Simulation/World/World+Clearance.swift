import Geometry

extension World {
  /// The narrowest gap between the arm or what moves and anything solid, the arm's own links and
  /// bodies on one joint aside; negative where they overlap. Of a cloth, its
  /// points midway between its sides count. Metres. For checks: it looks at every pair.
  package var clearance: (gap: Double, between: String) {
    var least = (gap: Double.infinity, between: "nothing")
    func look(_ a: Shape, _ A: Place, _ b: Shape, _ B: Place, _ who: @autoclosure () -> String) {
      guard A.isNear(B, slack: 0.01) else { return }
      let gap = distance(a, A.X_WP, b, B.X_WP).distance
      if gap < least.gap { least = (gap, who()) }
    }
    let links = scene.arm.linkPoses(q, opening: opening)
    for (j, solid) in solids.pieces.enumerated() {
      let name = scene.bodies[solid.body].name
      let X_WB = pose(ofBody: solid.body)
      let place = Place(X_WB * solid.X_BP, solid.bounds)
      if hold?.body != solid.body {
        for piece in scene.rig.colliders {
          let own = Place(links[piece.link].X_WL * piece.X_LS, piece.bounds)
          look(
            piece.shape, own, solid.shape, place, "\(scene.arm.links[piece.link]) and \(name)")
        }
      }
      for (k, other) in solids.pieces.enumerated() where other.body != solid.body {
        let areBothFree = scene.bodies[other.body].mass != nil
        guard scene.bodies[solid.body].mass != nil, !areBothFree || k > j else { continue }
        let its = Place(pose(ofBody: other.body) * other.X_BP, other.bounds)
        look(solid.shape, place, other.shape, its, "\(name) and \(scene.bodies[other.body].name)")
      }
    }
    for cloth in cloths {
      for (j, solid) in solids.pieces.enumerated() {
        let obstacle = ClothObstacle(solid.shape, places[j])
        for p in cloth.points where obstacle.isNear(p) {
          let gap = obstacle.surface(near: p).distance
          if gap < least.gap {
            least = (gap, "\(scene.bodies[cloth.body].name) and \(scene.bodies[solid.body].name)")
          }
        }
      }
    }
    return least
  }
}
