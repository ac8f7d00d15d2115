import Chance
import Control
import Evaluation
import Foundation
import Geometry
import Simulation

extension Bench {
  /// How many steps of pressing at random all scenes get together.
  private static let pressedSteps = 100_000

  /// What a step of the world costs on one core, in each scene that can be run: of processor time,
  /// when the arm stands still, when it goes through the air, as the oracle drives it, as the policy
  /// `random` does, and when it goes at things at random, pressing on. And what came of the latter:
  /// the narrowest gap that any step left (negative would be an overlap), and how many steps lost
  /// something, see ``Loss``; and whether a world at rest stays the same to the bit. The last line
  /// is about all scenes together.
  static func world() throws -> [JSON] {
    let scenes = try Scene.names(folder: SceneFolder.path).compactMap { name in
      let scene = try Scene.load(name, folder: SceneFolder.path)
      return scene.goal == nil ? nil : scene
    }
    var total = Pressed()
    var areStill = true
    var lines: [JSON] = try scenes.enumerated().map { index, scene in
      let share = pressedSteps * (index + 1) / scenes.count - pressedSteps * index / scenes.count
      let station = try Station(named: scene.station, box: .none, for: scene)
      let start = World(scene, station: station, seed: 0)
      var held = start
      let hold = microseconds(steps: 1000) { _ in _ = held.advance(.hold(opening: 1)) }
      let isStill = held.isSame(as: start)
      var free = start
      let air = microseconds(steps: 400) { index in
        let dz = index / 4 % 2 == 0 ? 0.01 : -0.01
        _ = free.advance(Action(translation: [0, 0, dz], opening: 1))
      }
      let played = try oracle(in: scene, start)
      let pressed = pressed(from: start, steps: share)
      total.add(pressed)
      areStill = areStill && isStill
      return .object(
        [
          ("bench", "world"), ("scene", .string(scene.name)),
          ("bodies", .integer(scene.bodies.count)), ("hold_us", tenth(hold)),
          ("air_us", tenth(air)), ("oracle_us", played.map(tenth) ?? .null),
          ("random_us", tenth(random(from: start))),
        ] + pressed.members + [("is_still", .bool(isStill))])
    }
    lines.append(
      .object([("bench", "world_total")] + total.members + [("is_still", .bool(areStill))]))
    return lines
  }

  private static func tenth(_ microseconds: Double) -> JSON { rounded(microseconds, places: 1) }

  /// Of a step as the oracle plays an episode; nil where it cannot.
  private static func oracle(in scene: Scene, _ start: World) throws -> Double? {
    guard var oracle = try? Oracle(for: scene) else { return nil }
    var spent = 0.0
    for seed in 0..<10 as Range<UInt64> {
      var world = World(scene, station: start.station, seed: seed)
      for _ in 0..<scene.steps {
        let actions = try oracle.act(in: world).actions
        spent += microseconds(steps: 1) { _ in
          for action in actions { _ = world.advance(action) }
        }
      }
      oracle = try Oracle(for: scene)
    }
    return spent / Double(10 * scene.steps)
  }

  /// Of a step as the policy `random` drives the arm: up to a centimetre along each axis.
  private static func random(from start: World) -> Double {
    var spent = 0.0
    for seed in 1...10 as ClosedRange<UInt64> {
      var world = World(start.scene, station: start.station, seed: seed)
      var chance = Generator(seed: seed, stream: "random policy")
      spent += microseconds(steps: start.scene.steps) { _ in
        let n = (0..<6).map { chance.uniform($0 < 3 ? -0.01...0.01 : -0.05...0.05) }
        let grip = chance.uniform(0...1)
        _ = world.advance(
          Action(
            translation: [n[0], n[1], n[2]], rotation: [n[3], n[4], n[5]],
            opening: grip < 0.05 ? 0 : grip < 0.1 ? 1 : world.commandedOpening))
      }
    }
    return spent / 10
  }

  /// Makes for one thing after another, gripping and letting go, a hundred steps from each start.
  private static func pressed(from start: World, steps: Int) -> Pressed {
    var result = Pressed()
    var seed: UInt64 = 0
    while result.steps < steps {
      seed += 1
      var world = World(start.scene, station: start.station, seed: seed)
      var chance = Generator(seed: seed, stream: "walk")
      var (target, opening) = (Vector3.zero, 1.0)
      for step in 0..<min(100, steps - result.steps) {
        if step % 10 == 0 {
          let poses = world.bodyPoses
          let index = Int(chance.uniform(0...1) * Double(poses.count))
          target = poses[min(index, poses.count - 1)].X_WB.translation
          target += [chance.uniform(-0.05...0.05), chance.uniform(-0.05...0.05), 0]
          target.z += chance.uniform(-0.01...0.1)
        }
        if chance.uniform(0...1) < 0.1 { opening = 1 - opening }
        let way = target - world.X_WT.translation
        let action = Action(translation: min(1, 0.02 / way.length) * way, opening: opening)
        let before = world
        var report: StepReport?
        result.microseconds += microseconds(steps: 1) { _ in report = world.advance(action) }
        result.note(world, after: before, touching: report?.contacts.isEmpty == false)
      }
    }
    return result
  }

  /// What came of steps in which the arm pressed on.
  private struct Pressed {
    var steps = 0
    var microseconds = 0.0

    /// The narrowest gap of all. Metres.
    var gap = Double.infinity

    /// Steps after which a number was none, a body was gone, or weight had risen by itself.
    var (numbers, bodies, energy) = (0, 0, 0)

    /// Further from the base than this, or lower than the floor, a body is lost. Metres.
    private static let (away, floor) = (5.0, -1.5)

    /// What was pressed together may part by the gap that contacts keep; more is energy from nowhere.
    /// Metres.
    private static let rise = 3e-4

    mutating func note(_ world: World, after before: World, touching: Bool) {
      steps += 1
      gap = min(gap, world.clearance.gap)
      let places = world.bodyPoses.map(\.X_WB.translation)
      let numbers = places.flatMap { [$0.x, $0.y, $0.z] } + world.q + [world.opening]
      if !numbers.allSatisfy(\.isFinite) { self.numbers += 1 }
      if places.contains(where: { $0.length > Self.away || $0.z < Self.floor }) { bodies += 1 }
      let (weight, energy) = world.potential
      if !touching, energy > before.potential.energy + Self.rise * weight { self.energy += 1 }
    }

    mutating func add(_ other: Pressed) {
      steps += other.steps
      microseconds += other.microseconds
      gap = min(gap, other.gap)
      numbers += other.numbers
      bodies += other.bodies
      energy += other.energy
    }

    var members: [(String, JSON)] {
      [
        ("pressed_us", rounded(microseconds / Double(steps), places: 1)),
        ("pressed_steps", .integer(steps)),
        ("narrowest_gap_mm", rounded(1000 * gap, places: 2)),
        ("steps_not_a_number", .integer(numbers)), ("steps_body_lost", .integer(bodies)),
        ("steps_energy_gained", .integer(energy)),
      ]
    }
  }

  /// Of processor time a step.
  private static func microseconds(steps: Int, _ body: (Int) -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return 1e6 * Double(time.tv_sec) + 1e-3 * Double(time.tv_nsec)
    }
    let start = now()
    for index in 0..<steps { body(index) }
    return (now() - start) / Double(steps)
  }
}

extension World {
  /// Whether arm and bodies are where they are in another, to the bit.
  fileprivate func isSame(as other: World) -> Bool {
    q == other.q && opening == other.opening
      && bodyPoses.map(\.X_WB) == other.bodyPoses.map(\.X_WB)
  }

  /// The weight of what can fall, and its potential energy. Newtons and joules.
  fileprivate var potential: (weight: Double, energy: Double) {
    scene.bodies.indices.reduce((0, 0)) { sum, index in
      guard let mass = scene.bodies[index].mass else { return sum }
      let weight = 9.81 * mass.mass
      return (sum.0 + weight, sum.1 + weight * (pose(ofBody: index) * mass.p_BM).z)
    }
  }
}
