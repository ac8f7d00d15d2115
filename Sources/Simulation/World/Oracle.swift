package import Control
import Geometry
package import Language

/// Something that sees the world itself and answers as a policy does: proof that a scene and a
/// vocabulary can be solved, and never what is evaluated.
package protocol Expert: Sendable {
  mutating func act(in world: World) throws -> Answer
}

/// Solves a drawer in words: reaches into the handle from above, one finger behind the bar, and
/// takes it along until the goal holds with something to spare.
///
/// It sees everything but may act only by saying the sentences of a vocabulary, which are read as a
/// model's are: it comes to within half a word of where it wants to be.
package struct Oracle: Expert {
  private let task: Task
  private let mapping: Mapping
  private var isInside = false

  private struct Task {
    let body: Int
    /// Where the joint is taken. Metres.
    let target: Double
    /// Where the tool goes, in the body's frame.
    let p_BT: Vector3
  }

  /// Throws when the scene's goal is not one it knows how to reach.
  package init(for scene: Scene, mapping: Mapping = .ecot) throws(OracleError) {
    let (name, target): (String, Double)
    switch scene.goal {
    case .jointAtLeast(let body, let position): (name, target) = (body, position + Self.spare)
    case .jointAtMost(let body, let position): (name, target) = (body, position - Self.spare)
    case .touched, nil: throw .goal(scene: scene.name)
    }
    guard let body = scene.bodies.firstIndex(where: { $0.name == name }),
      let p_BT = scene.bodies[body].grasp
    else { throw .goal(scene: scene.name) }
    self.task = Task(body: body, target: target, p_BT: p_BT)
    self.mapping = mapping
  }

  /// How far beyond the goal it goes. Metres.
  private static let spare = 0.01

  /// How far above its place in the handle it comes in. Metres.
  private static let clearance = 0.05

  /// Throws `Diagnosis` where the vocabulary does not understand its own words.
  package mutating func act(in world: World) throws -> Answer {
    let state = world.armState
    let most = Vector3(repeating: state.rule.length)
    let wish = next(in: world) - world.X_WT.translation
    let step = wish.clamped(lowerBound: -most, upperBound: most)
    return try mapping.said(Action(translation: step, opening: 1), from: state)
  }

  /// Where the tool should go next, in the arm's base.
  private mutating func next(in world: World) -> Vector3 {
    let X_WB = world.pose(ofBody: task.body)
    let place = X_WB * task.p_BT
    let p_WT = world.X_WT.translation
    let off = p_WT - place
    if max(abs(off.x), abs(off.y)) > 0.012, !isInside {
      return place + [0, 0, Self.clearance]
    }
    if !isInside, off.z > 0.6 * mapping.size(of: .z) { return place }
    isInside = true

    // Take the handle along its joint, keeping to its middle; stand still once there.
    let left = task.target - world.joints[task.body]
    guard let joint = world.scene.bodies[task.body].joint, abs(left) > mapping.size(of: .y) / 2
    else {
      return p_WT
    }
    let axis = world.placements[task.body].rotation * joint.axis
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
