import Geometry

extension World {
  /// How far the hand goes in a small step of a cloth, and in how many steps it goes at most. Metres.
  private static let handStride = (metres: 3.5e-3, most: 24)

  /// How many small steps a cloth has in a control step, if the hand does not need more, and how many
  /// of them are weight's alone at least; and how many it has at the start of an episode.
  private static let clothSteps = (each: 6, alone: 1, start: 1000)

  /// A cloth that sinks by less than this in a small step, in the mean, will soon lie still. Metres.
  private static let sinking = 2e-5

  /// How far around a cloth is looked for what it may come to lie on. Metres.
  private static let near = 0.02

  /// The scene's cloths as they lie at the start.
  mutating func spreadCloths() {
    cloths = scene.bodies.indices.compactMap { body in
      guard let part = scene.bodies[body].parts.first, let sheet = part.cloth else { return nil }
      return Cloth(sheet, body: body, at: pose(ofBody: body) * part.X_BP)
    }
    for k in cloths.indices {
      var solver = ClothSolver(cloths[k])
      settle(&cloths[k], by: &solver, for: Self.clothSteps.start)
      cloths[k].measure()
    }
  }

  /// Moves the cloths as the hand moved in this control step, opened and shut; then lets them settle.
  ///
  /// - Parameters:
  ///   - q_S: where the arm was. Radians.
  ///   - opening_S: where its fingers were.
  ///   - isPushed: whether something else moved that they may lie on.
  mutating func moveCloths(
    from q_S: [Double], opening opening_S: Double, isPushed: Bool, touching touched: inout Set<Int>
  ) -> [GripEvent] {
    var events: [GripEvent] = []
    for k in cloths.indices {
      var cloth = cloths[k]
      let before = cloth.points
      if isPushed { cloth.unrest = Cloth.patience }
      var solver = ClothSolver(cloth)
      let (taken, isMet) = carry(&cloth, by: &solver, from: q_S, opening: opening_S)
      if isMet { touched.insert(cloth.body) }
      if opening > opening_S, cloth.isHeld {
        cloth.release()
        events.append(GripEvent(what: .dropped, body: cloth.body))
        solver = ClothSolver(cloth)
      } else if opening < opening_S, !cloth.isHeld, hold == nil, grip(&cloth) {
        events.append(GripEvent(what: .gripped, body: cloth.body))
        solver = ClothSolver(cloth)
      }
      settle(
        &cloth, by: &solver, for: max(Self.clothSteps.each - taken, Self.clothSteps.alone))
      if cloth.isHeld { touched.insert(cloth.body) }
      if cloth.points != before {
        cloth.round()
        cloth.measure()
      }
      cloths[k] = cloth
    }
    return events
  }

  /// Lets a cloth sink, fold and slide under its weight until it lies still or the time is over.
  private func settle(_ cloth: inout Cloth, by solver: inout ClothSolver, for steps: Int) {
    guard cloth.unrest > 0 else { return }
    let hand = hand(at: q, opening: opening)
    var obstacles = obstacles(around: cloth, hand: hand, from: hand)
    var looked = cloth.bounds
    let X_WT = X_WT
    for _ in 0..<steps where cloth.unrest > 0 {
      // It may have come to where nothing was looked for.
      let box = cloth.bounds
      let strayed = max((looked.lower - box.lower).max(), (box.upper - looked.upper).max())
      if strayed > 0.5 * Self.near {
        obstacles = self.obstacles(around: cloth, hand: hand, from: hand)
        looked = box
      }
      let height = cloth.middle.z
      let hasMoved = solver.step(&cloth, holding: X_WT, among: obstacles)
      if !hasMoved { cloth.unrest = min(cloth.unrest, 2) }
      if height - cloth.middle.z < Self.sinking { cloth.unrest -= 1 }
    }
  }

  /// Takes a cloth along with the tool, or out of the way of the fingers.
  ///
  /// - Returns: how many small steps that took, and whether the hand touched it.
  private func carry(
    _ cloth: inout Cloth, by solver: inout ClothSolver, from q_S: [Double],
    opening opening_S: Double
  ) -> (steps: Int, isMet: Bool) {
    guard q != q_S || opening != opening_S else { return (0, false) }
    var earlier = hand(at: q_S, opening: opening_S)
    let travel = earlier.way(to: hand(at: q, opening: opening))
    let wanted = (travel / Self.handStride.metres).rounded(.up)
    let count = max(1, Int(min(wanted, Double(Self.handStride.most))))
    var (steps, isTouched) = (0, false)
    for index in 1...count {
      let share = Double(index) / Double(count)
      let q_N = zip(q_S, q).map { $0 + share * ($1 - $0) }
      let hand = hand(at: q_N, opening: opening_S + share * (opening - opening_S))
      let isMet = isMet(cloth, by: hand)
      isTouched = isTouched || isMet
      if isMet || cloth.isHeld { cloth.unrest = Cloth.patience }
      if cloth.unrest > 0 {
        steps += 1
        _ = solver.step(
          &cloth, holding: scene.arm.toolPose(q_N),
          among: obstacles(around: cloth, hand: hand, from: earlier))
      }
      earlier = hand
    }
    return (steps, isTouched)
  }

  // MARK: - What it lies on and meets

  /// The solid pieces of the hand.
  private var handPieces: [ArmRig.Piece] {
    scene.rig.colliders.filter { $0.link >= scene.arm.joints.count }
  }

  private func hand(at q: [Double], opening: Double) -> Stance {
    Stance(scene.arm, q, opening: opening, handPieces)
  }

  /// What a cloth may come to lie on or be pushed by in a small step.
  private func obstacles(around cloth: Cloth, hand: Stance, from earlier: Stance)
    -> [ClothObstacle]
  {
    let box = cloth.bounds
    func isNear(_ place: Place) -> Bool {
      all(place.lower .< box.upper + Self.near) && all(place.upper .> box.lower - Self.near)
    }
    let pieces = handPieces
    return pieces.indices.filter { isNear(hand.places[$0]) }.map {
      ClothObstacle(hand: pieces[$0], hand.places[$0], from: earlier.places[$0])
    }
      + solids.pieces.indices.filter { isNear(places[$0]) && solids.pieces[$0].body != hold?.body }
      .map { ClothObstacle(solids.pieces[$0].shape, places[$0]) }
  }

  /// Whether a piece of the hand comes so near to a cloth that they touch.
  private func isMet(_ cloth: Cloth, by hand: Stance) -> Bool {
    let box = cloth.bounds
    let pieces = handPieces
    let reach = 0.5 * cloth.sheet.thickness
    return pieces.indices.contains { k in
      guard all(hand.places[k].lower .< box.upper + reach),
        all(hand.places[k].upper .> box.lower - reach)
      else { return false }
      let obstacle = ClothObstacle(hand: pieces[k], hand.places[k], from: hand.places[k])
      return cloth.points.contains { obstacle.touches($0, reach) }
    }
  }

  // MARK: - The grip

  /// Pads take hold of what lies this little beyond their tips: they and the cloth give. Metres.
  private static let padReach = 4e-3

  /// Takes hold of the point of a cloth that is nearest to the middle between the pads, so that the
  /// cloth can turn about it, and of what lies above and beneath; false where there is none.
  private func grip(_ cloth: inout Cloth) -> Bool {
    let links = scene.arm.linkPoses(q, opening: opening)
    let faces = scene.arm.gripper.pads.compactMap { pad -> Face? in
      guard let link = scene.arm.index(ofLink: pad.link),
        let piece = scene.rig.colliders.first(where: { $0.link == link })
      else { return nil }
      let X_WL = links[link].X_WL
      return Face(
        middle: X_WL * pad.p_LF, normal: X_WL.rotation * pad.normal_L,
        X_WP: X_WL * piece.X_LS, bounds: piece.bounds)
    }
    guard faces.count == 2 else { return false }
    let (left, right) = (faces[0], faces[1])
    let middle = 0.5 * (left.middle + right.middle)
    let half = 0.5 * (right.middle - left.middle).dot(left.normal)
    // What lay a little wider than the gap is gathered into it.
    let spacing = max(cloth.sheet.spacing.x, cloth.sheet.spacing.y)
    let reach = half + 0.5 * spacing
    let between = cloth.points.indices.filter { i in
      abs((cloth.points[i] - middle).dot(left.normal)) <= reach
        && faces.allSatisfy { $0.covers(cloth.points[i], margin: Self.padReach) }
    }
    func beside(_ i: Int, _ p: Vector3) -> Double {
      let way = cloth.points[i] - p
      return Vector3(way.x, way.y, 0).length
    }
    guard let nearest = between.min(by: { beside($0, middle) < beside($1, middle) }) else {
      return false
    }
    let X_TW = X_WT.inverse
    for i in between where beside(i, cloth.points[nearest]) < 0.6 * spacing {
      let aside = (cloth.points[i] - middle).dot(left.normal)
      let gathered = cloth.points[i] + aside * (half / reach - 1) * left.normal
      cloth.held.append(Cloth.Held(point: i, p_T: X_TW * gathered))
    }
    cloth.unrest = Cloth.patience
    return true
  }

  /// The inner side of a finger.
  private struct Face {
    let middle, normal: Vector3
    let X_WP: Pose
    let bounds: Bounds

    /// Whether a point lies before the finger, seen the way it faces.
    func covers(_ p: Vector3, margin: Double) -> Bool {
      let (p_P, n) = (X_WP.inverse * p, X_WP.rotation.inverse * normal)
      return (0..<3).allSatisfy { axis in
        abs(n[axis]) > 0.7
          || p_P[axis] >= bounds.lower[axis] - margin && p_P[axis] <= bounds.upper[axis] + margin
      }
    }
  }
}

extension Cloth {
  /// Lets go of what is held.
  mutating func release() {
    held = []
    unrest = Self.patience
  }

  /// Whether a point is in the gripper or so near to one there that it passes between the fingers.
  func isBesideGrip(_ i: Int) -> Bool {
    held.contains { held in
      max(
        abs(i % sheet.columns - held.point % sheet.columns),
        abs(i / sheet.columns - held.point / sheet.columns)) <= 2
    }
  }
}
