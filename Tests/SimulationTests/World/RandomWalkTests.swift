import Chance
import Control
import Geometry
import Testing

@testable import Simulation

@Suite("Whatever the arm does to free bodies, nothing goes through anything")
struct RandomWalkTests {
  @Test("Among eleven bodies of all shapes", arguments: 1...8 as ClosedRange<UInt64>)
  func shapes(seed: UInt64) throws {
    var world = try TableScene.world(Self.shapes)
    world.pointDown()
    try walk(&world, seed: seed, steps: 150)
  }

  @Test(
    "In the sink", arguments: ["put_eggplant_in_basket", "put_eggplant_in_sink"],
    1...4 as ClosedRange<UInt64>)
  func sink(name: String, seed: UInt64) throws {
    let scene = try Scene.load("autoeval/\(name)", folder: SceneFiles.folder)
    let station = try Station(named: "autoeval", box: .none, for: scene)
    var world = World(scene, station: station, seed: seed)
    try walk(&world, seed: seed, steps: 150)
  }

  @Test("The same walk twice is the same in every number")
  func repeats() throws {
    var worlds = [try TableScene.world(Self.shapes), try TableScene.world(Self.shapes)]
    for index in worlds.indices { try walk(&worlds[index], seed: 9, steps: 60) }
    #expect(worlds[0].placements == worlds[1].placements)
    #expect(worlds[0].q == worlds[1].q && worlds[0].opening == worlds[1].opening)
  }

  private func walk(_ world: inout World, seed: UInt64, steps: Int) throws {
    var walk = BodyWalk(seed: seed)
    for _ in 0..<steps {
      let before = world
      let report = world.advance(walk.next(in: world))
      let place = "seed \(seed), step \(world.step)"
      #expect(world.clearance.gap > 0, "\(place): \(world.clearance)")
      for body in world.freeBodies {
        let X_WB = world.placements[body]
        // Turns stay turns, and what falls ends on the floor.
        #expect(abs(X_WB.rotation.xAxis.length - 1) < 1e-9, "\(place)")
        #expect(abs(X_WB.rotation.xAxis.dot(X_WB.rotation.yAxis)) < 1e-9, "\(place)")
        #expect(X_WB.translation.length < 3, "\(place)")
      }
      // Nothing rises but by the arm; what was pressed together parts by the gap that contacts keep.
      if report.contacts.isEmpty {
        let parting = ContactSolver.rest * world.weight
        #expect(world.potentialEnergy <= before.potentialEnergy + parting, "\(place)")
      }
    }
  }

  private static let shapes = """
      bin:
        at: [0.24, -0.12, 0]
        parts:
          - {box: [0.12, 0.12, 0.006], at: [0, 0, 0.003], rgb: [226, 206, 160]}
          - {box: [0.12, 0.006, 0.05], at: [0, 0.057, 0.031], rgb: [226, 206, 160]}
          - {box: [0.12, 0.006, 0.05], at: [0, -0.057, 0.031], rgb: [226, 206, 160]}
          - {box: [0.006, 0.108, 0.05], at: [0.057, 0, 0.031], rgb: [226, 206, 160]}
          - {box: [0.006, 0.108, 0.05], at: [-0.057, 0, 0.031], rgb: [226, 206, 160]}
      plate: {at: [0.2, 0.15, 0.004], mass: 0.05,
        parts: [{cylinder: {radius: 0.05, length: 0.006}, rgb: [200, 200, 210]}]}
      can: {at: [0.36, -0.05, 0.031], mass: 0.1,
        parts: [{cylinder: {radius: 0.02, length: 0.06}, rgb: [200, 60, 60]}]}
      ball: {at: [0.36, 0.05, 0.021], mass: 0.03,
        parts: [{sphere: {radius: 0.02}, rgb: [230, 180, 60]}]}
      stick: {at: [0.3, 0.0, 0.011], mass: 0.02,
        parts: [{capsule: {radius: 0.01, length: 0.08}, rpy_deg: [0, 90, 0], rgb: [230, 120, 60]}]}
      carrot:
        at: [0.25, 0.02, 0.02]
        mass: 0.05
        parts:
          - {cone: {bottom_radius: 0.016, top_radius: 0.006, length: 0.1}, rpy_deg: [0, 90, 30],
             rgb: [230, 120, 60]}
      egg: {at: [0.3, 0.1, 0.03], mass: 0.05,
        parts: [{ellipsoid: [0.06, 0.04, 0.04], rgb: [230, 220, 200]}]}
      soap: {at: [0.4, 0.1, 0.03], mass: 0.05,
        parts: [{rounded_box: {size: [0.06, 0.04, 0.03], radius: 0.008}, rgb: [230, 220, 200]}]}

    """ + TableScene.cube("a", at: [0.33, -0.1, 0.0153])
    + TableScene.cube("b", at: [0.33, -0.1, 0.05], yaw: 30)
    + TableScene.cube("c", at: [0.24, -0.12, 0.05])
}

extension World {
  /// Of all that is free. Newtons.
  fileprivate var weight: Double {
    freeBodies.reduce(0) { $0 + 9.81 * (scene.bodies[$1].mass?.mass ?? 0) }
  }

  /// Of the free bodies that are not held. Joules.
  fileprivate var potentialEnergy: Double {
    freeBodies.filter(isFree).reduce(0) { sum, body in
      sum + (scene.bodies[body].mass?.mass ?? 0) * 9.81 * middle(ofBody: body).z
    }
  }
}

/// A tool that makes for one free body after another, gripping and letting go on its way.
private struct BodyWalk {
  private var chance: Generator
  private var target = Vector3.zero
  private var opening = 1.0

  init(seed: UInt64) { chance = Generator(seed: seed, stream: "walk") }

  mutating func next(in world: World) -> Action {
    if world.step % 10 == 0 {
      let count = Double(world.freeBodies.count)
      let body = world.freeBodies[min(Int(count) - 1, Int(chance.uniform(0...1) * count))]
      target =
        world.placements[body].translation
        + [
          chance.uniform(-0.02...0.02), chance.uniform(-0.02...0.02), chance.uniform(-0.01...0.06),
        ]
      if chance.uniform(0...1) < 0.3 { target.z += 0.1 }
    }
    if chance.uniform(0...1) < 0.12 { opening = 1 - opening }
    let turns = chance.uniform(0...1) < 0.2
    let rotation = Vector3(
      chance.uniform(-0.1...0.1), chance.uniform(-0.1...0.1), chance.uniform(-0.3...0.3))
    return Action(
      translation: (target - world.X_WT_commanded.translation).cut(to: 0.03),
      rotation: turns ? rotation : .zero, opening: opening)
  }
}
