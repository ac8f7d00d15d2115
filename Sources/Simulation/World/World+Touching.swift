import Geometry

extension World {
  /// Lists where the movers touch something, or soon may, in the order of the contacts' keys.
  func findContacts(_ thrust: Thrust, _ bench: inout Workbench) {
    bench.solver.contacts.removeAll(keepingCapacity: true)
    bench.gaps.removeAll(keepingCapacity: true)
    for _ in bench.solver.movers { bench.gaps.append(.infinity) }
    for index in bench.solver.movers.indices {
      let mover = bench.solver.movers[index]
      let isFree = if case .free = mover.freedom { true } else { false }
      for i in solids.ranges[mover.body] {
        // What is on a joint meets its carrier and what stands around it only in the file's numbers.
        if isFree { meetSolids((index, i), thrust, &bench) }
        for k in thrust.pieces.indices
        where places[i].isNear(thrust.stance.places[k], slack: Self.reach) {
          let (X, X_earlier) = (thrust.stance.places[k].X_WP, thrust.earlier.places[k].X_WP)
          meet(
            (index, i), (-1, -1, solids.pieces.count + k), thrust.pieces[k].shape, X,
            drift: { p in p - X_earlier * (X.inverse * p) }, &bench)
        }
      }
    }
  }

  /// Lists where a piece of a free body is near to those of other bodies.
  private func meetSolids(
    _ a: (mover: Int, piece: Int), _ thrust: Thrust, _ bench: inout Workbench
  ) {
    let body = solids.pieces[a.piece].body
    for j in solids.pieces.indices where places[a.piece].isNear(places[j], slack: Self.reach) {
      let other = solids.pieces[j].body
      let b = bench.moverOfBody[other]
      guard other != body, other != hold?.body, b < 0 || b > a.mover else { continue }
      let way = b < 0 ? joints[other] - thrust.joints[other] : 0
      meet(
        a, (b, other, j), solids.pieces[j].shape, places[j].X_WP,
        drift: { p in way == 0 ? .zero : way * velocity(ofBody: other, at: p) }, &bench)
    }
  }

  /// Lists where a mover's piece is near another piece: a body's, or after these one of the arm's.
  @inline(__always)
  private func meet(
    _ a: (mover: Int, piece: Int), _ b: (mover: Int, body: Int, piece: Int), _ shape: Shape,
    _ X_WP: Pose, drift: (Vector3) -> Vector3, _ bench: inout Workbench
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
    let key = (a.piece << 20 | b.piece) << 3
    for (index, point) in bench.manifold.points.enumerated() {
      bench.solver.contacts.append(
        ContactSolver.Contact(
          key: key | index, a: a.mover, b: b.mover, other: b.body, normal: s.normal, p: point.p,
          gap: point.gap, friction: friction, drift: drift(point.p)))
    }
  }

  /// Of the arm's surfaces.
  private static let fingerFriction = 1.0
}
