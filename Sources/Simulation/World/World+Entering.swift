import Geometry

extension World {
  /// A body gives way along its joint when pushed within about 70 degrees of it; more across, it
  /// jams. The cosine of that angle.
  private static let leastPush = 0.35

  /// How far the far end of what has a joint may go by one push. Metres.
  private static let longestPush = 6e-3

  /// Takes a stance if nothing solid is in the way, pushing bodies along their joints.
  ///
  /// - Returns: what is in the way; the world is then unchanged.
  mutating func enter(
    _ next: [Double], opening opening_G: Double, touching touched: inout Set<Int>,
    _ bench: inout Workbench
  ) -> [Wall] {
    let earlier = stance(on: &bench)
    var stance = Stance(scene.arm, next, opening: opening_G, armPieces)
    stance.count(from: earlier, armPieces)
    var pushed = pulled(from: earlier, to: stance)
    if let wall = ownWall(in: stance, from: earlier) { return [wall] }

    // A body that gives way may meet another finger, so look again after each push.
    for attempt in 1...4 {
      let looked = pushed
      let touches = touches(in: stance, from: earlier, joints: looked)
      touched.formUnion(touches.map(\.body))
      var walls: [Wall] = []
      var isPressed = false
      for touch in touches {
        guard !isFree(touch.body), touch.distance < touch.collider.skin - Self.rounding else {
          continue
        }
        let way = pushed[touch.body] - joints[touch.body]
        let yielded = way == 0 ? .zero : way * velocity(ofBody: touch.body, at: touch.p_WP)
        var touch = touch
        if (touch.motion - yielded).dot(touch.normal) >= -1e-9 {
          // Past an edge the gap turns: what counts then is whether it was wider.
          let before = gap(of: touch, in: earlier)
          guard touch.distance < before.distance - 1e-9 else { continue }
          touch.normal = before.normal
        }
        isPressed = true
        if attempt < 4, push(touch, from: looked, &pushed) { continue }
        let advance = yielded.dot(touch.normal)
        walls.append(Wall(body: touch.body, normal: touch.normal, advance: advance))
      }
      if !walls.isEmpty { return walls }
      if !isPressed { break }
    }
    return pushFree(to: stance, from: earlier, joints: pushed, &bench)
  }

  /// Takes a stance that what is fixed and what is on joints allow, pushing what is free.
  ///
  /// - Returns: what is in the way; the world is then unchanged.
  private mutating func pushFree(
    to stance: Stance, from earlier: Stance, joints pushed: [Double], _ bench: inout Workbench
  ) -> [Wall] {
    let before = joints
    let thrust = Thrust(earlier: earlier, stance: stance, pieces: armPieces, joints: before)
    setJoints(pushed)
    if !freeBodies.isEmpty {
      wake(by: thrust)
      let room = stance.opening < earlier.opening ? Self.fingerGap : Self.leastGap
      let yielding = isRestless ? yielding(to: thrust) : []
      if isRestless,
        let caught = shift(
          drop: Self.stride.metres, leaving: room, yielding: yielding, thrust, &bench)
      {
        setJoints(before)
        let walls = caught.filter { $0.b < 0 && $0.other < 0 }
        return walls.isEmpty
          ? caught.map { Wall(body: bench.solver.movers[$0.a].body, normal: $0.normal, advance: 0) }
          : walls.map { Wall(body: bench.solver.movers[$0.a].body, normal: -$0.normal, advance: 0) }
      }
    }
    stand(in: stance, &bench)
    return []
  }

  /// Puts the arm in a stance, and what it holds with it.
  mutating func stand(in stance: Stance, _ bench: inout Workbench) {
    (q, opening) = (stance.q, stance.opening)
    bench.stance = stance
    carryHeld()
    if !isListed(stance) {
      listMeetings(around: stance)
      bench.stance?.setOut()
    }
  }

  /// The arm's stance now.
  func stance(on bench: inout Workbench) -> Stance {
    if let last = bench.stance, last.q == q, last.opening == opening,
      last.places.count == armPieces.count
    {
      return last
    }
    var stance = Stance(scene.arm, q, opening: opening, armPieces)
    stance.setOut()
    bench.stance = stance
    return stance
  }

  private mutating func setJoints(_ positions: [Double]) {
    for body in jointedBodies where joints[body] != positions[body] {
      joints[body] = positions[body]
      place(body, joint: positions[body])
    }
  }

  /// The gap between the two pieces of a touch in a stance, with the bodies where they are.
  private func gap(of touch: Touch, in stance: Stance) -> Separation {
    let X_WS = stance.links[touch.collider.link] * touch.collider.X_LS
    let X_WP = pose(ofBody: touch.body) * touch.X_BP
    return distance(touch.collider.shape, X_WS, touch.shape, X_WP)
  }

  /// Moves a touched body along its joint until the gap is open again, from where it was looked at.
  ///
  /// - Returns: whether it could: it has a joint, is not pushed across it, is not at its stop, and is
  ///   not pushed so near to its hinge that the far end would jump.
  private func push(_ touch: Touch, from looked: [Double], _ joints: inout [Double]) -> Bool {
    let body = scene.bodies[touch.body]
    guard let joint = body.joint else { return false }
    let velocity = velocity(ofBody: touch.body, at: touch.p_WP)
    let slope = velocity.dot(touch.normal)
    guard abs(slope) >= Self.leastPush * velocity.length, slope != 0 else { return false }
    let start = looked[touch.body]
    let position = start - (touch.collider.skin - touch.distance) / slope
    guard joint.range.contains(position), abs(position - start) * body.lever <= Self.longestPush
    else { return false }
    // Where several pieces push at once, the one that pushes farthest decides.
    if abs(position - start) > abs(joints[touch.body] - start) { joints[touch.body] = position }
    return true
  }

  /// How a point of a body, where it is now, moves for a unit of the body's joint, in the arm's base;
  /// zero without a joint.
  func velocity(ofBody index: Int, at p_WP: Vector3) -> Vector3 {
    guard let joint = scene.bodies[index].joint else { return .zero }
    let X_WC = placements[index]
    return X_WC.rotation * joint.velocity(at: X_WC.inverse * p_WP)
  }
}
