import Geometry

/// A body in the gripper: it goes where the tool goes.
struct Hold: Sendable {
  let body: Int
  let X_TB: Pose
}

/// What became of a body between the fingers.
struct GripEvent {
  enum What: String { case gripped, slipped, dropped }
  let what: What
  let body: Int
}

extension World {
  /// Fingers hold what they touch in directions within 60 degrees of the way they move, as SIMPLER
  /// has it (`is_grasped`). The cosine of that.
  private static let opposed = 0.5

  /// Closer than this a finger touches what it holds. Metres.
  private static let closeness = 8e-4

  /// What is touched nearer to the edge of a pad than this slips out. Metres.
  private static let inset = 2.5e-3

  /// Opens or shuts the gripper: drops what it holds, or takes hold of what is between the fingers.
  mutating func moveGripper(
    to target: Double, touching touched: inout Set<Int>, _ bench: inout Workbench
  ) -> [GripEvent] {
    var events: [GripEvent] = []
    if let hold {
      guard target > opening else { return [] }
      events.append(GripEvent(what: .dropped, body: hold.body))
      release()
    }
    guard target != opening else { return events }
    let start = opening
    moveFingers(to: target, touching: &touched, &bench)
    guard opening < start, opening > target else { return events }
    for body in freeBodies {
      guard let grip = grip(on: body) else { continue }
      events.append(GripEvent(what: grip ? .gripped : .slipped, body: body))
      if grip { take(body) }
      if hold != nil { break }
    }
    return events
  }

  /// Whether both fingers touch a body from opposite sides, and if so, whether well inside the pads.
  private func grip(on body: Int) -> Bool? {
    let stance = Stance(scene.arm, q, opening: opening, armPieces)
    var isSafe = true
    for pad in scene.arm.gripper.pads {
      guard let link = scene.arm.index(ofLink: pad.link) else { return nil }
      let facing = stance.links[link].rotation * pad.normal_L
      var best: Double?
      for (k, piece) in armPieces.enumerated() where piece.link == link {
        for j in solids.ranges[body] {
          guard let inset = inset(of: j, in: piece, stance.places[k], facing) else { continue }
          best = max(best ?? inset, inset)
        }
      }
      guard let best else { return nil }
      isSafe = isSafe && best >= Self.inset
    }
    return isSafe
  }

  /// How far inside a finger's flat side a piece is touched; nil where it is not. Metres.
  private func inset(
    of solid: Int, in finger: ArmRig.Piece, _ place: Place, _ facing: Vector3
  ) -> Double? {
    guard place.isNear(places[solid], slack: Self.closeness) else { return nil }
    let (shape, X_WP) = (solids.pieces[solid].shape, places[solid].X_WP)
    let s = distance(finger.shape, place.X_WP, shape, X_WP)
    guard s.distance < Self.closeness, -s.normal.dot(facing) >= Self.opposed else { return nil }
    var manifold = Manifold()
    manifold.fill(s, finger.shape, place.X_WP, shape, X_WP, within: Self.closeness)
    let sum = manifold.points.reduce(Vector3.zero) { $0 + $1.p }
    let p = place.X_WP.inverse * (sum / Double(max(1, manifold.points.count)))
    var corners: [Vector3] = []
    finger.shape.facet(towards: place.X_WP.rotation.inverse * facing, into: &corners)
    return p.inset(in: corners)
  }

  private mutating func take(_ body: Int) {
    let X_TB = X_WT.inverse * placements[body]
    hold = Hold(body: body, X_TB: X_TB)
    isAwake[body] = false
    guard let tool = scene.arm.tool.last.flatMap({ scene.arm.index(ofLink: $0.name) }) else {
      return
    }
    armPieces += solids.ranges[body].map { index in
      let piece = solids.pieces[index]
      return ArmRig.Piece(
        link: tool, X_LS: X_TB * piece.X_BP, shape: piece.shape, skin: ContactSolver.rest)
    }
  }

  private mutating func release() {
    guard let hold else { return }
    armPieces.removeLast(solids.ranges[hold.body].count)
    isAwake[hold.body] = true
    self.hold = nil
  }

  /// Puts what is held where the tool has it.
  mutating func carryHeld() {
    guard let hold else { return }
    placements[hold.body] = X_WT * hold.X_TB
    place(hold.body, joint: 0)
  }
}

extension Vector3 {
  /// How far inside a flat outline the point is, seen at right angles to it; negative outside.
  fileprivate func inset(in corners: [Vector3]) -> Double {
    guard corners.count > 2 else { return 0 }
    let middle = corners.reduce(.zero, +) / Double(corners.count)
    var least = Double.infinity
    for (index, p) in corners.enumerated() {
      let along = (corners[(index + 1) % corners.count] - p).normalized
      func across(_ q: Vector3) -> Vector3 { (q - p) - (q - p).dot(along) * along }
      let inward = across(middle).normalized
      least = Swift.min(least, (self - p).dot(inward))
    }
    return least
  }
}
