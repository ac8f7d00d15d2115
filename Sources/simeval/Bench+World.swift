import Chance
import Control
import Evaluation
import Foundation
import Geometry
import Simulation

extension Bench {
  /// What a step of the world costs on one core, in each scene that can be run: of processor time,
  /// when the arm stands still, when it goes through the air, as the oracle drives it, and when it
  /// goes at things at random. And what came of the latter: the narrowest gap that was left
  /// (negative would be an overlap), and whether a world at rest stays the same to the bit.
  static func world() throws -> [JSON] {
    try Scene.names(folder: SceneFolder.path).compactMap { name in
      let scene = try Scene.load(name, folder: SceneFolder.path)
      guard scene.goal != nil else { return nil }
      let station = try Station(named: scene.station, box: .none, for: scene)
      let start = World(scene, station: station, seed: 0)
      var held = start
      let hold = microseconds(steps: 1000) { _ in _ = held.advance(.hold(opening: 1)) }
      var free = start
      let air = microseconds(steps: 400) { index in
        let dz = index / 4 % 2 == 0 ? 0.01 : -0.01
        _ = free.advance(Action(translation: [0, 0, dz], opening: 1))
      }
      let played = try oracle(in: scene, start)
      let walked = walk(from: start, seeds: 20, steps: 100)
      return [
        "bench": "world", "scene": .string(name), "bodies": .integer(scene.bodies.count),
        "hold_us": .number(hold), "air_us": .number(air), "oracle_us": JSON(played),
        "random_us": .number(walked.microseconds), "random_steps": .integer(2000),
        "narrowest_gap_mm": .number((walked.gap * 1e5).rounded() / 100),
        "is_still": .bool(held.bodyPoses.map(\.X_WB) == start.bodyPoses.map(\.X_WB)),
      ]
    }
  }

  /// Of a step as the oracle plays an episode; nil where it cannot.
  private static func oracle(in scene: Scene, _ start: World) throws -> Double? {
    guard var oracle = try? Oracle(for: scene) else { return nil }
    var (world, spent) = (start, 0.0)
    for _ in 0..<scene.steps {
      let actions = oracle.act(in: world).actions
      spent += microseconds(steps: 1) { _ in
        for action in actions { _ = world.advance(action) }
      }
    }
    return (spent / Double(scene.steps) * 10).rounded() / 10
  }

  /// Makes for one thing after another, gripping and letting go.
  private static func walk(
    from start: World, seeds: UInt64, steps: Int
  ) -> (microseconds: Double, gap: Double) {
    var (gap, spent) = (Double.infinity, 0.0)
    for seed in 1...seeds {
      var world = World(start.scene, station: start.station, seed: seed)
      var chance = Generator(seed: seed, stream: "walk")
      var (target, opening) = (Vector3.zero, 1.0)
      for step in 0..<steps {
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
        spent += microseconds(steps: 1) { _ in _ = world.advance(action) }
        gap = min(gap, world.clearance.gap)
      }
    }
    return ((spent / Double(seeds) / Double(steps) * 10).rounded() / 10, gap)
  }

  /// Of processor time a step, to a tenth.
  private static func microseconds(steps: Int, _ body: (Int) -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return 1e6 * Double(time.tv_sec) + 1e-3 * Double(time.tv_nsec)
    }
    let start = now()
    for index in 0..<steps { body(index) }
    return ((now() - start) / Double(steps) * 10).rounded() / 10
  }
}
