import Geometry

/// How the arm, what it holds, and bodies on joints got from one place to another: what pushes.
struct Thrust {
  let earlier: Stance
  let stance: Stance

  /// The pieces of the arm and of what it holds, in the order of the stances' places.
  let pieces: [ArmRig.Piece]

  /// Where the joints were.   (bodies)
  let joints: [Double]
}

/// What motion is reckoned with, kept from one small step to the next.
struct Workbench {
  /// Where the arm's pieces are, to be used again while it stands there.
  var stance: Stance?

  var solver = ContactSolver()
  var manifold = Manifold()

  /// Which mover a body is, or -1.   (bodies)
  var moverOfBody: [Int] = []

  /// The least gap about each mover.   (movers)
  var gaps: [Double] = []

  /// The bodies that kept the last step from being taken.
  var caught: [Int] = []

  /// Where the movers were.   (movers)
  var starts: [Pose] = []
}

extension World {
  /// How near something has to be to count in a small step. Metres.
  private static let reach = 2e-3

  /// A step that leaves less than this between two surfaces is taken back. Metres.
  static let leastGap = 2e-5

  /// What fingers that shut leave, so that the arm can move with what is between them. Metres.
  static let fingerGap = 1.5e-4

  /// How far a body may go in a small step, at its farthest point. Metres.
  private static let longestMove = 3e-3

  /// How often a step is mended by what was missed of its turns.
  private static let passes = 4

  /// Whether a body falls and can be pushed now.
  func isFree(_ body: Int) -> Bool {
    scene.bodies[body].mass != nil && hold?.body != body
  }

  /// Whether any body is on the move.
  var isRestless: Bool { isAwake.contains(true) }

  /// Notes where a body's solid pieces are, for its joint at a position.
  mutating func place(_ body: Int, joint: Double) {
    let X_WB = pose(ofBody: body, joint: joint)
    for index in solids.ranges[body] {
      let piece = solids.pieces[index]
      places[index] = Place(X_WB * piece.X_BP, piece.bounds)
    }
  }

  // MARK: - Waking

  /// Wakes the free bodies that something that moved is near to, and those that these touch.
  mutating func wake(by thrust: Thrust) {
    for body in freeBodies where !isAwake[body] && isFree(body) {
      if isBeside(body, thrust) { isAwake[body] = true }
    }
    if isRestless { spreadWaking(within: Self.reach) }
  }

  private func isBeside(_ body: Int, _ thrust: Thrust) -> Bool {
    let near = Self.skin + Self.stride.metres + 1e-4
    for index in solids.ranges[body] {
      for k in thrust.pieces.indices
      where places[index].isNear(thrust.stance.places[k], slack: near) {
        let gap = distance(
          solids.pieces[index].shape, places[index].X_WP, thrust.pieces[k].shape,
          thrust.stance.places[k].X_WP)
        if gap.distance < near { return true }
      }
      for jointed in jointedBodies where joints[jointed] != thrust.joints[jointed] {
        for j in solids.ranges[jointed] where places[index].isNear(places[j], slack: near) {
          return true
        }
      }
    }
    return false
  }

  /// Wakes what bodies that are awake touch, and what these touch.
  mutating func spreadWaking(within near: Double) {
    var isDone = false
    while !isDone {
      isDone = true
      for sleeper in freeBodies where !isAwake[sleeper] && isFree(sleeper) {
        for i in solids.ranges[sleeper] where !isAwake[sleeper] {
          for body in freeBodies where isAwake[body] {
            for j in solids.ranges[body] where places[i].isNear(places[j], slack: near) {
              isAwake[sleeper] = true
              isDone = false
            }
          }
        }
      }
    }
  }

  // MARK: - One small step

  /// Moves the free bodies that are awake: down by their weight, out of the way of what pushes.
  ///
  /// - Parameters:
  ///   - drop: how far they fall where nothing holds them. Metres.
  ///   - room: the least gap that has to be left. Metres.
  /// - Returns: nil if they could; else what they are caught between, and all is as it was.
  mutating func shift(
    drop: Double, leaving room: Double = Self.leastGap, _ thrust: Thrust, _ bench: inout Workbench
  )
    -> [ContactSolver.Contact]?
  {
    gather(&bench)
    bench.starts.removeAll(keepingCapacity: true)
    for mover in bench.solver.movers { bench.starts.append(placements[mover.body]) }
    findContacts(thrust, &bench)
    var caught: [ContactSolver.Contact] = []
    var deepest = -Double.infinity
    for pass in 0..<Self.passes {
      if pass == 0 {
        for index in bench.solver.movers.indices { bench.solver.movers[index].move.z = -drop }
      }
      bench.solver.solve()
      if pass == 0 { caught = bench.solver.contacts.filter { $0.push > 0 } }
      guard carryOut(&bench) else { break }
      gather(&bench)
      findContacts(thrust, &bench)
      bench.caught.removeAll(keepingCapacity: true)
      for (index, mover) in bench.solver.movers.enumerated() {
        let least = bench.gaps[index]
        guard least < room, least < gaps[mover.body] - 1e-6 else { continue }
        bench.caught.append(mover.body)
      }
      if bench.caught.isEmpty {
        for (index, mover) in bench.solver.movers.enumerated() {
          gaps[mover.body] = bench.gaps[index]
        }
        return nil
      }
      // What does not get better will not get well.
      let depth = bench.gaps.min() ?? 0
      if pass > 0, depth < deepest + 0.3 * (room - deepest) { break }
      deepest = depth
    }
    for (index, mover) in bench.solver.movers.enumerated() {
      placements[mover.body] = bench.starts[index]
      place(mover.body, joint: 0)
    }
    return caught
  }

  /// Lists the bodies that are awake, at rest.
  private func gather(_ bench: inout Workbench) {
    bench.solver.movers.removeAll(keepingCapacity: true)
    if bench.moverOfBody.isEmpty { bench.moverOfBody = scene.bodies.map { _ in -1 } }
    for body in freeBodies {
      bench.moverOfBody[body] = -1
      guard isAwake[body], let mass = scene.bodies[body].mass else { continue }
      bench.moverOfBody[body] = bench.solver.movers.count
      let R = placements[body].rotation
      let inverse = mass.inverseInertia
      func row(_ k: Int) -> Vector3 {
        let e_B = Vector3(R.xAxis[k], R.yAxis[k], R.zAxis[k])
        return R * (inverse * e_B)
      }
      bench.solver.movers.append(
        ContactSolver.Mover(
          body: body, inverseMass: 1 / mass.mass,
          inverseInertia: MassProperties.Rows(x: row(0), y: row(1), z: row(2)),
          p_WM: placements[body] * mass.p_BM))
    }
  }

  /// Moves and turns the movers by what was found; false where that is more than a small step.
  private mutating func carryOut(_ bench: inout Workbench) -> Bool {
    bench.caught.removeAll(keepingCapacity: true)
    for mover in bench.solver.movers {
      let farthest = mover.move.length + mover.turn.length * size(of: mover.body)
      if farthest >= Self.longestMove { bench.caught.append(mover.body) }
    }
    guard bench.caught.isEmpty else { return false }
    for mover in bench.solver.movers {
      guard let mass = scene.bodies[mover.body].mass else { continue }
      let half = 0.5 * mover.turn
      let turned =
        Rotation(w: 1, x: half.x, y: half.y, z: half.z) * placements[mover.body].rotation
      let q = turned.quaternion
      let R = Rotation(w: q.x, x: q.y, y: q.z, z: q.w)
      placements[mover.body] = Pose(R, mover.p_WM + mover.move - R * mass.p_BM)
      place(mover.body, joint: 0)
    }
    return true
  }

  /// How far a body's farthest point may be from its centre of mass. Metres.
  func size(of body: Int) -> Double { scene.bodies[body].size }

  // MARK: - What touches

  private func findContacts(_ thrust: Thrust, _ bench: inout Workbench) {
    bench.solver.contacts.removeAll(keepingCapacity: true)
    bench.gaps.removeAll(keepingCapacity: true)
    for _ in bench.solver.movers { bench.gaps.append(.infinity) }
    for (index, mover) in bench.solver.movers.enumerated() {
      for i in solids.ranges[mover.body] {
        for j in solids.pieces.indices {
          let other = solids.pieces[j].body
          let b = bench.moverOfBody[other]
          guard other != mover.body, other != hold?.body, b < 0 || b > index,
            places[i].isNear(places[j], slack: Self.reach)
          else { continue }
          let drift = b < 0 ? joints[other] - thrust.joints[other] : 0
          meet(
            (index, i), (b, other), solids.pieces[j].shape, places[j].X_WP,
            drift: { _ in drift == 0 ? .zero : drift * axis(ofBody: other) }, &bench)
        }
        for k in thrust.pieces.indices
        where places[i].isNear(thrust.stance.places[k], slack: Self.reach) {
          let (X, X_earlier) = (thrust.stance.places[k].X_WP, thrust.earlier.places[k].X_WP)
          meet(
            (index, i), (-1, -1), thrust.pieces[k].shape, X,
            drift: { p in p - X_earlier * (X.inverse * p) }, &bench)
        }
      }
    }
  }

  /// Lists where a mover's piece is near another piece.
  @inline(__always)
  private func meet(
    _ a: (mover: Int, piece: Int), _ b: (mover: Int, body: Int), _ shape: Shape, _ X_WP: Pose,
    drift: (Vector3) -> Vector3, _ bench: inout Workbench
  ) {
    let X_WA = places[a.piece].X_WP
    let s = distance(solids.pieces[a.piece].shape, X_WA, shape, X_WP)
    guard s.distance < Self.reach else { return }
    let piece = solids.pieces[a.piece]
    bench.gaps[a.mover] = min(bench.gaps[a.mover], s.distance)
    if b.mover >= 0 { bench.gaps[b.mover] = min(bench.gaps[b.mover], s.distance) }
    let own = scene.bodies[piece.body].friction
    let its = b.body >= 0 ? scene.bodies[b.body].friction : Self.fingerFriction
    let friction = (own * its).squareRoot()
    bench.manifold.fill(s, piece.shape, X_WA, shape, X_WP, within: Self.reach)
    for point in bench.manifold.points {
      bench.solver.contacts.append(
        ContactSolver.Contact(
          a: a.mover, b: b.mover, other: b.body, normal: s.normal, p: point.p, gap: point.gap,
          friction: friction, drift: drift(point.p)))
    }
  }

  /// Of the arm's surfaces.
  private static let fingerFriction = 1.0
}
