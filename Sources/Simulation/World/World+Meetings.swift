import Geometry

extension World {
  /// Whether the arm meets nothing at all on its way to a stance, however it goes there. If not, what
  /// it may meet at first is listed.
  mutating func isClear(to q_G: [Double], opening opening_G: Double) -> Bool {
    let start = Stance(scene.arm, q, opening: opening, armPieces)
    let goal = Stance(scene.arm, q_G, opening: opening_G, armPieces)
    // Of what the arm sweeps.
    let slack = Self.skin + Self.stride.metres + 0.5 * start.way(to: goal)
    let isPassing =
      zip(q, q_G).allSatisfy { abs($0 - $1) < 0.35 }
      && armPieces.indices.allSatisfy { k in
        var swept = start.places[k]
        swept.lower = pointwiseMin(swept.lower, goal.places[k].lower)
        swept.upper = pointwiseMax(swept.upper, goal.places[k].upper)
        return solids.pieces.indices.allSatisfy { j in
          solids.pieces[j].body == hold?.body || !swept.isNear(places[j], slack: slack)
        }
      }
    // As near as that to itself it goes step by step.
    let isClear =
      isPassing
      && !scene.rig.ownPairs.contains { pair in
        let inner = pair.isInnerBase ? scene.rig.base[pair.inner].place : goal.places[pair.inner]
        return goal.places[pair.outer].isNear(inner, slack: slack)
      }
    if !isClear { listMeetings(around: start) }
    return isClear
  }

  /// How far an arm's piece may go, and a drawer, before what it may meet is listed anew; and how
  /// near that is listed from. The difference is more than a stride moves anything. Metres.
  private static let listing = (way: 0.01, near: 0.035)

  /// Lists what the arm may meet in the next strides.
  mutating func listMeetings(around stance: Stance) {
    meetings.removeAll(keepingCapacity: true)
    listed = (stance, joints)
    for k in armPieces.indices {
      for j in solids.pieces.indices
      where stance.places[k].isNear(places[j], slack: Self.listing.near) {
        guard solids.pieces[j].body != hold?.body else { continue }
        let body = solids.pieces[j].body
        meetings.append(
          Meeting(
            arm: k, solid: j, lever: scene.bodies[body].lever,
            gap: isAwake[body] ? -.infinity : stance.places[k].gap(to: places[j]),
            joint: joints[body]))
      }
    }
  }

  /// Whether what is listed still counts.
  func isListed(_ stance: Stance) -> Bool {
    guard let listed, listed.stance.places.count == stance.places.count else { return false }
    return listed.stance.way(to: stance) < Self.listing.way
      && jointedBodies.allSatisfy {
        abs(joints[$0] - listed.joints[$0]) * scene.bodies[$0].lever < Self.listing.way
      }
  }

  /// How far every piece of the arm may go at least before it meets something, another part of the arm
  /// included: the least gap between the boxes around them, no more than what is listed knows. Metres.
  func room(around stance: Stance) -> Double {
    var least = Self.listing.near - Self.listing.way
    for meeting in meetings {
      least = min(least, stance.places[meeting.arm].gap(to: places[meeting.solid]))
    }
    for pair in scene.rig.ownPairs {
      let inner =
        pair.isInnerBase ? scene.rig.base[pair.inner].place : stance.places[pair.inner]
      least = min(least, stance.places[pair.outer].gap(to: inner))
    }
    return least
  }

  /// What of the arm itself another part of it comes too near to.
  func ownWall(in stance: Stance, from earlier: Stance) -> Wall? {
    for pair in scene.rig.ownPairs where isNear(pair, stance.places[pair.outer], in: stance) {
      let gap = gap(of: pair, in: stance)
      guard gap.distance < Self.skin - Self.rounding else { continue }
      // What overlaps by the coarseness of its shapes stays free to move.
      let before = self.gap(of: pair, in: earlier).distance
      guard before > 0, gap.distance < before - 1e-9 else { continue }
      return Wall(body: Self.armItself, normal: gap.normal, advance: 0)
    }
    return nil
  }

  /// In the place of a body's index.
  static let armItself = -1

  private func isNear(_ pair: ArmRig.OwnPair, _ outer: Place, in stance: Stance) -> Bool {
    let inner =
      pair.isInnerBase ? scene.rig.base[pair.inner].place : stance.places[pair.inner]
    return outer.isNear(inner, slack: Self.skin)
  }

  private func gap(of pair: ArmRig.OwnPair, in stance: Stance) -> Separation {
    let outer = scene.rig.colliders[pair.outer].shape
    let X_WO = stance.places[pair.outer].X_WP
    guard pair.isInnerBase else {
      return distance(
        outer, X_WO, scene.rig.colliders[pair.inner].shape, stance.places[pair.inner].X_WP)
    }
    let base = scene.rig.base[pair.inner]
    return distance(outer, X_WO, base.shape, base.place.X_WP)
  }
}
