import Control
import Geometry
import Testing

@testable import Simulation

@Suite("The gripper takes hold of a body, carries it and lets it go") struct GraspTests {
  @Test("It shuts to the body's width, and the body goes where the tool goes")
  func carries() throws {
    var world = try over("a")
    let report = world.grip(opening: 0)
    #expect(report.events == ["gripped a"])
    #expect(report.contacts == ["a"])
    let gap = world.scene.arm.gripper.padGap(opening: world.opening)
    #expect((0.03...0.0312).contains(gap))

    let X_TB = world.X_WT.inverse * (try world.pose(of: "a"))
    _ = world.move(to: [0.3, 0.0, 0.10], opening: 0)
    #expect(try world.pose(of: "a").translation.z > 0.08)
    _ = world.advance(Action(rotation: [0, 0, 0.4], opening: 0))
    _ = world.move(to: [0.3, 0.08, 0.12], opening: 0)
    let X = world.X_WT.inverse * (try world.pose(of: "a"))
    #expect((X.translation - X_TB.translation).length < 1e-9)
    #expect(X.rotation.angle(to: X_TB.rotation) < 1e-9)
  }

  @Test("Opened, it lets the body fall on what is below")
  func stacks() throws {
    var world = try over("a")
    _ = world.grip(opening: 0)
    _ = world.move(to: [0.3, 0.0, 0.10], opening: 0)
    _ = world.move(to: [0.3, 0.1, 0.10], opening: 0)
    _ = world.move(to: [0.3, 0.1, 0.06], opening: 0)
    #expect(world.grip(opening: 1).events == ["dropped a"])
    _ = world.move(to: [0.3, 0.1, 0.12], opening: 1)
    #expect(abs(try world.pose(of: "a").translation.z - 0.045) < 8e-4)
    #expect(world.opening == 1)
    #expect(world.hold == nil)
  }

  @Test("A held body does not go through the table, and says what is in the way")
  func blocked() throws {
    var world = try over("a")
    _ = world.grip(opening: 0)
    _ = world.move(to: [0.3, 0.0, 0.06], opening: 0)
    let reports = world.move(to: [0.3, 0.0, 0.0], opening: 0)
    #expect(Set(reports.blockers) == ["table"])
    #expect((0.015...0.017).contains(try world.pose(of: "a").translation.z))
  }

  @Test("What is only between the tips slips")
  func slips() throws {
    // The tips are 15.6 mm beyond the tool and the cube's top is at 30.3 mm: 1.3 mm of it is between
    // them.
    var world = try over("a", height: 0.0446)
    #expect(world.grip(opening: 0).events == ["slipped a"])
    _ = world.move(to: [0.3, 0.0, 0.12], opening: 0)
    #expect(abs(try world.pose(of: "a").translation.z - 0.015) < 5e-4)
  }

  @Test("Shut fingers push a body along, and that the next one")
  func pushes() throws {
    var world = try TableScene.world(
      TableScene.cube("a", at: [0.3, 0, 0.0153]) + TableScene.cube("b", at: [0.3, 0.04, 0.0153]))
    world.pointDown()
    _ = world.move(to: [0.3, -0.08, 0.1], opening: 0)
    _ = world.move(to: [0.3, -0.08, 0.025], opening: 0)
    let reports = world.move(to: [0.3, 0.04, 0.025], opening: 0)
    // The outer side of a shut finger is 20 mm from the middle, less where it tapers.
    let (a, b) = (try world.pose(of: "a").translation, try world.pose(of: "b").translation)
    #expect((0.065...0.077).contains(a.y))
    #expect((0.030...0.032).contains(b.y - a.y))
    #expect(abs(a.z - 0.0153) < 2e-4 && abs(b.z - 0.0153) < 2e-4)
    #expect(reports.blockers.isEmpty)
    #expect(reports.last?.contacts.contains("a") == true)
  }

  @Test("Pressed onto the table a body stops the arm")
  func presses() throws {
    var world = try TableScene.world(TableScene.cube("a", at: [0.3, 0, 0.0153]))
    world.pointDown()
    _ = world.move(to: [0.3, 0, 0.1], opening: 0)
    let reports = world.move(to: [0.3, 0, 0.02], opening: 0)
    #expect(reports.blockers.contains("a"))
    #expect(world.X_WT.translation.z - 0.0156 > 0.030)
    #expect(world.clearance.gap > 0)
  }

  /// Two cubes, and the open gripper around the one at [0.3, 0].
  private func over(_ name: String, height: Double = 0.022) throws -> World {
    var world = try TableScene.world(
      TableScene.cube("a", at: [0.3, 0, 0.0153], yaw: 5)
        + TableScene.cube("b", at: [0.3, 0.1, 0.0153]))
    world.pointDown()
    _ = world.move(to: [0.3, 0.004, 0.1], opening: 1)
    _ = world.move(to: [0.3, 0.004, height], opening: 1)
    return world
  }
}
