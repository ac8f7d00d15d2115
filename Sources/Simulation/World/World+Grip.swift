import Geometry

/// A body in the gripper: it goes where the tool goes.
struct Hold: Sendable {
  let body: Int
  let X_TB: Pose
}

/// A body on a joint between the fingers: the tool takes it along its joint, and slips otherwise.
struct Pull: Sendable {
  let body: Int
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

  /// Closer than this a finger touches what it holds; what is on a joint does not come to lie in the
  /// middle between stiff fingers, so that they are given what real ones bend. Metres.
  private static let (closeness, compliance) = (8e-4, 3e-3)

  /// A pad has to cover this much of what it holds along either of its sides, or half of it where
  /// that is less; else it slips out. Metres.
  private static let cover = 4e-3

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
    if let pull, target > opening {
      events.append(GripEvent(what: .dropped, body: pull.body))
      self.pull = nil
    }
    guard target != opening else { return events }
    let start = opening
    moveFingers(to: target, touching: &touched, &bench)
    guard opening < start, opening > target, pull == nil else { return events }
    for body in freeBodies {
      guard let grip = grip(on: body) else { continue }
      events.append(GripEvent(what: grip ? .gripped : .slipped, body: body))
      if grip { take(body) }
      if hold != nil { return events }
    }
    if let body = jointedBodies.first(where: { grip(on: $0) == true }) {
      events.append(GripEvent(what: .gripped, body: body))
      pull = Pull(body: body)
    }
    return events
  }

  /// Lets go of what is on a joint and no longer between the fingers.
  mutating func checkPull() -> [GripEvent] {
    guard let pull, grip(on: pull.body) != true else { return [] }
    self.pull = nil
    return [GripEvent(what: .slipped, body: pull.body)]
  }

  /// Where the joints are when the tool has taken along what it has hold of.
  func pulled(from earlier: Stance, to stance: Stance) -> [Double] {
    guard let pull, let joint = scene.bodies[pull.body].joint, let tool = toolLink else {
      return joints
    }
    let p = earlier.links[tool].translation
    let velocity = velocity(ofBody: pull.body, at: p)
    let squared = velocity.dot(velocity)
    guard squared > 1e-6 else { return joints }
    let way = (stance.links[tool].translation - p).dot(velocity) / squared
    var positions = joints
    positions[pull.body] = min(
      max(joints[pull.body] + way, joint.range.lowerBound), joint.range.upperBound)
    return positions
  }

  /// Where the tool's frame is among the arm's links.
  private var toolLink: Int? {
    scene.arm.tool.last.flatMap { scene.arm.index(ofLink: $0.name) }
  }

  /// Whether both fingers touch a body from opposite sides, and if so, whether the pads cover enough
  /// of it.
  private func grip(on body: Int) -> Bool? {
    let stance = Stance(scene.arm, q, opening: opening, armPieces)
    let near = scene.bodies[body].joint == nil ? Self.closeness : Self.compliance
    var isSafe = true
    for pad in scene.arm.gripper.pads {
      guard let link = scene.arm.index(ofLink: pad.link) else { return nil }
      let facing = stance.links[link].rotation * pad.normal_L
      var best: Bool?
      for (k, piece) in armPieces.enumerated() where piece.link == link {
        for j in solids.ranges[body]
        where isTouched(j, piece, stance.places[k], facing, near) {
          best = (best ?? false) || isCovered(j, by: piece, stance.places[k], facing)
        }
      }
      guard let best else { return nil }
      isSafe = isSafe && best
    }
    return isSafe
  }

  /// Whether a finger touches a piece with its inner side, as good as at right angles.
  private func isTouched(
    _ solid: Int, _ finger: ArmRig.Piece, _ place: Place, _ facing: Vector3, _ near: Double
  ) -> Bool {
    guard place.isNear(places[solid], slack: near) else { return false }
    let s = distance(finger.shape, place.X_WP, solids.pieces[solid].shape, places[solid].X_WP)
    return s.distance < near && -s.normal.dot(facing) >= Self.opposed
  }

  /// Whether a finger's inner side lies over enough of a piece, seen the way it faces.
  private func isCovered(
    _ solid: Int, by finger: ArmRig.Piece, _ place: Place, _ facing: Vector3
  ) -> Bool {
    let R_WP = place.X_WP.rotation
    var corners: [Vector3] = []
    finger.shape.facet(towards: R_WP.inverse * facing, into: &corners)
    guard corners.count > 2 else { return false }
    // Along the pad's first side, and across it.
    let along = (R_WP * (corners[1] - corners[0])).normalized
    return [along, facing.cross(along)].allSatisfy { way in
      let reach = corners.map { (place.X_WP * $0).dot(way) }
      let X_WB = places[solid].X_WP
      let own = X_WB.rotation.inverse * way
      let shape = solids.pieces[solid].shape
      let (low, high) = (
        (X_WB * shape.support(-own)).dot(way), (X_WB * shape.support(own)).dot(way)
      )
      let shared = min(high, reach.max() ?? 0) - max(low, reach.min() ?? 0)
      return shared >= min(Self.cover, 0.5 * (high - low))
    }
  }

  private mutating func take(_ body: Int) {
    let X_TB = X_WT.inverse * placements[body]
    hold = Hold(body: body, X_TB: X_TB)
    isAwake[body] = false
    guard let tool = toolLink else { return }
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
