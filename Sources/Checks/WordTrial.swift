import Control
import Geometry
import Language
import Simulation

/// How far the hand leans where a word is tried, for at straight down Euler angles are at their worst.
enum Lean: String, CaseIterable, Sendable {
  case home = "at home"
  case forward = "with the finger tips forward"
  case back = "with the finger tips back"

  /// The pitch that leads there from home. Radians.
  private var pitch: Double {
    switch self {
    case .home: 0
    case .forward: -0.1
    case .back: 0.1
    }
  }

  /// The arm taken there.
  func world(from start: World) -> World {
    var world = start
    if self != .home {
      world.perform([Action(rotation: [0, pitch, 0], opening: world.commandedOpening)])
    }
    return world
  }
}

/// What came of saying one thing: where the tool went, found by moving the arm and looking.
struct Movement: Hashable, Sendable {
  /// Along the axes of the arm's base. Metres.
  var translation: Vector3

  /// A rotation vector about the axes of the arm's base. Radians.
  var turn: Vector3

  /// The gripper after it: 0 shut ... 1 open.
  var opening: Double

  /// What the gripper was told last: 0 shut ... 1 open.
  var told: Double

  /// What of a translation the station cut off. Metres.
  var lost: Double

  /// Whether the reader said that something had no say.
  var wasTold: Bool

  var isStill: Bool { translation.length < 1e-6 && turn.length < 1e-5 }

  /// Both parts in one, lengths in centimetres and angles in tenths of a radian.   (8, 6 used)
  var twist: SIMD8<Double> {
    let (p, r) = (100 * translation, 10 * turn)
    return [p.x, p.y, p.z, r.x, r.y, r.z, 0, 0]
  }
}

extension World {
  /// What saying something does. Absolute words are told to stay first, so that the move starts where
  /// they can name. Throws where it is not understood.
  func movement(saying: Saying, in mapping: Mapping) throws(Diagnosis) -> Movement {
    var world = self
    let stay = try mapping.translate(mapping.reply(saying: nil, from: armState), from: armState)
    world.perform(stay.actions)
    let start = world.X_WT
    let state = world.armState
    let told = try mapping.translate(mapping.reply(saying: saying, from: state), from: state)
    let lost = world.perform(told.actions)
    let end = world.X_WT
    return Movement(
      translation: end.translation - start.translation,
      turn: (end.rotation * start.rotation.inverse).vector, opening: world.opening,
      told: told.actions.last?.opening ?? state.opening, lost: lost,
      wasTold: told.reading.notes != stay.reading.notes)
  }

  /// Carries actions out and waits until the arm, which may lag, stands still.
  ///
  /// - Returns: what of the way the station cut off. Metres.
  @discardableResult
  mutating func perform(_ actions: [Action]) -> Double {
    var lost = 0.0
    for action in actions { lost += advance(action).lost }
    for _ in 0..<100 {
      let (X, before) = (X_WT, opening)
      _ = advance(.hold(opening: commandedOpening))
      let isStill =
        (X_WT.translation - X.translation).length < 1e-7
        && X.rotation.angle(to: X_WT.rotation) < 1e-7 && opening == before
      if isStill { break }
    }
    return lost
  }
}

extension StepReport {
  /// What of the translation asked for the station cut off, or the arm could not do. Metres.
  var lost: Double {
    if adjustments.contains(where: { $0.kind == .outOfReach }) { return asked.translation.length }
    let (asked, applied) = (asked.translation, applied.translation)
    var lost = Vector3.zero
    for axis in 0..<3 {
      // What goes further than asked, or the other way, is no loss beyond all that was asked.
      let kept = asked[axis] < 0 ? -applied[axis] : applied[axis]
      lost[axis] = max(0, abs(asked[axis]) - max(0, kept))
    }
    return lost.length
  }
}

/// One thing that a vocabulary can say, tried wherever the hand may lean.
struct WordTrial: Sendable {
  let saying: Saying
  let name: String

  /// What it did or why it was not understood, by ``Lean``.   (3)
  let results: [Result<Movement, Diagnosis>]

  /// How its movements stand to what the word promises; nil where there is none.   (3)
  let courses: [Course?]

  /// How a movement stands to what was promised.
  enum Course: Hashable, Sendable {
    case agrees, reversed, elsewhere
  }

  /// Within this of the promised way it is that way: the cosine of 26 degrees.
  private static let likeness = 0.9

  init(_ saying: Saying, in mapping: Mapping, from places: [World]) {
    self.saying = saying
    name = mapping.name(of: saying)
    let results = places.map { world in
      Result { () throws(Diagnosis) in try world.movement(saying: saying, in: mapping) }
    }
    self.results = results
    courses = zip(places, results).map { world, result in
      guard case .way(let axis, let isPositive) = saying, case .success(let movement) = result,
        !movement.isStill
      else { return nil }
      let promise = (isPositive ? 1.0 : -1.0) * mapping.promise(of: axis, from: world.armState)
      let way = axis.isLength ? movement.translation : movement.turn
      let likeness = way.length > 1e-9 ? way.dot(promise) / way.length : 0
      return likeness > Self.likeness ? .agrees : likeness < -Self.likeness ? .reversed : .elsewhere
    }
  }

  /// What it does at home.
  var atHome: Movement? { try? results[0].get() }

  /// Where it goes, for people.
  func inWords(_ movement: Movement) -> String {
    if case .way(let axis, _) = saying, axis.isLength, movement.translation.length > 1e-6 {
      return "goes \(movement.translation.wayInWords)"
    }
    if movement.turn.length > 1e-5 { return movement.turn.turnInWords }
    return "goes \(movement.translation.wayInWords)"
  }
}
