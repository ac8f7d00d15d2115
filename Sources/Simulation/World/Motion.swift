import Geometry

extension World {
  /// The longest stretch that the tool goes between two looks for contact. Metres and radians.
  static let stride = (metres: 1e-3, radians: 0.02)

  /// A body gives way along its joint when pushed within about 70 degrees of it; more across, it
  /// jams. The cosine of that angle.
  private static let leastPush = 0.35

  /// A gap that is narrower than the skin by less than this is as wide. Metres.
  static let rounding = 1e-6

  /// How often it looks for a way around what is in the way.
  private static let tries = 6

  /// Moves the tool towards a pose in a straight line, a millimetre at a time: pushing what gives
  /// way, sliding along what does not, and stopping where nothing more brings it nearer.
  ///
  /// - Parameters:
  ///   - q_G: joint angles that put the tool there.
  ///   - evenly: whether the joints go evenly as long as nothing is in the way, and the tool as that
  ///     takes it.
  /// - Returns: the bodies in the way if it did not get there, else none.
  mutating func moveArm(
    to X_WG: Pose, by q_G: [Double], evenly: Bool = false, touching touched: inout Set<Int>,
    _ bench: inout Workbench
  ) -> Set<Int> {
    var blocking: Set<Int> = []
    func left() -> Int {
      max(strides(from: X_WT, to: X_WG), evenly ? strides(from: q, to: q_G) : 0)
    }
    let nominal = left()
    if nominal == 0 || isClear(to: q_G, opening: opening) {
      if nominal > 0 { stand(at: q_G) }
      return []
    }
    for _ in 0..<(2 * nominal + 10) {
      let X = X_WT
      let left = left()
      let even = evenly ? blended(q_G, 1 / Double(max(left, 1))) : nil
      let goal =
        even.map(scene.arm.toolPose) ?? (left <= 1 ? X_WG : X.moved(1 / Double(left), of: X_WG))
      var walls: [Wall] = []
      var isFree = false

      // Along the way; if something is met, along it; and so on, for what gives way changes what
      // is met.
      for _ in 0..<Self.tries where !isFree {
        guard let slid = (goal.translation - X.translation).along(walls) else { break }
        let R = walls.isEmpty ? goal.rotation : X.rotation
        guard
          let next = (walls.isEmpty ? even : nil) ?? angles(Pose(R, X.translation + slid))
            ?? (walls.isEmpty ? blended(q_G, 1 / Double(max(left, 1))) : nil)
        else { break }
        let obstacles = enter(next, opening: opening, touching: &touched, &bench)
        isFree = obstacles.isEmpty
        walls += obstacles
        blocking.formUnion(obstacles.map(\.body))
      }
      let isStuck = !walls.isEmpty && (X_WT.translation - X.translation).length < 1e-6
      if !isFree || isStuck || left <= 1 && walls.isEmpty { break }
    }
    return left() == 0 ? [] : blocking
  }

  private func angles(_ X_WT: Pose) -> [Double]? {
    scene.arm.jointAngles(reaching: X_WT, near: q).angles
  }

  /// A share of the way to other joint angles: how the arm goes where the straight line leads
  /// beyond a joint's limit.
  private func blended(_ q_G: [Double], _ share: Double) -> [Double] {
    share == 1 ? q_G : zip(q, q_G).map { $0 + share * ($1 - $0) }
  }

  /// Puts the arm where nothing is in its way, and what it holds with it.
  private mutating func stand(at q: [Double]) {
    self.q = q
    carryHeld()
  }

  /// Moves the fingers towards an opening until they get there or meet something that does not
  /// yield.
  mutating func moveFingers(
    to target: Double, touching touched: inout Set<Int>, _ bench: inout Workbench
  ) {
    if isClear(to: q, opening: target) { return opening = target }
    let gripper = scene.arm.gripper
    let travel = gripper.padGap(opening: target) - gripper.padGap(opening: opening)
    let count = max(1, Int((abs(travel) / Self.stride.metres).rounded(.up)))
    let start = opening
    for index in 1...count where opening != target {
      let next = index == count ? target : start + (target - start) * Double(index) / Double(count)
      if enter(q, opening: next, touching: &touched, &bench).isEmpty { continue }
      // Up to it in ever smaller steps.
      for share in [0.5, 0.25, 0.125] {
        let nearer = opening + share * (target - start) / Double(count)
        _ = enter(q, opening: nearer, touching: &touched, &bench)
      }
      return
    }
  }

  /// Takes a stance if nothing solid is in the way, pushing bodies along their joints.
  ///
  /// - Returns: what is in the way; the world is then unchanged.
  private mutating func enter(
    _ next: [Double], opening opening_G: Double, touching touched: inout Set<Int>,
    _ bench: inout Workbench
  ) -> [Wall] {
    let earlier = stance(on: &bench)
    let stance = Stance(scene.arm, next, opening: opening_G, armPieces)
    var pushed = joints
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
        let yielded = (pushed[touch.body] - joints[touch.body]) * axis(ofBody: touch.body)
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
      if isRestless,
        let caught = shift(drop: Self.stride.metres, leaving: room, thrust, &bench)
      {
        setJoints(before)
        let walls = caught.filter { $0.b < 0 && $0.other < 0 }
        return walls.isEmpty
          ? caught.map { Wall(body: bench.solver.movers[$0.a].body, normal: $0.normal, advance: 0) }
          : walls.map { Wall(body: bench.solver.movers[$0.a].body, normal: -$0.normal, advance: 0) }
      }
    }
    (q, opening) = (stance.q, stance.opening)
    bench.stance = stance
    carryHeld()
    if !isListed(stance) { listMeetings(around: stance) }
    return []
  }

  /// The arm's stance now.
  private func stance(on bench: inout Workbench) -> Stance {
    if let last = bench.stance, last.q == q, last.opening == opening,
      last.places.count == armPieces.count
    {
      return last
    }
    let stance = Stance(scene.arm, q, opening: opening, armPieces)
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
  /// - Returns: whether it could: it has a joint, is not pushed across it, and is not at its stop.
  private func push(_ touch: Touch, from looked: [Double], _ joints: inout [Double]) -> Bool {
    let slope = axis(ofBody: touch.body).dot(touch.normal)
    guard let joint = scene.bodies[touch.body].joint, abs(slope) >= Self.leastPush else {
      return false
    }
    let start = looked[touch.body]
    let position = start - (touch.collider.skin - touch.distance) / slope
    guard joint.range.contains(position) else { return false }
    // Where several pieces push at once, the one that pushes farthest decides.
    if abs(position - start) > abs(joints[touch.body] - start) { joints[touch.body] = position }
    return true
  }

  /// The direction in which a body's joint moves it, in the arm's base; zero without a joint.
  func axis(ofBody index: Int) -> Vector3 {
    placements[index].rotation * (scene.bodies[index].joint?.axis ?? .zero)
  }

  /// How many strides apart two poses are; 0 when they are the same for all purposes.
  private func strides(from X: Pose, to X_WG: Pose) -> Int {
    let metres = (X_WG.translation - X.translation).length
    let radians = X.rotation.angle(to: X_WG.rotation)
    if metres < 1e-5, radians < 1e-5 { return 0 }
    return Int(max(metres / Self.stride.metres, radians / Self.stride.radians).rounded(.up))
  }
}

extension World {
  /// The same for joint angles, of which none turns further in a stride than the tool may.
  private func strides(from q: [Double], to q_G: [Double]) -> Int {
    let radians = zip(q, q_G).reduce(0) { max($0, abs($1.1 - $1.0)) }
    return radians < 1e-9 ? 0 : Int((radians / Self.stride.radians).rounded(.up))
  }
}

extension Pose {
  /// A share of the way to another pose, 0...1: straight, and turning about one axis.
  fileprivate func moved(_ share: Double, of other: Pose) -> Pose {
    let turn = (rotation.inverse * other.rotation).vector
    return Pose(
      rotation * Rotation(vector: share * turn),
      translation + share * (other.translation - translation))
  }
}

/// Something in the way that does not yield.
struct Wall {
  let body: Int

  /// Its outward direction.
  let normal: Vector3

  /// How far it comes towards the arm, being pushed elsewhere: a handle that turns a finger aside.
  /// Metres; negative when it draws back.
  let advance: Double
}

extension Vector3 {
  /// A displacement without the parts that go into walls, and out of the way of those that come
  /// nearer; nil when nothing of it is left.
  fileprivate func along(_ walls: [Wall]) -> Vector3? {
    var slid = self
    for _ in 0..<2 {
      for wall in walls {
        let short = Swift.max(0, wall.advance) + 1e-7 - slid.dot(wall.normal)
        if short > 0 { slid += short * wall.normal }
      }
    }
    let isClear = walls.allSatisfy { slid.dot($0.normal) > Swift.max(0, $0.advance) }
    return walls.isEmpty || (isClear && slid.length > 2e-5) ? slid : nil
  }
}
