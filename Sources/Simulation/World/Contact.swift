import Geometry

/// A piece of the arm that is as good as in touch with a solid piece of a body.
struct Touch {
  /// Which body.
  let body: Int

  /// The gap. Metres.
  let distance: Double

  /// The way out, from the body towards the arm.
  var normal: Vector3

  /// The nearest point of the body, in the arm's base.
  let p_WP: Vector3

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
  ///
  /// A pair is measured again only when the arm's piece has gone so far that it may touch.
  mutating func touches(in stance: Stance, from earlier: Stance, joints: [Double]) -> [Touch] {
    var touches: [Touch] = []
    for index in meetings.indices {
      let meeting = meetings[index]
      let (collider, piece) = (armPieces[meeting.arm], solids.pieces[meeting.solid])
      let travel = stance.travel[meeting.arm]
      guard meeting.mayTouch(at: travel, joint: joints[piece.body], within: collider.skin) else {
        continue
      }
      var place = places[meeting.solid]
      if joints[piece.body] != self.joints[piece.body] {
        place = Place(
          pose(ofBody: piece.body, joint: joints[piece.body]) * piece.X_BP, piece.bounds)
      }
      let own = stance.places[meeting.arm]
      let apart = own.gap(to: place)
      // What is awake moves by itself, and is looked at each time.
      let lost =
        travel - earlier.travel[meeting.arm]
        + meeting.lever * abs(joints[piece.body] - self.joints[piece.body])
        + (isAwake[piece.body] ? .infinity : 0)
      func note(_ gap: Double) {
        meetings[index].note(gap - lost, earlier.travel[meeting.arm], self.joints[piece.body])
      }
      guard apart < Self.skin else {
        note(apart)
        continue
      }
      let gap = distance(collider.shape, own.X_WP, piece.shape, place.X_WP)
      note(gap.distance)
      guard gap.distance < collider.skin else { continue }
      let p_L = stance.links[collider.link].inverse * gap.pointOnA
      let p_earlier = earlier.links[collider.link] * p_L
      touches.append(
        Touch(
          body: piece.body, distance: gap.distance, normal: gap.normal, p_WP: gap.pointOnB,
          motion: gap.pointOnA - p_earlier, collider: collider, shape: piece.shape,
          X_BP: piece.X_BP))
    }
    return touches
  }
}

/// A piece of the arm, or of what it holds, and a solid piece that it may meet.
struct Meeting: Sendable {
  let arm, solid: Int

  /// How far the farthest point of the solid's body goes for a unit of its joint.
  let lever: Double

  /// No less than this was between the two when the arm's piece had travelled so far, and the body's
  /// joint stood there. Metres.
  private var gap, travel: Double
  private var joint: Double

  init(arm: Int, solid: Int, lever: Double, gap: Double, joint: Double) {
    (self.arm, self.solid, self.lever) = (arm, solid, lever)
    (self.gap, self.joint, travel) = (gap, joint, 0)
  }

  mutating func note(_ gap: Double, _ travel: Double, _ joint: Double) {
    (self.gap, self.travel, self.joint) = (gap, travel, joint)
  }

  /// Whether the two may come that near when the piece has travelled so far.
  @inline(__always)
  func mayTouch(at travel: Double, joint: Double, within skin: Double) -> Bool {
    gap - abs(travel - self.travel) - lever * abs(joint - self.joint) < skin + 1e-9
  }
}
