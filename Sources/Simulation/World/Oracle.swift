package import Control
import Geometry
package import Language

/// Something that sees the world itself and answers as a policy does: proof that a scene and a
/// vocabulary can be solved, and never what is evaluated.
package protocol Expert: Sendable {
  mutating func act(in world: World) throws -> Answer
}

/// Solves a scene in words: takes a drawer along by its handle, picks a body up and puts it down
/// where the goal has it, or folds a cloth, until the goal holds.
///
/// It sees everything but may act only by saying the sentences of a vocabulary, which are read as a
/// model's are: it comes to within half a word of where it wants to be.
package struct Oracle: Expert {
  private var task: any OracleTask
  private let mapping: Mapping

  /// Throws when the scene's goal is not one it knows how to reach.
  package init(for scene: Scene, mapping: Mapping = .ecot) throws(OracleError) {
    guard let goal = scene.goal,
      let task: any OracleTask = DrawerTask(goal, in: scene) ?? PlacingTask(goal, in: scene)
        ?? FoldingTask(goal, in: scene)
    else { throw .goal(scene: scene.name) }
    self.task = task
    self.mapping = mapping
  }

  /// Throws `Diagnosis` where the vocabulary does not understand its own words.
  package mutating func act(in world: World) throws -> Answer {
    let state = world.armState
    var wanted = task.next(in: world, mapping)
    // One step at a time, so that what is said is not several.
    let (length, angle) = (
      Vector3(repeating: state.rule.length), Vector3(repeating: state.rule.angle)
    )
    wanted.translation.clamp(lowerBound: -length, upperBound: length)
    wanted.rotation.clamp(lowerBound: -angle, upperBound: angle)
    return try mapping.said(wanted, from: state)
  }
}

/// What the oracle does in a kind of scene.
protocol OracleTask: Sendable {
  /// What it would do next if it were not for words.
  mutating func next(in world: World, _ mapping: Mapping) -> Action
}

/// Takes a handle along the way of its joint, one finger behind the bar.
struct DrawerTask: OracleTask {
  private let body: Int

  /// Where the joint is taken. Metres or radians.
  private let target: Double

  /// Where the tool goes, in the body's frame.
  private let p_BT: Vector3

  private var isInside = false

  /// How far beyond the goal it goes. Metres.
  private static let spare = 0.01

  /// How far above its place in the handle it comes in. Metres.
  private static let clearance = 0.05

  /// Nil for another kind of goal.
  init?(_ goal: Condition, in scene: Scene) {
    let (name, position, sign): (String, Double, Double)
    switch goal {
    case .jointAtLeast(let body, let least): (name, position, sign) = (body, least, 1)
    case .jointAtMost(let body, let most): (name, position, sign) = (body, most, -1)
    default: return nil
    }
    guard let body = scene.bodies.firstIndex(where: { $0.name == name }),
      let joint = scene.bodies[body].joint, let p_BT = scene.bodies[body].grasp
    else { return nil }
    let lever = joint.velocity(at: p_BT).length
    guard lever > 0 else { return nil }
    target = position + sign * Self.spare / lever
    (self.body, self.p_BT) = (body, p_BT)
  }

  mutating func next(in world: World, _ mapping: Mapping) -> Action {
    Action(translation: place(in: world, mapping) - world.X_WT.translation, opening: 1)
  }

  /// Where the tool should go next, in the arm's base.
  private mutating func place(in world: World, _ mapping: Mapping) -> Vector3 {
    let place = world.pose(ofBody: body) * p_BT
    let p_WT = world.X_WT.translation
    let off = p_WT - place
    if max(abs(off.x), abs(off.y)) > 0.012, !isInside {
      return place + [0, 0, Self.clearance]
    }
    if !isInside, off.z > 0.6 * mapping.size(of: .z) { return place }
    isInside = true

    // Take the handle along its joint, keeping to its middle; stand still once there.
    let velocity = world.velocity(ofBody: body, at: place)
    let left = (target - world.joints[body]) * velocity.length
    guard velocity.length > 0, abs(left) > mapping.size(of: .y) / 2 else { return p_WT }
    let axis = velocity.normalized
    return p_WT + left * axis + (off.dot(axis) * axis - off)
  }
}

/// Why the oracle cannot play a scene.
package enum OracleError: Error, Equatable {
  case goal(scene: String)
}

extension OracleError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .goal(let scene):
      "the oracle does not know how to reach the goal of scene '\(scene)'; "
        + "give the goal's body a grasp, or choose another --policy"
    }
  }
}
