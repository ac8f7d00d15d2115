import Geometry

extension World {
  /// The longest stretch that the tool goes between two looks for contact. Metres and radians.
  static let stride = (metres: 1e-3, radians: 0.02)

  /// A gap that is narrower than the skin by less than this is as wide. Metres.
  static let rounding = 1e-6

  /// How many strides it goes in a step once something is in its way, at most: it then presses on, and
  /// what it has been told to go adds up. The length is about that of AutoEval's longest step.
  private static let longestSlide = 24

  /// How many strides it goes at once, at most.
  private static let longestLeap = 8

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
    bench.stance = nil
    var count = 2 * nominal + 10
    while count > 0 {
      count -= 1
      let X = X_WT
      let left = left()
      if leap(towards: X_WG, by: evenly ? q_G : nil, left, &bench) { continue }
      let even = evenly ? blended(q_G, 1 / Double(max(left, 1))) : nil
      let goal =
        even.map(scene.arm.toolPose) ?? (left <= 1 ? X_WG : X.moved(1 / Double(left), of: X_WG))
      var walls: [Wall] = []
      var isFree = false

      // Along the way; if something is met, along it; and so on, for what gives way changes what
      // is met.
      for _ in 0..<Self.tries where !isFree {
        // Along something far behind which it is to go it does not creep.
        let whole =
          walls.isEmpty
          ? goal.translation - X.translation
          : max(1 / Double(max(left, 1)), 0.1) * (X_WG.translation - X.translation)
        guard let slid = whole.along(walls, noLongerThan: Self.stride.metres) else { break }
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
      if !walls.isEmpty { count = min(count, Self.longestSlide) }
    }
    return left() == 0 ? [] : blocking
  }

  private func angles(_ X_WT: Pose) -> [Double]? {
    scene.arm.angles(reaching: X_WT, near: q)
  }

  /// Goes several strides at once where nothing is near enough to be met on them.
  ///
  /// - Parameters:
  ///   - q_G: the joint angles to go to evenly; nil for the tool in a straight line.
  ///   - left: how many strides are left.
  /// - Returns: whether it did.
  private mutating func leap(
    towards X_WG: Pose, by q_G: [Double]?, _ left: Int, _ bench: inout Workbench
  ) -> Bool {
    guard left > 1, !isRestless else { return false }
    let here = stance(on: &bench)
    let room = room(around: here) - Self.skin
    let count = min(left, Self.longestLeap, Int(room / (1.5 * Self.stride.metres)))
    guard count > 1 else { return false }
    let share = count == left ? 1 : Double(count) / Double(left)
    guard let next = q_G.map({ blended($0, share) }) ?? angles(X_WT.moved(share, of: X_WG)) else {
      return false
    }
    var stance = Stance(scene.arm, next, opening: opening, armPieces)
    guard here.way(to: stance) < room else { return false }
    stance.count(from: here, armPieces)
    stand(in: stance, &bench)
    return true
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
    bench.stance = nil
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
  /// nearer; nil when nothing of it is left. Along walls no longer than so.
  fileprivate func along(_ walls: [Wall], noLongerThan longest: Double) -> Vector3? {
    guard !walls.isEmpty else { return self }
    let whole = slid(along: walls, 0).length
    let slid = (whole > longest ? longest / whole * self : self).slid(along: walls, 1)
    let isClear = walls.allSatisfy { slid.dot($0.normal) > Swift.max(0, $0.advance) }
    return isClear && slid.length > 2e-5 ? slid : nil
  }

  /// The same before it is looked at; walls that come nearer count as much as is said.
  private func slid(along walls: [Wall], _ share: Double) -> Vector3 {
    var slid = self
    for _ in 0..<2 {
      for wall in walls {
        let short = share * Swift.max(0, wall.advance) + 1e-7 - slid.dot(wall.normal)
        if short > 0 { slid += short * wall.normal }
      }
    }
    return slid
  }
}
