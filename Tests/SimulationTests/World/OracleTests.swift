import Chance
import Control
import Geometry
import Language
import Testing

@testable import Simulation

@Suite("The oracle solves the drawer in words") struct OracleTests {
  @Test("It succeeds within the station's 70 steps at 50 seeds", arguments: DrawerScene.allCases)
  func solves(drawer: DrawerScene) throws {
    let scene = try drawer.scene()
    for seed in 0..<50 as Range<UInt64> {
      let world = try played(scene, box: .none, seed: seed) { answer, world in
        // It does what it says, and says no turn.
        let words = try #require(answer.words)
        let read = try Mapping.ecot.translate(words, from: world.armState)
        #expect(answer.actions == read.actions)
        #expect(read.actions.count == 1)
        #expect(read.actions[0].rotation == .zero)
      }
      #expect(world.verdict.success, "seed \(seed): \(world.verdict.reason)")
      #expect(world.verdict.progress == 1)
    }
  }

  @Test("Inside the evaluation's box it succeeds as well", arguments: DrawerScene.allCases)
  func solvesInTheBox(drawer: DrawerScene) throws {
    let scene = try drawer.scene()
    for seed in 0..<5 as Range<UInt64> {
      let world = try played(scene, box: .eval, seed: seed) { _, _ in }
      #expect(world.verdict.success, "seed \(seed): \(world.verdict.reason)")
    }
  }

  @Test(
    "It puts the eggplant where it belongs and folds the cloth, in the box and at 50 seeds",
    arguments: ["put_eggplant_in_basket", "put_eggplant_in_sink", "fold_cloth"])
  func places(name: String) throws {
    let scene = try Scene.load("autoeval/\(name)", folder: SceneFiles.folder)
    let station = try Station(named: "autoeval", box: .eval, for: scene)
    var solved = 0
    for seed in 0..<50 as Range<UInt64> {
      var world = World(scene, station: station, seed: seed)
      var oracle = try Oracle(for: scene)
      #expect(!world.verdict.success, "seed \(seed) starts at the goal")
      for _ in 0..<scene.steps {
        let answer = try oracle.act(in: world)
        let read = try Mapping.ecot.translate(#require(answer.words), from: world.armState)
        #expect(answer.actions == read.actions && read.actions.count == 1)
        for action in answer.actions { _ = world.advance(action) }
      }
      #expect(world.clearance.gap > 0, "seed \(seed): \(world.clearance)")
      guard world.verdict.success else { continue }
      solved += 1
      #expect(world.hold == nil && world.verdict.progress == 1, "seed \(seed)")
      #expect(world.verdict.wasStable, "seed \(seed)")
    }
    #expect(solved >= 49)
  }

  @Test(
    "By chance that comes about at most once in 50, and by doing nothing never",
    arguments: ["put_eggplant_in_basket", "put_eggplant_in_sink", "fold_cloth"])
  func chance(name: String) throws {
    let scene = try Scene.load("autoeval/\(name)", folder: SceneFiles.folder)
    let station = try Station(named: "autoeval", box: .eval, for: scene)
    var solved = 0
    for seed in 0..<50 as Range<UInt64> {
      var still = World(scene, station: station, seed: seed)
      for _ in 0..<scene.steps { _ = still.advance(.hold(opening: 1)) }
      #expect(!still.verdict.success, "seed \(seed)")

      // As the policy `random` does.
      var world = World(scene, station: station, seed: seed)
      var chance = Generator(seed: seed, stream: "random policy")
      for _ in 0..<scene.steps {
        let n = (0..<6).map { chance.uniform($0 < 3 ? -0.01...0.01 : -0.05...0.05) }
        let grip = chance.uniform(0...1)
        _ = world.advance(
          Action(
            translation: [n[0], n[1], n[2]], rotation: [n[3], n[4], n[5]],
            opening: grip < 0.05 ? 0 : grip < 0.1 ? 1 : world.commandedOpening))
      }
      if world.verdict.success { solved += 1 }
    }
    #expect(solved <= 1)
  }

  /// The world after 70 steps of the oracle, each of which was looked at before it was done.
  private func played(
    _ scene: Scene, box: WorkspaceBox.Choice, seed: UInt64, look: (Answer, World) throws -> Void
  ) throws -> World {
    let station = try Station(named: "autoeval", box: box, for: scene)
    var world = World(scene, station: station, seed: seed)
    var oracle = try Oracle(for: scene)
    #expect(!world.verdict.success, "seed \(seed) starts at the goal")
    for _ in 0..<70 {
      let answer = try oracle.act(in: world)
      try look(answer, world)
      for action in answer.actions { _ = world.advance(action) }
    }
    #expect(world.step == 70)
    return world
  }

  @Test("A goal without a joint, or a body without a grasp, is beyond it")
  func refuses() throws {
    let touching = try DrawerScene.open.scene([
      ("goal: {joint: drawer, at_least: 0.10}", with: "goal: {touched: drawer}")
    ])
    #expect(throws: OracleError.goal(scene: "autoeval/open_drawer")) {
      try Oracle(for: touching)
    }
    let smooth = try DrawerScene.open.scene([("    grasp: [0.1285, 0.0052, 0.0480]", with: "   ")])
    #expect(throws: OracleError.goal(scene: "autoeval/open_drawer")) { try Oracle(for: smooth) }
  }
}
