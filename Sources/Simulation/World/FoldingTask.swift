import Control
import Geometry
import Language

/// Folds a cloth: takes it by a corner from above, carries that in an arc to the other corner, lets
/// go and goes up. What comes next is decided anew at each step from how things stand.
struct FoldingTask: OracleTask {
  private let body: Int

  /// The points of the two corners.
  private let from, to: Int

  /// What of the goal holds when the cloth is folded, whether or not the arm still touches it.
  private let folded: Condition

  /// Where the tool took hold, and where that will lie from the other corner when the cloth is folded;
  /// nil before.
  private var start: (p_WT: Vector3, fromCorner: Vector3)?

  /// How high the tool was when it was last told to go down; nil after any other move.
  private var before: Double?

  /// How far from its corner it takes the cloth, towards the other. Metres.
  private static let inset = 0.006

  /// How near to the points the fingertips have to come. Metres.
  private static let reach = 0.003

  /// How high above where it took hold it comes and goes, and lets go. Metres.
  private static let (top, bottom) = (0.06, 0.01)

  /// How steeply it carries the cloth up, and down again.
  private static let slope = 0.7

  /// Nil for another kind of goal.
  init?(_ goal: Condition, in scene: Scene) {
    guard let folded = Self.folding(goal), case .folded(let name, let corners, _, _) = folded,
      let body = scene.bodies.firstIndex(where: { $0.name == name }),
      let sheet = scene.bodies[body].cloth
    else { return nil }
    (self.body, self.folded) = (body, folded)
    (from, to) = (sheet.corner(corners.from), sheet.corner(corners.to))
  }

  private static func folding(_ goal: Condition) -> Condition? {
    switch goal {
    case .folded: goal
    case .all(let all): all.lazy.compactMap(folding).first
    default: nil
    }
  }

  mutating func next(in world: World, _ mapping: Mapping) -> Action {
    let wasGoingDown = before
    before = nil
    var action = Action.hold(opening: world.commandedOpening)
    guard let cloth = world.cloth(ofBody: body) else { return action }
    let tool = world.X_WT.translation
    if cloth.isHeld {
      let (begin, fromCorner) = start ?? (tool, .zero)
      let goal = cloth.points[to] + fromCorner
      let way = (world.station.box?.clamp(goal) ?? goal) - tool
      return carry(way, tool - begin, mapping, action)
    }
    let height = tool.z - cloth.bounds.upper.z
    if world.holds(folded) || world.commandedOpening <= 0.5 {
      // Done, or shut on nothing: away from it.
      action.opening = 1
      action.translation.z = height < Self.top ? mapping.size(of: .z) : 0
      return action
    }
    let way = place(in: cloth, world.station.box) - tool
    let isOver = abs(way.x) <= room(.x, mapping) && abs(way.y) <= room(.y, mapping)
    guard isOver else {
      action.translation = Vector3(way.x, way.y, Self.top - height)
      return action
    }
    let isStuck = wasGoingDown.map { $0 - tool.z < 0.3 * mapping.size(of: .z) } ?? false
    if isStuck || world.lowestOfHand - cloth.points[from].z < Self.reach {
      start = (tool, mirrored(tool - cloth.points[from], in: cloth))
      action.opening = 0
    } else {
      before = tool.z
      action.translation.z = -mapping.size(of: .z)
    }
    return action
  }

  /// Where it takes hold: at the corner, as near as the box lets it.
  private func place(in cloth: Cloth, _ box: WorkspaceBox?) -> Vector3 {
    let corner = cloth.points[from]
    let inwards = cloth.points[to] - corner
    let length = Vector3(inwards.x, inwards.y, 0).length
    let place = length > 0.02 ? corner + Self.inset / length * inwards : corner
    return box?.clamp(place) ?? place
  }

  /// An offset from the one corner as it is from the other when the cloth is folded, level.
  private func mirrored(_ offset: Vector3, in cloth: Cloth) -> Vector3 {
    var along = cloth.points[to] - cloth.points[from]
    along.z = 0
    guard along.length > 0.02 else { return .zero }
    var offset = offset - 2 * offset.dot(along.normalized) * along.normalized
    offset.z = 0
    return offset
  }

  /// The next move with the corner in the gripper: up and over, down, and open.
  ///
  /// - Parameters:
  ///   - way: from the tool to where it is to let go, along the horizontal.
  ///   - gone: from where it took hold to the tool.
  private func carry(_ way: Vector3, _ gone: Vector3, _ mapping: Mapping, _ action: Action)
    -> Action
  {
    var action = action
    let step = mapping.size(of: .z)
    if abs(way.x) <= room(.x, mapping), abs(way.y) <= room(.y, mapping) {
      let isLow = gone.z < Self.bottom + 0.7 * step
      if isLow { action.opening = 1 } else { action.translation.z = -step }
      return action
    }
    let (left, done) = (Vector3(way.x, way.y, 0).length, Vector3(gone.x, gone.y, 0).length)
    let height = Self.bottom + Self.slope * min(done, left)
    action.translation = Vector3(way.x, way.y, height + step - gone.z)
    return action
  }

  /// What a word along an axis cannot make better. Metres.
  private func room(_ axis: Move.Axis, _ mapping: Mapping) -> Double {
    0.55 * mapping.size(of: axis)
  }
}
