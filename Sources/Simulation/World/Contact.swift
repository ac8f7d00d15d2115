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

  /// The two pieces, to look at the gap that they had before.
  let collider: ArmRig.Piece
  let part: Body.Part
}

/// Where every link of the arm is, for one set of joint angles and one opening of the gripper.
struct Stance {
  var q: [Double]
  var opening: Double
  let links: [LinkPose]

  init(_ arm: Arm, _ q: [Double], opening: Double) {
    self.q = q
    self.opening = opening
    links = arm.linkPoses(q, opening: opening)
  }
}

extension World {
  /// Closer than this the arm touches; it stops, or pushes, with this gap left, so that surfaces
  /// never overlap and the direction between them is always well defined. Metres.
  static let skin = 1e-3

  /// What the arm touches in a stance, having come from another, with the bodies' joints at
  /// `joints`. In the order of the scene's bodies.
  func touches(in stance: Stance, from earlier: Stance, joints: [Double]) -> [Touch] {
    var touches: [Touch] = []
    for collider in scene.rig.colliders {
      let X_WL = stance.links[collider.link].X_WL
      let X_WS = X_WL * collider.X_LS
      for (index, body) in scene.bodies.enumerated() {
        let X_WB = pose(ofBody: index, joint: joints[index])
        for part in body.parts where part.isSolid {
          let X_WP = X_WB * part.X_BP
          let apart = (X_WS.translation - X_WP.translation).length
          guard apart < collider.radius + part.radius + Self.skin else { continue }
          let gap = distance(collider.shape, X_WS, part.shape, X_WP)
          guard gap.distance < Self.skin else { continue }
          let p_L = X_WL.inverse * gap.pointOnA
          let p_earlier = earlier.links[collider.link].X_WL * p_L
          touches.append(
            Touch(
              body: index, distance: gap.distance, normal: gap.normal,
              motion: gap.pointOnA - p_earlier, collider: collider, part: part))
        }
      }
    }
    return touches
  }
}
