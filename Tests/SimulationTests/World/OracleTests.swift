import Control
import Geometry
import Language
import Testing

@testable import Simulation

@Suite("The oracle solves the drawer in words") struct OracleTests {
  @Test("It succeeds within the station's 70 steps at 50 seeds", arguments: DrawerScene.allCases)
  func solves(drawer: DrawerScene) throws {
    for seed in 0..<50 as Range<UInt64> {
      var world = try drawer.world(seed: seed)
      var oracle = try Oracle(for: world.scene)
      #expect(!world.verdict.success, "seed \(seed) starts at the goal")
      for _ in 0..<70 {
        let answer = oracle.act(in: world)
        for action in answer.actions { world.advance(action) }
      }
      #expect(world.step == 70)
      #expect(world.verdict.success, "seed \(seed): \(world.verdict.reason)")
    }
  }

  @Test("Inside the evaluation's box it succeeds as well", arguments: DrawerScene.allCases)
  func solvesInTheBox(drawer: DrawerScene) throws {
    let scene = try drawer.scene()
    for seed in 0..<50 as Range<UInt64> {
      var world = World(
        scene, station: try Station(named: "autoeval", box: .eval, for: scene), seed: seed)
      var oracle = try Oracle(for: scene)
      for _ in 0..<70 {
        for action in oracle.act(in: world).actions { world.advance(action) }
      }
      #expect(world.verdict.success, "seed \(seed): \(world.verdict.reason)")
    }
  }

  @Test("It does what it says, and says no turn", arguments: DrawerScene.allCases)
  func speaks(drawer: DrawerScene) throws {
    for seed in 0..<50 as Range<UInt64> {
      var world = try drawer.world(seed: seed)
      var oracle = try Oracle(for: world.scene)
      for _ in 0..<70 {
        let answer = oracle.act(in: world)
        let move = try Move(parsing: #require(answer.words))
        let action = Mapping.ecot.action(for: move, commandedOpening: world.commandedOpening)
        #expect(answer.actions == [action])
        #expect(action.rotation == .zero)
        world.advance(action)
      }
    }
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
