import Geometry

extension World {
  /// How far a body that is awake falls in one small step, in the air and near something. Metres.
  private static let drops = (free: 1e-3, near: 5e-4)

  /// How many small steps a body is watched before it is said to lie still.
  private static let watch = 8

  /// It lies still if no point of it went further than this while it was watched, or if it came
  /// lower by no more than that: weight moves nothing that it does not lower. Metres.
  private static let (stillness, descent) = (4e-5, 8e-6)

  /// What falls lower than this has left the scene, and lies there. Metres, in W.
  private static let floor = -0.75

  /// Lets everything that is awake fall, tip, slide and settle, until it lies still or the step is
  /// over.
  ///
  /// - Parameter longestFall: how far something falls in that time, at most. Metres.
  /// - Returns: the bodies that fell, by more than a centimetre.
  @discardableResult
  mutating func settle(
    _ bench: inout Workbench, for steps: Int = 400, within longestFall: Double = 0.2
  ) -> Set<Int> {
    guard isRestless else { return [] }
    let still = still()
    let starts = placements
    var (watched, watching) = (placements, 0)
    var fall = 0.0
    for _ in 0..<steps where isRestless && fall < longestFall {
      let isNear = freeBodies.contains { isAwake[$0] && gaps[$0] < 2e-3 }
      let drop = isNear ? Self.drops.near : Self.drops.free
      fall += drop
      let (before, awake) = (placements, isAwake)
      var isTaken = shift(drop: drop, still, &bench) == nil
      if isTaken {
        if isAtRest(since: before) { sleepAll() }
      } else {
        // Caught: a smaller step may do; if not, what is caught stays where it is.
        isTaken = shift(drop: 0.1 * drop, still, &bench) == nil
        if !isTaken { for body in bench.caught { isAwake[body] = false } }
      }
      sinkToFloor()
      spreadWaking(within: 2 * ContactSolver.rest)
      bench.isFresh = isTaken && isAwake == awake
      watching += 1
      guard watching == Self.watch else { continue }
      let moved = freeBodies.contains { body in
        isAwake[body] && way(of: body, from: watched[body]) > Self.stillness
          && height(of: body, at: watched[body]) - height(of: body, at: placements[body])
            > Self.descent
      }
      if !moved { sleepAll() }
      (watched, watching) = (placements, 0)
    }
    bench.isFresh = false
    return Set(
      freeBodies.filter {
        isFree($0) && starts[$0].translation.z - placements[$0].translation.z > 0.01
      })
  }

  /// Whether no body went farther in one small step than it may in one of those that are watched.
  private func isAtRest(since before: [Pose]) -> Bool {
    freeBodies.allSatisfy { body in
      !isAwake[body]
        || way(of: body, from: before[body]) < Self.stillness / Double(Self.watch)
          && gaps[body] < Self.reach
    }
  }

  /// What pushes while the arm stands still: nothing.
  func still() -> Thrust {
    let pieces = armPieces
    let stance = Stance(scene.arm, q, opening: opening, pieces)
    return Thrust(earlier: stance, stance: stance, pieces: pieces, joints: joints)
  }

  /// Of a free body's centre of mass. Metres.
  private func height(of body: Int, at X_WB: Pose) -> Double {
    (X_WB * (scene.bodies[body].mass?.p_BM ?? .zero)).z
  }

  /// How far the farthest point of a body went.
  private func way(of body: Int, from X: Pose) -> Double {
    let X_WB = placements[body]
    let u = (X_WB.rotation.xAxis - X.rotation.xAxis).length
    let v = (X_WB.rotation.yAxis - X.rotation.yAxis).length
    let w = (X_WB.rotation.zAxis - X.rotation.zAxis).length
    return (X_WB.translation - X.translation).length + scene.bodies[body].size * max(u, v, w)
  }

  private mutating func sleepAll() {
    for body in freeBodies { isAwake[body] = false }
  }

  private mutating func sinkToFloor() {
    for body in freeBodies where isAwake[body] && placements[body].translation.z < Self.floor {
      isAwake[body] = false
    }
  }
}
