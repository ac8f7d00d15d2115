import Control
import Foundation
import Geometry
import Language

/// Picks a body up from above and puts it down where the goal has it: over it, down, shut, up, over
/// the place, down, open, up. What comes next is decided anew at each step from how things stand.
struct PlacingTask: OracleTask {
  private let body: Int

  /// Where the tool takes hold, in the body's frame; the fingers part at right angles to its x.
  private let p_BT: Vector3

  /// The body that carries the place, and where in its frame the middle of what is put down goes:
  /// along the horizontal, and the height of what it will lie on.
  private let other: Int
  private let place: Vector3

  /// What of the goal holds when the body is where it belongs, whether or not the arm still touches it.
  private let placed: Condition

  /// Where the tool was when it was last told to go down; nil after any other move.
  private var before: Vector3?

  /// Whether it has to go up before it tries again.
  private var mustRise = false

  /// How much higher than the place to take hold it shuts. Metres. Fingers that swing out as they
  /// shut, as the Robotiq's do, meet the table beside what lies flat.
  private var lift = 0.0

  /// How far above things it goes across. Metres.
  private static let clearance = 0.015

  /// Nil for another kind of goal.
  init?(_ goal: Condition, in scene: Scene) {
    guard let (name, otherName, place) = Self.placing(goal),
      let body = scene.bodies.firstIndex(where: { $0.name == name }),
      let other = scene.bodies.firstIndex(where: { $0.name == otherName }),
      let p_BT = scene.bodies[body].grasp
    else { return nil }
    (self.body, self.other, self.p_BT) = (body, other, p_BT)
    placed = Self.untouched(goal)
    self.place = place ?? Vector3(0, 0, Self.top(of: scene.bodies[other]))
  }

  /// A goal without what it says of letting go.
  private static func untouched(_ goal: Condition) -> Condition {
    guard case .all(let all) = goal else { return goal }
    return .all(
      all.filter {
        if case .released = $0 { false } else { true }
      })
  }

  /// What is to be put where; nil for the top of the other body.
  private static func placing(_ goal: Condition) -> (String, String, Vector3?)? {
    switch goal {
    case .over(let body, let other, _, _): return (body, other, nil)
    case .inside(let body, let other, let lower, let upper):
      let middle = 0.5 * (lower + upper)
      return (body, other, Vector3(middle.x, middle.y, lower.z))
    case .all(let all): return all.lazy.compactMap(placing).first
    default: return nil
    }
  }

  /// How high a body reaches over its frame's origin, as it stands. Metres.
  private static func top(of body: Body) -> Double {
    body.parts.reduce(-.infinity) { highest, part in
      guard let shape = part.shape else { return highest }
      return max(highest, Place(part.X_BP, shape.bounds).upper.z)
    }
  }

  mutating func next(in world: World, _ mapping: Mapping) -> Action {
    let step = mapping.size(of: .z)
    var action = Action.hold(opening: world.commandedOpening)
    let tool = world.X_WT
    let isStuck = before.map { $0.z - tool.translation.z < 0.7 * step } ?? false
    let isHeld = world.hold?.body == body
    before = nil
    func rise() -> Action {
      action.translation.z = step
      return action
    }

    if !isHeld, world.holds(placed) {
      // Done: away from it, and then still.
      let isFree = world.lowestOfHand > highest(of: [body, other], in: world) + 0.02
      return isFree ? action : opened(rise())
    }
    let goal = isHeld ? world.pose(ofBody: other) * place : world.pose(ofBody: body) * p_BT
    let from = isHeld ? world.middle(ofBody: body) : tool.translation
    let way = Vector3(goal.x - from.x, goal.y - from.y, 0)
    let turn = isHeld ? 0 : turn(in: world)
    // Close by, what was nudged aside a little is still well enough.
    let room = from.z < goal.z + 0.06 ? 0.85 : 0.5
    let isOver =
      abs(way.x) <= room * mapping.size(of: .x) + 1e-9
      && abs(way.y) <= room * mapping.size(of: .y) + 1e-9
      && abs(turn) <= room * mapping.size(of: .rotation)

    // What has met the wall of where it belongs slides down there by itself.
    if isHeld, isStuck, world.holds(placed) { return opened(action) }
    if !isOver || mustRise {
      let bottom = isHeld ? world.lowest(ofBody: body) : world.lowestOfHand
      let height = highest(between: from, and: goal, in: world)
      let canRise = world.station.box.map { tool.translation.z < $0.upper.z - step } ?? true
      if bottom < height + Self.clearance, canRise { return isHeld ? rise() : opened(rise()) }
      mustRise = false
      action.translation = way
      action.rotation.z = turn
      return isHeld ? action : opened(action)
    }
    if isHeld {
      let gap = world.lowest(ofBody: body) - goal.z
      if gap < step || isStuck { return opened(action) }
    } else if world.commandedOpening <= 0.5 {
      // Shut on nothing, or on too little: higher the next time, and from below again after four.
      mustRise = true
      lift = lift < 1.25 * step ? lift + 0.5 * step : 0
      return opened(action)
    } else if isStuck || isDeepEnough(goal.z + lift, tool.translation.z, step, world) {
      action.opening = 0
      return action
    }
    before = tool.translation
    action.translation.z = -step
    return action
  }

  /// Whether one more step down would lead beyond the place to take hold.
  private func isDeepEnough(_ goal: Double, _ z: Double, _ step: Double, _ world: World) -> Bool {
    let next = max(z - step, world.station.box?.lower.z ?? -.infinity)
    return next < goal - 0.5 * step || next > z - 1e-3
  }

  private func opened(_ action: Action) -> Action {
    var action = action
    action.opening = 1
    return action
  }

  /// How far to turn about the vertical so that the fingers part at right angles to the body's x.
  private func turn(in world: World) -> Double {
    let along = world.pose(ofBody: body).rotation.xAxis
    let parting = world.X_WT.rotation.yAxis
    guard Vector3(along.x, along.y, 0).length > 0.5 else { return 0 }
    let angle = atan2(along.y, along.x) + .pi / 2 - atan2(parting.y, parting.x)
    return angle - .pi * (angle / .pi).rounded()
  }

  private func highest(of bodies: [Int], in world: World) -> Double {
    bodies.reduce(-.infinity) { highest, body in
      world.solids.ranges[body].reduce(highest) { max($0, world.places[$1].upper.z) }
    }
  }

  /// The highest point of what lies under the way from one place to another. Metres.
  private func highest(between p: Vector3, and q: Vector3, in world: World) -> Double {
    let aside = 0.035
    let count = 1 + Int((q - p).length / 0.01)
    let stops = (0...count).map { p + Double($0) / Double(count) * (q - p) }
    return world.solids.pieces.indices.reduce(-.infinity) { highest, index in
      let place = world.places[index]
      guard place.upper.z > highest, world.solids.pieces[index].body != world.hold?.body,
        stops.contains(where: { stop in
          place.lower.x < stop.x + aside && place.upper.x > stop.x - aside
            && place.lower.y < stop.y + aside && place.upper.y > stop.y - aside
        })
      else { return highest }
      return place.upper.z
    }
  }
}

extension World {
  /// The centre of mass of a free body.
  func middle(ofBody body: Int) -> Vector3 {
    placements[body] * (scene.bodies[body].mass?.p_BM ?? .zero)
  }

  /// The lowest point of the arm's hand. Metres.
  var lowestOfHand: Double {
    let hand = scene.rig.colliders.filter { $0.link >= scene.arm.joints.count }
    let stance = Stance(scene.arm, q, opening: opening, hand)
    return stance.places.reduce(.infinity) { min($0, $1.lower.z) }
  }

  /// The lowest point of a body, or a little lower. Metres.
  func lowest(ofBody body: Int) -> Double {
    solids.ranges[body].reduce(.infinity) { min($0, places[$1].lower.z) }
  }
}
