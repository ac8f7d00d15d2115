import Control
import Geometry
import Testing

@testable import Simulation

@Suite("A free body that is pushed against a drawer takes it along, and stops with it")
struct YieldTests {
  @Test("A block pushes the drawer shut and is held by its stop", arguments: ["slides", "turns"])
  func pushes(kind: String) throws {
    var world = try TableScene.world(
      (kind == "slides" ? Self.drawer : Self.flap)
        + TableScene.cube("cube", at: [0.29, 0, 0.0155]))
    world.pointDown()
    _ = world.move(to: [0.23, 0, 0.1], opening: 0)
    _ = world.move(to: [0.23, 0, 0.022], opening: 0)
    let (cube, front) = (try world.pose(of: "cube"), try world.front)
    #expect(world.position(of: "front") == front.range.lowerBound)
    var last = 0.0
    let reports = world.move(to: [0.40, 0, 0.022], opening: 0) { world in
      #expect(world.clearance.gap > 0, "\(world.clearance)")
      #expect(world.position(of: "front") >= last, "nothing draws it back")
      last = world.position(of: "front")
    }
    // The arm itself never touches the drawer, which goes to its stop; then all three stand.
    #expect(!reports.flatMap(\.contacts).contains("front"))
    // A small step that it cannot do whole it does not do at all: a millimetre may be left.
    #expect(world.position(of: "front") > front.range.upperBound - (kind == "slides" ? 1e-3 : 5e-3))
    #expect(try world.pose(of: "cube").translation.x > cube.translation.x + 0.02)
    #expect(reports.last?.adjustments.contains { $0.kind == .blocked } == true)
    let place = world.X_WT.translation
    _ = world.advance(Action(translation: [0.02, 0, 0], opening: 0))
    #expect((world.X_WT.translation - place).length < 0.001)
  }

  @Test("What lies in a drawer stays with it and does not move it")
  func lies() throws {
    var world = try TableScene.world(
      Self.drawer + TableScene.cube("cube", at: [0.329, 0, 0.0155]))
    let (place, cube) = (world.joints, world.placements)
    for _ in 0..<50 { _ = world.advance(.hold(opening: 1)) }
    #expect(world.joints == place && world.placements == cube)
  }

  private static let drawer = """
      rail:
        at: [0.45, 0.2, 0]
        parts: [{box: [0.02, 0.02, 0.02], at: [0, 0, 0.01], rgb: [120, 120, 130]}]
      front:
        slides: {in: rail, along: [1, 0, 0], range: [0, 0.03], start: 0}
        parts: [{box: [0.01, 0.10, 0.04], at: [-0.10, -0.2, 0.025], rgb: [170, 90, 60]}]

    """

  /// The same front on a hinge far to the left.
  private static let flap = """
      rail:
        at: [0.35, 0.2, 0]
        parts: [{box: [0.01, 0.01, 0.06], at: [0.02, 0, 0.03], rgb: [120, 120, 130]}]
      front:
        turns: {in: rail, about: [0, 0, 1], through: [0, 0, 0], range_deg: [0, 9], start_deg: 0}
        parts: [{box: [0.01, 0.24, 0.04], at: [0, -0.13, 0.025], rgb: [170, 90, 60]}]

    """
}

extension World {
  fileprivate var front: BodyJoint {
    get throws {
      try #require(scene.bodies.first { $0.name == "front" }?.joint)
    }
  }
}
