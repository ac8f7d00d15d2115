import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite("Free bodies fall, rest, topple and slide as weight and friction have it")
struct FreeBodyTests {
  /// The gap that surfaces at rest keep, at most. Metres.
  private let rest = 4e-4

  @Test(
    "What falls on the table lies on it",
    arguments: [
      ("box: [0.04, 0.03, 0.02]", 0.01), ("cylinder: {radius: 0.02, length: 0.05}", 0.025),
      ("sphere: {radius: 0.02}", 0.02), ("ellipsoid: [0.06, 0.04, 0.03]", 0.015),
      ("cone: {bottom_radius: 0.03, top_radius: 0.01, length: 0.04}", 0.02),
      ("rounded_box: {size: [0.04, 0.04, 0.03], radius: 0.01}", 0.015),
      ("prism: {outline: [[-0.02, -0.01], [0.02, -0.01], [0, 0.03]], length: 0.03}", 0.015),
    ])
  func lies(shape: String, height: Double) throws {
    let world = try TableScene.world(body("thing", shape, at: [0.3, 0, 0.09]))
    let X = try world.pose(of: "thing")
    #expect((height...height + rest).contains(X.translation.z))
    #expect(abs(X.translation.x - 0.3) < 1e-4 && abs(X.translation.y) < 1e-4)
    #expect(X.rotation.zAxis.z > 1 - 1e-6)
  }

  @Test(
    "A body falls over the edge that its centre is beyond, and only then", arguments: [-1.0, 1])
  func topples(side: Double) throws {
    // The upper block's centre is 3 mm inside or outside the lower one's side.
    let world = try TableScene.world(
      body("lower", "box: [0.06, 0.06, 0.04]", at: [0.3, 0, 0.0203])
        + body("upper", "box: [0.03, 0.03, 0.03]", at: [0.3, 0.03 + 0.003 * side, 0.0558]))
    let height = try world.pose(of: "upper").translation.z
    #expect(side < 0 ? abs(height - 0.0556) < 2 * rest : height < 0.05)
    #expect(abs(try world.pose(of: "lower").translation.z - 0.02) < rest)
  }

  @Test(
    "On a slope it slides where the tangent is more than the friction", arguments: [-4.0, 4.0])
  func slides(more: Double) throws {
    // The same friction of 0.5 on both: 26.57 degrees.
    let angle = atan(0.5) * 180 / .pi + more
    let world = try TableScene.world(
      """
        slope:
          at: [0.3, 0, 0]
          parts: [{box: [0.3, 0.2, 0.02], at: [0, 0, 0.1], rpy_deg: [0, \(angle), 0], rgb: [90, 90, 90]}]

      """ + body("block", "box: [0.04, 0.04, 0.02]", at: [0.3, 0, 0.124], roll: "0, \(angle), 0"))
    let X = try world.pose(of: "block")
    #expect(more < 0 ? abs(X.translation.x - 0.3) < 0.004 : X.translation.x > 0.35)
  }

  @Test("A tower of five stands")
  func tower() throws {
    let cubes = (0..<5).map {
      TableScene.cube("c\($0)", at: [0.3, 0.001 * Double($0 % 2), 0.0156 + 0.0305 * Double($0)])
    }
    let world = try TableScene.world(cubes.joined())
    let top = try world.pose(of: "c4")
    #expect(abs(top.translation.z - 0.135) < 5 * rest)
    #expect((top.translation - [0.3, 0, 0.135]).length < 0.004)
  }

  @Test("Into a box with walls it goes from above, and stays above the floor of it")
  func container() throws {
    let world = try TableScene.world(bin + TableScene.cube("a", at: [0.31, 0.01, 0.09], yaw: 30))
    let X = try world.pose(of: "a")
    #expect((0.021...0.021 + rest).contains(X.translation.z))
    #expect(world.clearance.gap > 0)
  }

  @Test("A world at rest stays the same to the bit for 1000 steps")
  func stillness() throws {
    let cubes = (0..<3).map {
      TableScene.cube("c\($0)", at: [0.3, 0.004, 0.016 + 0.031 * Double($0)])
    }
    var world = try TableScene.world(
      cubes.joined() + body("egg", "ellipsoid: [0.06, 0.04, 0.03]", at: [0.25, 0.1, 0.04])
        + body("can", "cylinder: {radius: 0.02, length: 0.06}", at: [0.35, -0.1, 0.05]))
    let placements = world.placements
    for _ in 0..<1000 { _ = world.advance(.hold(opening: 1)) }
    #expect(world.placements == placements)
  }

  @Test("What falls off the table is not lost: it lies on the floor")
  func floor() throws {
    var world = try TableScene.world(TableScene.cube("a", at: [0.3, 0.35, 0.05]))
    for _ in 0..<20 { _ = world.advance(.hold(opening: 1)) }
    let z = try world.pose(of: "a").translation.z
    #expect(z < -0.7 && z > -1)
    #expect(world.isAwake.allSatisfy { !$0 })
  }

  private func body(_ name: String, _ shape: String, at: Vector3, roll: String = "0, 0, 0")
    -> String
  {
    """
      \(name):
        at: [\(at.x), \(at.y), \(at.z)]
        mass: 0.05
        parts: [{\(shape), rpy_deg: [\(roll)], rgb: [90, 160, 90]}]

    """
  }

  /// Open at the top, 5.6 cm high, its floor at 6 mm.
  private let bin = """
      bin:
        at: [0.3, 0, 0]
        parts:
          - {box: [0.12, 0.12, 0.006], at: [0, 0, 0.003], rgb: [226, 206, 160]}
          - {box: [0.12, 0.006, 0.05], at: [0, 0.057, 0.031], rgb: [226, 206, 160]}
          - {box: [0.12, 0.006, 0.05], at: [0, -0.057, 0.031], rgb: [226, 206, 160]}
          - {box: [0.006, 0.108, 0.05], at: [0.057, 0, 0.031], rgb: [226, 206, 160]}
          - {box: [0.006, 0.108, 0.05], at: [-0.057, 0, 0.031], rgb: [226, 206, 160]}

    """
}
