import Geometry

/// A piece of the arm that is as good as in touch with a solid piece of a body.
struct Touch {
  /// Which body.
  let body: Int

  /// The gap. Metres.
  let distance: Double

  /// The way out, from the body towards the arm.
  var normal: Vector3

  /// How the arm's point of contact moved to get here, in the arm's base. Metres.
  let motion: Vector3

  /// The arm's piece and the body's, to look at the gap that they had before.
  let collider: ArmRig.Piece
  let shape: Shape

  /// The body's piece in the body's frame.
  let X_BP: Pose
}

extension World {
  /// Closer than this the arm touches; it stops, or pushes, with this gap left, so that surfaces
  /// never overlap and the direction between them is always well defined. Metres.
  static let skin = 1e-3

  /// What the arm, and what it holds, touches in a stance, having come from another, with the
  /// bodies' joints at `joints`. In the order of the scene's bodies.
  func touches(in stance: Stance, from earlier: Stance, joints: [Double]) -> [Touch] {
    var touches: [Touch] = []
    let areWhereTheyWere = joints == self.joints
    for meeting in meetings {
      var X_WP = places[meeting.solid].X_WP
      let body = solids.pieces[meeting.solid].body
      if areWhereTheyWere || joints[body] == self.joints[body] {
        guard stance.places[meeting.arm].isNear(places[meeting.solid], slack: Self.skin) else {
          continue
        }
      } else {
        X_WP = pose(ofBody: body, joint: joints[body]) * solids.pieces[meeting.solid].X_BP
        let place = Place(X_WP, solids.pieces[meeting.solid].bounds)
        guard stance.places[meeting.arm].isNear(place, slack: Self.skin) else { continue }
      }
      let (collider, piece) = (armPieces[meeting.arm], solids.pieces[meeting.solid])
      let gap = distance(collider.shape, stance.places[meeting.arm].X_WP, piece.shape, X_WP)
      guard gap.distance < collider.skin else { continue }
      let p_L = stance.links[collider.link].inverse * gap.pointOnA
      let p_earlier = earlier.links[collider.link] * p_L
      touches.append(
        Touch(
          body: piece.body, distance: gap.distance, normal: gap.normal,
          motion: gap.pointOnA - p_earlier, collider: collider, shape: piece.shape,
          X_BP: piece.X_BP))
    }
    return touches
  }
}

/// A piece of the arm, or of what it holds, and a solid piece that it may meet.
struct Meeting: Sendable {
  let arm, solid: Int
}
