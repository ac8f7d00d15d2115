import Control
import Geometry
import Imaging
import Rendering
import StrictYAML
import Testing

@testable import Simulation

@Suite("A state from a file is what is drawn") struct SnapshotTests {
  private func world(_ text: String) throws -> World {
    let scratch = try Scratch()
    let path = try scratch.write(text, as: "state.yaml")
    var world = try DrawerScene.open.world()
    world.take(try Snapshot(contentsOf: path, for: world.scene))
    return world
  }

  @Test("An empty mapping of bodies changes nothing")
  func nothing() throws {
    let world = try world("bodies: {}\n")
    let (now, before) = (world.observe(), try DrawerScene.open.world().observe())
    #expect(now.views.map(\.image) == before.views.map(\.image))
    #expect(now.proprio == before.proprio)
  }

  @Test("Arm, drawer, bodies and cameras stand where it says")
  func everything() throws {
    let world = try world(
      """
      joints_rad: [-0.3, 0, 0.5, 0, 1.1, -0.2]
      opening: 0.25
      slides: {drawer: 0.09}
      bodies: {can_soup: {at: [0.3, -0.2, 0.01], yaw_deg: 90}}
      cameras: {over_shoulder: {at: [0, 0, 1], quaternion_wxyz: [0, 1, 0, 0]}}
      """)
    #expect(world.q == [-0.3, 0, 0.5, 0, 1.1, -0.2])
    #expect(world.opening == 0.25)
    #expect(world.slide == 0.09)
    let can = try #require(world.scene.bodies.firstIndex { $0.name == "can_soup" })
    #expect(world.pose(ofBody: can).translation == [0.3, -0.2, 0.01])
    #expect(world.scene.cameras[0].camera.X_WC.translation == [0, 0, 1])
  }

  @Test("What slides in a body goes with it")
  func carries() throws {
    let world = try world("bodies: {cabinet: {at: [0.5, 0, 0]}}\n")
    let drawer = try #require(world.scene.bodies.firstIndex { $0.name == "drawer" })
    let place = world.pose(ofBody: drawer).translation
    #expect((place - [0.52, 0, 0]).length < 1e-12)
  }

  @Test(
    "What cannot be is told with its place",
    arguments: [
      ("joints_rad: [1, 2]", "6 numbers"), ("opening: 2", "from 0 to 1"),
      ("slides: {drawer: 0.5}", "from 0 to 0.12"), ("slides: {table: 0}", "table"),
      ("bodies: {drawer: {at: [0, 0, 0]}}", "drawer"), ("cameras: {tv: {}}", "tv"), ("q: 1", "'q'"),
    ])
  func mistakes(text: String, says: String) throws {
    let error = #expect(throws: YAMLProblems.self) { try world(text + "\n") }
    let problem = try #require(error?.problems.first)
    #expect(problem.description.contains("state.yaml:1:"))
    #expect(problem.description.contains(says), "\(problem)")
  }

  @Test("Named parts and links have labels of their own, all else that of its body")
  func labels() throws {
    let world = try DrawerScene.open.world()
    let (drawables, names) = try #require(world.finelyLabelled)
    #expect(Set(names).count == names.count)
    for name in ["table", "cabinet", "drawer", "drawer/handle_bar", "arm/gripper_link"] {
      #expect(names.contains(name))
    }
    let used = Set(drawables.map { Int($0.label) })
    #expect(used == Set(1...names.count))
    #expect(drawables.count == world.drawables.count)
  }

  @Test("A scene without a goal is never done, and the oracle declines it")
  func noGoal() throws {
    let scene = try decoded(
      DrawerScene.open.text.replacing("goal: {joint: drawer, at_least: 0.10}\n", with: ""))
    let station = try Station(named: "autoeval", box: .none, for: scene)
    let verdict = World(scene, station: station, seed: 0).verdict
    #expect(!verdict.success)
    #expect(verdict.reason == "the scene has no goal")
    #expect(throws: OracleError.self) { try Oracle(for: scene) }
  }
}
