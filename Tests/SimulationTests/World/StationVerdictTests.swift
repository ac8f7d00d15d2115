import Control
import Geometry
import Testing

@testable import Simulation

@Suite("What the real station would say and do of how an episode went")
struct StationVerdictTests {
  @Test("Its classifier is answered as the goal has it", arguments: DrawerScene.allCases)
  func answers(drawer: DrawerScene) throws {
    var world = try drawer.world()
    let asked = try #require(world.verdict.classification)
    // The published question and answers, auto_eval at 3ea3ff4, scripts/configs/eval_config.py.
    #expect(asked.question == "is the drawer open? answer yes or no")
    #expect(asked.answer == (drawer == .open ? "no" : "yes"))
    var oracle = try Oracle(for: world.scene)
    for _ in 0..<70 {
      for action in try oracle.act(in: world).actions { _ = world.advance(action) }
    }
    #expect(world.verdict.classification?.answer == (drawer == .open ? "yes" : "no"))
  }

  @Test("Of the eggplant it has three answers")
  func thirdAnswer() throws {
    let scene = try Scene.load("autoeval/put_eggplant_in_sink", folder: SceneFiles.folder)
    let station = try Station(named: "autoeval", box: .none, for: scene)
    var world = World(scene, station: station, seed: 0)
    #expect(world.verdict.classification?.answer == "basket")
    let eggplant = try #require(scene.bodies.firstIndex { $0.name == "eggplant" })
    world.placements[eggplant].translation = [0.3, 0.4, 0.3]
    #expect(world.verdict.classification?.answer == "invalid")
  }

  @Test("Where its failure poses are it calls for a person")
  func failurePose() throws {
    var world = try DrawerScene.open.world()
    #expect(world.verdict.failure == nil)
    // Down beside the cabinet, to where the station says z <= 0.
    let failure = "{tool: {z_max: 0.1}}"
    world = try DrawerScene.open.world([("{tool: {z_max: 0.0}}", with: failure)])
    #expect(world.verdict.failure == nil)
    world.go(to: [0.26, -0.05, 0.09], opening: 0)
    #expect(world.verdict.failure?.contains("0.09 m") == true)
    #expect(!world.verdict.success)
  }

  @Test("Motors that are pushed against the table for long give up, once, and only where asked")
  func motorFault() throws {
    for (keys, faults) in [("motor_fault: {effort: 700, steps: 3}\n", 1), ("", 0)] {
      var world = try DrawerScene.open.world([("steps: 70\n", with: "steps: 70\n" + keys)])
      let reports = world.go(to: [0.26, -0.05, -0.12], opening: 0)
      let events = reports.flatMap(\.events).filter { $0 == "motor fault" }
      #expect(events.count == faults && world.hasMotorFault == (faults == 1))
      // Above 700, 2 cm, for three steps in a row.
      guard faults == 1, let last = reports.firstIndex(where: { $0.events == ["motor fault"] })
      else { continue }
      #expect(reports[(last - 2)...last].allSatisfy { $0.effort > 700 })
      #expect(reports[last - 3].effort <= 700)
    }
  }
}
