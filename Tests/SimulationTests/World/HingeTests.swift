import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite("A door and a lid turn about their hinges, pushed or gripped, as far as their stops")
struct HingeTests {
  @Test("A finger behind the door pushes it open, about its hinge alone, with the skin between")
  func pushesDoor() throws {
    var world = try TableScene.world(Self.door)
    world.pointDown()
    _ = world.move(to: [0.27, 0.12, 0.12], opening: 0)
    _ = world.move(to: [0.27, 0.12, 0.05], opening: 0)
    #expect(try world.angle(of: "door") == 0)
    let start = try #require(world.scene.bodies.firstIndex { $0.name == "door" })
    let p_edge = Vector3(-0.125, 0, 0.06)
    _ = world.move(to: [0.27, 0.02, 0.05], opening: 0) { world in
      // A quarter of a turn of 12.5 cm is a circle about the post.
      let p = world.pose(ofBody: start) * p_edge - Vector3(0.36, 0.05, 0.06)
      #expect(abs(p.length - 0.125) < 1e-12 && p.z == 0)
      #expect(world.clearance.gap > 0.0009, "\(world.clearance)")
    }
    // The tool is 3 cm beyond the closed door, 9 cm from the hinge, and as thick as a finger.
    #expect((20.0...50).contains(try world.angle(of: "door")))
    #expect(abs(world.clearance.gap - World.skin) < 1e-4)
    let left = try world.angle(of: "door")
    _ = world.move(to: [0.27, 0.12, 0.05], opening: 0)
    #expect(try world.angle(of: "door") == left, "it stays where it was left")
  }

  @Test("Pushed to its stop the door is a wall")
  func stopsDoor() throws {
    var world = try TableScene.world(
      Self.door.replacing("start_deg: 0", with: "start_deg: 30"))
    world.pointDown()
    _ = world.move(to: [0.27, -0.08, 0.12], opening: 0)
    _ = world.move(to: [0.27, -0.08, 0.05], opening: 0)
    let reports = world.move(to: [0.27, 0.09, 0.05], opening: 0)
    #expect(abs(try world.angle(of: "door")) < 1)
    #expect(Set(reports.blockers) == ["door"])
    #expect(world.X_WT.translation.y < 0.05)
  }

  @Test("Gripped by its knob the lid goes along with the tool, and stays when it is let go")
  func gripsLid() throws {
    var world = try TableScene.world(Self.chest)
    let (p, hinge) = (try world.gripKnob(), Vector3(0.35, 0, 0.046))
    for degrees in stride(from: 5.0, through: 50, by: 5) {
      let R = Rotation(about: [0, 1, 0], by: degrees * .pi / 180)
      _ = world.move(to: hinge + R * (p - hinge), opening: 0)
      #expect(abs(try world.angle(of: "lid") - degrees) < 1)
      #expect(world.clearance.gap > 0, "\(world.clearance)")
    }
    let report = world.grip(opening: 1)
    #expect(report.events == ["dropped lid"])
    let left = try world.angle(of: "lid")
    _ = world.move(to: world.X_WT.translation + [0, 0, 0.05], opening: 1)
    #expect(try world.angle(of: "lid") == left && left > 48)
  }

  @Test("Straight up the tool slips along the knob, and the lid opens as far as the tool sees it")
  func slips() throws {
    var world = try TableScene.world(Self.chest)
    let p = try world.gripKnob()
    _ = world.move(to: p + [0, 0, 0.02], opening: 0)
    // Seen from the hinge, 9 cm behind.
    let expected = atan2(p.z + 0.02 - 0.046, 0.09) - atan2(p.z - 0.046, 0.09)
    #expect(abs(try world.angle(of: "lid") - expected * 180 / .pi) < 0.5)
  }

  @Test("Across its hinge the gripped lid does not move, and beyond its stop the tool leaves it")
  func holds() throws {
    var world = try TableScene.world(Self.chest)
    let p = try world.gripKnob()
    let reports = world.move(to: p + [0, 0.03, 0], opening: 0)
    #expect(try world.angle(of: "lid") == 0)
    #expect(reports.blockers.contains("lid"))

    world = try TableScene.world(Self.chest.replacing("[0, 100]", with: "[0, 10]"))
    let q = try world.gripKnob()
    _ = world.move(to: q + [0, 0, 0.08], opening: 0)
    #expect(abs(try world.angle(of: "lid") - 10) < 1e-6)
    #expect(world.pull == nil)
  }

  @Test("Its keys are told at their places")
  func mistakes() throws {
    func complaint(_ old: String, _ new: String) -> String {
      do {
        _ = try TableScene.scene(Self.door.replacing(old, with: new))
        return ""
      } catch { return "\(error)" }
    }
    #expect(complaint("about: [0, 0, 1]", "about: [0, 0, 0]").contains("no direction"))
    #expect(complaint("range_deg: [0, 100]", "range_deg: [5, 5]").contains("Widen it"))
    #expect(complaint("start_deg: 0", "start_deg: 101").contains("a number from 0"))
    #expect(complaint("through: [0, 0, 0], ", "").contains("'through' is missing"))
    #expect(complaint("turns: {in: post", "turns: {in: pots").contains("Allowed: post, table"))
  }

  /// A post with a door that covers what is before it, 5 cm to the left, and opens to the right.
  private static let door = """
      post:
        at: [0.36, 0.05, 0]
        parts: [{box: [0.01, 0.01, 0.11], at: [0.006, 0, 0.055], rgb: [120, 120, 130]}]
      door:
        turns: {in: post, about: [0, 0, 1], through: [0, 0, 0], range_deg: [0, 100], start_deg: 0}
        parts: [{box: [0.12, 0.01, 0.10], at: [-0.065, 0, 0.06], rgb: [170, 90, 60]}]

    """

  /// A chest whose lid has a knob in front, and its hinge at the back.
  private static let chest = """
      chest:
        at: [0.3, 0, 0]
        parts: [{box: [0.10, 0.10, 0.04], at: [0, 0, 0.02], rgb: [170, 90, 60]}]
      lid:
        turns: {in: chest, about: [0, 1, 0], through: [0.05, 0, 0.046], range_deg: [0, 100], start_deg: 0}
        parts:
          - {box: [0.10, 0.10, 0.008], at: [0, 0, 0.046], rgb: [200, 160, 90]}
          - {box: [0.02, 0.012, 0.05], at: [-0.04, 0, 0.075], rgb: [60, 60, 70]}

    """
}

extension World {
  /// Of a body's hinge, in degrees.
  fileprivate func angle(of body: String) throws -> Double { position(of: body) * 180 / .pi }

  /// Shuts the gripper on the lid's knob from above; tells where the tool is then.
  fileprivate mutating func gripKnob() throws -> Vector3 {
    pointDown()
    _ = move(to: [0.26, 0, 0.15], opening: 1)
    _ = move(to: [0.26, 0, 0.090], opening: 1)
    let report = grip(opening: 0)
    try #require(report.events == ["gripped lid"])
    return X_WT.translation
  }
}
