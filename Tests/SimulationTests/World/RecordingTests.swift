import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite("The real robot's recording opens the drawer") struct RecordingTests {
  /// What the station asks of a scattered drawer. Metres.
  let enough = 0.09

  @Test("From home at seed 0 it succeeds")
  func nominal() throws {
    let world = try replayed(in: DrawerScene.open.world())
    #expect(world.verdict.success)
    #expect(world.verdict.progress == 1)
    #expect(world.slide < 0.12)
  }

  @Test("At seeds 1 to 200 it opens the drawer to 9 cm")
  func seeds() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      let slide = try replayed(in: DrawerScene.open.world(seed: seed)).slide
      #expect(slide >= enough, "seed \(seed)")
    }
  }

  @Test(
    "At every corner of the scatter it opens the drawer to 9 cm", arguments: [-1.0, 1], [-1.0, 1])
  func corners(x: Double, y: Double) throws {
    let place = "[\(0.3477 + 0.005 * x), \(0.1743 + 0.005 * y), 0.0034]"
    for (yaw, start) in [(-2.0, 0.01), (-2, 0.03), (2, 0.01), (2, 0.03)] {
      let world = try DrawerScene.open.world([
        ("[0.3477, 0.1743, 0.0034]", with: place),
        ("yaw_deg: -99.44", with: "yaw_deg: \(-99.44 + yaw)"),
        ("start: 0.02", with: "start: \(start)"),
      ])
      #expect(world.slide == start)
      #expect(try replayed(in: world).slide >= enough, "turned \(yaw) degrees, from \(start) m")
    }
  }

  @Test("With the real arm's sag it opens the drawer to 9 cm")
  func sagging() throws {
    let world = try DrawerScene.open.world([
      ("steps: 70\n", with: "steps: 70\nsag: [-0.01, 0, -0.01]\n")
    ])
    #expect((world.X_WT.translation - [0.248325, 0, 0.18065]).length < 1e-6)
    #expect(try replayed(in: world).slide >= enough)
  }

  @Test("It is the handle that opens the drawer: without it nothing moves")
  func withoutHandle() throws {
    // The bar and the arms are the capsules, in the text as in the scene.
    let text = try DrawerScene.open.text.replacing("{capsule:", with: "{solid: false, capsule:")
    let scene = try DrawerScene.open.read(text)
    let world = World(
      scene, station: try Station(named: "autoeval", box: .none, for: scene), seed: 0)
    #expect(try replayed(in: world).slide == 0.02)
  }

  @Test("The other one gets caught fingers out of the handle, and hardly moves the drawer")
  func caught() throws {
    let scene = try Scene.load("open_drawer@caught", folder: SceneFiles.folder)
    var world = World(
      scene, station: try Station(named: "autoeval", box: .none, for: scene), seed: 0)
    // The bar is between the fingers: the drawer comes along, whichever way they go.
    for y in [-0.02, 0.02] {
      var pulled = world
      for _ in 0..<2 { _ = pulled.advance(Action(translation: [0, y, 0], opening: 1)) }
      #expect((pulled.slide - world.slide) * y < 0)
    }
    #expect(world.clearance.gap > 0)
    let start = world.slide
    for action in try actions("out-of-drawer-handle", count: 20) {
      _ = world.advance(action)
      #expect(abs(world.slide - start) < 0.02)
    }
    // Free: straight back over the table nothing is in the way.
    for _ in 0..<10 {
      let report = world.advance(Action(translation: [0, -0.02, 0], opening: 1))
      #expect(report.contacts.isEmpty)
    }
  }

  private func replayed(in start: World) throws -> World {
    var world = start
    for action in try actions("open-the-drawer", count: 47) { _ = world.advance(action) }
    return world
  }

  /// A recording's rows below its heading.
  private func actions(_ name: String, count: Int) throws -> [Action] {
    let file = DrawerScene.checkout.appending(path: "Tests/Reference/trajectories/\(name).csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let actions = rows.dropFirst().compactMap { row in
      Action(row.split(separator: ",").compactMap { Double($0) })
    }
    try #require(actions.count == count)
    return actions
  }
}
