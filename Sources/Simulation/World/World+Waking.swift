import Geometry

extension World {
  /// Wakes the free bodies that something that moved is near to, and those that these touch.
  mutating func wake(by thrust: Thrust) {
    let near = Self.skin + Self.stride.metres + 1e-4
    // What the arm may meet is listed; what moved farther than the list's reach is awake.
    for meeting in meetings {
      let body = solids.pieces[meeting.solid].body
      guard !isAwake[body], isFree(body),
        places[meeting.solid].isNear(thrust.stance.places[meeting.arm], slack: near)
      else { continue }
      let (piece, arm) = (solids.pieces[meeting.solid], meeting.arm)
      let gap = distance(
        piece.shape, places[meeting.solid].X_WP, thrust.pieces[arm].shape,
        thrust.stance.places[arm].X_WP)
      if gap.distance < near { isAwake[body] = true }
    }
    for jointed in jointedBodies where joints[jointed] != thrust.joints[jointed] {
      wake(beside: jointed, within: near)
    }
    if isRestless { spreadWaking(within: Self.reach) }
  }

  /// Wakes the free bodies that are near to another.
  private mutating func wake(beside other: Int, within near: Double) {
    for body in freeBodies where !isAwake[body] && isFree(body) && isNear(body, other, near) {
      isAwake[body] = true
    }
  }

  /// Whether the boxes around the pieces of two bodies come near each other.
  private func isNear(_ body: Int, _ other: Int, _ near: Double) -> Bool {
    for i in solids.ranges[body] {
      for j in solids.ranges[other] where places[i].isNear(places[j], slack: near) { return true }
    }
    return false
  }

  /// Wakes what bodies that are awake touch, and what these touch.
  ///
  /// - Returns: whether any woke.
  @discardableResult
  mutating func spreadWaking(within near: Double) -> Bool {
    var isDone = false
    var didWake = false
    while !isDone {
      isDone = true
      for sleeper in freeBodies where !isAwake[sleeper] && isFree(sleeper) {
        for body in freeBodies where isAwake[body] && isNear(sleeper, body, near) {
          isAwake[sleeper] = true
          (isDone, didWake) = (false, true)
          break
        }
      }
    }
    return didWake
  }

  /// The bodies on joints that free bodies may push in the next small step, and that nothing else
  /// moves; what lies in or on them is woken.
  mutating func yielding(to thrust: Thrust) -> [Int] {
    let near = Self.reach + Self.stride.metres
    let yielding = jointedBodies.filter { jointed in
      joints[jointed] == thrust.joints[jointed]
        && freeBodies.contains { isAwake[$0] && isNear($0, jointed, near) }
    }
    for jointed in yielding { wake(beside: jointed, within: near) }
    if !yielding.isEmpty { spreadWaking(within: Self.reach) }
    return yielding
  }
}
