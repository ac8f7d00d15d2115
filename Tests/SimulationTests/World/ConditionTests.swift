import Control
import Geometry
import StrictYAML
import Testing

@testable import Simulation

@Suite("Conditions hold when what they say is so") struct ConditionTests {
  private static let bodies =
    TableScene.cube("a", at: [0.3, 0.004, 0.0459])
    + TableScene.cube("b", at: [0.3, 0, 0.0153]) + TableScene.cube("c", at: [0.2, 0.1, 0.0153])

  @Test(
    "Of three cubes, one on another",
    arguments: [
      ("over: a, of: b, within: 0.0242, height: [0, 0.05]", true),
      ("over: a, of: b, within: 0.003, height: [0, 0.05]", false),
      ("over: b, of: a, within: 0.0242, height: [0, 0.05]", false),
      ("over: a, of: c, within: 0.0242, height: [0, 0.05]", false),
      ("inside: a, of: b, lower: [-0.01, -0.01, 0.02], upper: [0.01, 0.01, 0.04]", true),
      ("inside: a, of: b, lower: [-0.01, -0.01, 0.04], upper: [0.01, 0.01, 0.06]", false),
      ("touches_only: a, of: [b]", true), ("touches_only: a, of: [table, c]", false),
      ("touches_only: b, of: [table, a]", true), ("touches_only: b, of: [table]", false),
      ("upright: a, within_deg: 1", true), ("lifted: a, by: 0.001", false),
      ("still: a", true), ("released: a", true), ("held: a", false), ("touched: a", false),
      ("not: {held: a}", true), ("all: [{still: a}, {released: a}]", true),
      ("all: [{still: a}, {held: a}]", false), ("any: [{still: a}, {held: a}]", true),
      ("any: [{touched: a}, {held: a}]", false),
    ])
  func stack(goal: String, holds: Bool) throws {
    var world = try world(goal: goal)
    _ = world.advance(.hold(opening: 1))
    #expect(world.verdict.success == holds, "\(world.verdict.reason)")
    #expect(!world.verdict.reason.isEmpty)
  }

  @Test("Of a cube in the gripper")
  func held() throws {
    let goals = [
      "held: c", "touched: c", "lifted: c, by: 0.05", "reached: c, within: 0.02",
      "all: [{held: c}, {not: {released: c}}, {not: {still: c}}]", "touches_only: c, of: []",
    ]
    for goal in goals {
      var world = try world(goal: goal)
      world.pointDown()
      _ = world.move(to: [0.2, 0.1, 0.09], opening: 1)
      #expect(!world.verdict.success, "\(goal)")
      _ = world.move(to: [0.2, 0.1, 0.022], opening: 1)
      _ = world.grip(opening: 0)
      _ = world.move(to: [0.2, 0.1, 0.09], opening: 0)
      #expect(world.verdict.success, "\(goal): \(world.verdict.reason)")
    }
  }

  @Test(
    "What is not right is told",
    arguments: [
      ("held: table", "Allowed: a, b, c"), ("over: a, of: d, within: 1, height: [0, 1]", "a, b, c"),
      ("over: a, of: b, within: 1, height: [1, 0]", "Write the lower end first"),
      ("inside: a, of: b, lower: [0, 0, 0], upper: [1, 1, 0]", "Make each number greater"),
      ("all: []", "no condition"), ("all: [{held: table}]", "Allowed: a, b, c"),
      (
        String(repeating: "not: {", count: 12) + "held: a" + String(repeating: "}", count: 12),
        "flat"
      ),
    ])
  func mistakes(goal: String, says: String) throws {
    #expect {
      try TableScene.scene(Self.bodies, more: "goal: {\(goal)}")
    } throws: { error in
      "\(error)".contains(says)
    }
  }

  private func world(goal: String) throws -> World {
    let scene = try TableScene.scene(Self.bodies, more: "goal: {\(goal)}")
    return World(scene, station: try Station(named: "bridge", box: .none, for: scene), seed: 0)
  }
}
