import Control
import Geometry
import Testing

@testable import Simulation

@Suite("The gripper takes hold of the handle") struct GripTests {
  /// How thick the handle's bar is. Metres.
  let bar = 0.014

  /// What stays between touching surfaces. Metres.
  let skin = 0.001

  /// The most that the gap between the pads changes from one look for contact to the next. Metres.
  let stride = 0.001

  @Test("Shutting on the bar stops at the bar's width", arguments: [0, 0.004, -0.004, 0.012])
  func width(aside: Double) throws {
    let world = try gripping(.open, aside: aside)
    let gap = world.scene.arm.gripper.padGap(opening: world.opening)
    #expect((bar...bar + 2 * skin + stride).contains(gap))
    #expect(world.contacts.contains("drawer"))
    #expect(world.commandedOpening == 0)

    // The pads stand 0.011 m inside the fingers' frames.
    let finger = Double(world.proprio[7]) * 0.07 + 0.01
    #expect(abs(2 * (finger - 0.011) - gap) < 1e-6)
  }

  @Test("Shutting on nothing shuts", arguments: DrawerScene.allCases)
  func nothing(drawer: DrawerScene) throws {
    var world = try drawer.world()
    let report = world.grip(opening: 0)
    #expect(report.contacts.isEmpty)
    #expect(world.opening == 0)
    #expect(abs(Double(world.proprio[7]) - (0.015 - 0.01) / 0.07) < 1e-7)
    world.grip(opening: 1)
    #expect(abs(Double(world.proprio[7]) - (0.037 - 0.01) / 0.07) < 1e-7)
  }

  @Test("Pulling what it holds opens the drawer")
  func pulls() throws {
    var world = try gripping(.open)
    let start = world.slide
    world.go(to: try along(world, by: 0.06), opening: 0)
    // The drawer may lag by the play between the fingers.
    #expect(abs(world.slide - start - 0.06) < 0.003)
  }

  @Test("Pushing what it holds shuts the drawer")
  func pushes() throws {
    var world = try gripping(.close)
    let start = world.slide
    world.go(to: try along(world, by: -0.06), opening: 0)
    #expect(abs(world.slide - start + 0.06) < 0.003)
  }

  @Test("The drawer's stops hold the arm", arguments: DrawerScene.allCases)
  func stops(drawer: DrawerScene) throws {
    var world = try gripping(drawer)
    let reports = world.go(to: try along(world, by: drawer == .open ? -0.06 : 0.06), opening: 0)
    #expect(abs(world.slide - (drawer == .open ? 0 : 0.12)) < 0.0015)
    // The gripper's bar comes to the cabinet's front where the drawer is shut.
    let blockers = Set(reports.blockers)
    #expect(blockers.contains("drawer") || drawer == .open)
    #expect(!blockers.isEmpty && blockers.isSubset(of: ["drawer", "cabinet"]))
    let left = (world.X_WT_commanded.translation - world.X_WT.translation).length
    #expect(left > 0.02)
  }

  @Test("Opening releases it: the tool goes to and fro and the drawer stays")
  func releases() throws {
    var world = try gripping(.open)
    world.grip(opening: 1)
    #expect(world.opening == 1)
    let start = world.slide
    world.go(to: try along(world, by: 0.015), opening: 1)
    world.go(to: try along(world, by: -0.019), opening: 1)
    #expect(world.slide == start)
  }

  /// A world whose gripper has shut on the middle of the bar, from above.
  private func gripping(_ drawer: DrawerScene, aside: Double = 0) throws -> World {
    var world = try drawer.world()
    try world.faceDrawer(opening: 1)
    let p_WB = try world.atCabinet([0.1265 + world.slide + aside, 0, 0.0450])
    world.go(to: p_WB + [0, 0, 0.06], opening: 1)
    world.go(to: p_WB, opening: 1)
    try #require((world.X_WT.translation - p_WB).length < 1e-4)
    world.grip(opening: 0)
    return world
  }

  /// The place so far along the drawer's way from where the tool is.
  private func along(_ world: World, by metres: Double) throws -> Vector3 {
    let way = try world.atCabinet([1, 0, 0]) - world.atCabinet(.zero)
    return world.X_WT.translation + metres * way
  }
}
