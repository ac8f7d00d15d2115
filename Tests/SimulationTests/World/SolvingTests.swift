import Control
import Language
import Testing

@testable import Simulation

@Suite("Every task can be solved in words, and not by doing nothing") struct SolvingTests {
  /// Every scene with a goal.
  static let tasks: [String] = SceneFiles.paths.map { String($0.dropLast(5)) }.filter {
    (try? Scene.load($0, folder: SceneFiles.folder))?.goal != nil
  }

  /// The first and the last variant and one between; of a scene that scatters as many seeds.
  private func seeds(of scene: Scene) -> [UInt64] {
    let count = UInt64(scene.variants.count)
    return count < 3 ? [0, 1, 2] : [0, count / 2, count - 1]
  }

  private func start(_ scene: Scene, seed: UInt64) throws -> World {
    let station = try Station(named: scene.station, box: .eval, for: scene)
    return World(scene, station: station, seed: seed)
  }

  @Test("The oracle solves it within its steps, lets go, and leaves it standing", arguments: tasks)
  func solves(name: String) throws {
    let scene = try Scene.load(name, folder: SceneFiles.folder)
    for seed in seeds(of: scene) {
      var world = try start(scene, seed: seed)
      var oracle = try Oracle(for: scene)
      for _ in 0..<scene.steps {
        let answer = try oracle.act(in: world)
        let said = try Mapping.ecot.translate(#require(answer.words), from: world.armState)
        #expect(answer.actions == said.actions, "it does something else than it says")
        for action in said.actions { _ = world.advance(action) }
      }
      let verdict = world.verdict
      #expect(verdict.success, "seed \(seed): \(verdict.reason)")
      #expect(verdict.wasStable && world.hold == nil, "seed \(seed)")
      #expect(verdict.progress == 1, "seed \(seed): \(verdict.milestones)")
      #expect(world.clearance.gap > 0, "seed \(seed): \(world.clearance)")
    }
  }

  @Test("Standing still does not", arguments: tasks)
  func holdDoesNot(name: String) throws {
    let scene = try Scene.load(name, folder: SceneFiles.folder)
    for seed in seeds(of: scene) {
      var world = try start(scene, seed: seed)
      for _ in 0..<scene.steps {
        _ = world.advance(.hold(opening: 1))
        #expect(!world.verdict.success, "seed \(seed), step \(world.step)")
      }
    }
  }
}
