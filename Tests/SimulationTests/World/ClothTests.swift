import Chance
import Control
import Foundation
import Geometry
import Language
import StrictYAML
import Testing

@testable import Simulation

@Suite("A cloth is gripped, dragged and folded, and lies still") struct ClothTests {
  private func world(seed: UInt64 = 0) throws -> World {
    let scene = try Scene.load("autoeval/fold_cloth", folder: SceneFiles.folder)
    return World(
      scene, station: try Station(named: "autoeval", box: .eval, for: scene), seed: seed)
  }

  /// Moves the tool there a centimetre at a time.
  private func move(_ world: inout World, to goal: Vector3, opening: Double) {
    for _ in 0..<60 {
      let way = goal - world.X_WT.translation
      guard way.length > 1e-3 else { return }
      _ = world.advance(
        Action(translation: min(1, 0.01 / way.length) * way, opening: opening))
    }
  }

  /// The world with the gripper shut over a place, at the bottom of the station's box.
  private func gripping(_ place: Vector3) throws -> World {
    var world = try world()
    move(&world, to: Vector3(place.x, place.y, 0.06), opening: 1)
    move(&world, to: Vector3(place.x, place.y, 0.021), opening: 1)
    let report = world.advance(.hold(opening: 0))
    #expect(report.events.contains("gripped cloth"))
    return world
  }

  @Test("A cloth that starts above the table falls onto it", arguments: [0.03, 0.12])
  func falls(height: Double) throws {
    let text = try SceneFiles.text("autoeval/fold_cloth.yaml").replacing(
      "at: [0.282, 0.095, 0.0022]", with: "at: [0.282, 0.095, \(height)]")
    let scratch = try Scratch()
    try scratch.write(Data(text.utf8), as: "high.yaml")
    let scene = try Scene.load("\(scratch.path)/high.yaml", folder: SceneFiles.folder)
    let station = try Station(named: "autoeval", box: .eval, for: scene)
    let high = World(scene, station: station, seed: 0)
    let flat = try world()
    let (found, wanted) = (high.cloths[0].points.map(\.z), flat.cloths[0].points.map(\.z))
    // Where it lies is where it lies that starts there, to its thickness.
    #expect(found.min() ?? 0 > (wanted.min() ?? 0) - 0.001)
    #expect(found.max() ?? 1 < (wanted.max() ?? 0) + 0.003)
  }

  /// How long its threads may become for their length: three rounds a small step leave them that much.
  private static let most = 1.2

  private func stretch(_ cloth: Cloth) -> ClosedRange<Double> {
    let (columns, h) = (cloth.sheet.columns, cloth.sheet.spacing)
    let along = cloth.points.indices.filter { $0 % columns < columns - 1 }
      .map { (cloth.points[$0 + 1] - cloth.points[$0]).length / h.x }
    let across = cloth.points.indices.dropLast(columns)
      .map { (cloth.points[$0 + columns] - cloth.points[$0]).length / h.y }
    let all = along + across
    return (all.min() ?? 0)...(all.max() ?? 0)
  }

  @Test("It starts flat on the table and stays the same to the bit")
  func rests() throws {
    var world = try world(seed: 3)
    let start = world.cloths[0]
    #expect(start.points.allSatisfy { abs($0.z - 0.0037) < 1e-5 })
    #expect(abs(start.coverage - 1) < 0.03)
    for _ in 0..<1000 { _ = world.advance(.hold(opening: 1)) }
    #expect(world.cloths[0].points == start.points)
  }

  @Test("Folded and let go it comes to rest, and stays the same to the bit")
  func restsFolded() throws {
    var world = try world()
    var oracle = try Oracle(for: world.scene)
    for _ in 0..<world.scene.steps {
      for action in try oracle.act(in: world).actions { _ = world.advance(action) }
    }
    let folded = world.cloths[0]
    #expect(world.holds(.still(body: "cloth")))
    #expect(folded.unrest == 0)
    for _ in 0..<1000 { _ = world.advance(.hold(opening: 1)) }
    #expect(world.cloths[0].points == folded.points)
    #expect(world.verdict.success)
  }

  @Test("A gripper in the station's box picks it off the table by a corner or an edge")
  func grips() throws {
    for place in [Vector3(0.39, -0.02, 0), Vector3(0.28, -0.03, 0)] {
      var world = try gripping(place)
      #expect(world.verdict.milestones[1].step != nil)
      move(&world, to: place + [0, 0, 0.12], opening: 0)
      let cloth = world.cloths[0]
      #expect(cloth.bounds.upper.z > 0.09)
      #expect(stretch(cloth).upperBound < Self.most)
      _ = world.advance(.hold(opening: 1))
      for _ in 0..<40 { _ = world.advance(.hold(opening: 1)) }
      #expect(world.cloths[0].bounds.upper.z < 0.03, "it falls")
    }
  }

  @Test("Dragged by an edge it comes along, as long as it was")
  func drags() throws {
    var world = try gripping([0.17, 0.095, 0])
    let before = world.cloths[0].middle
    move(&world, to: [0.17, 0.0, 0.03], opening: 0)
    let cloth = world.cloths[0]
    #expect(cloth.middle.y < before.y - 0.03)
    #expect(cloth.middle.y > before.y - 0.12)
    #expect(stretch(cloth).upperBound < Self.most)
  }

  @Test("Whatever the arm does, it goes through nothing and stays whole")
  func walks() throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      var world = try world(seed: seed)
      var chance = Generator(seed: seed, stream: "walk")
      var (goal, opening) = (Vector3.zero, 1.0)
      for step in 0..<80 {
        if step % 8 == 0 {
          goal = [chance.uniform(0.16...0.4), chance.uniform(-0.14...0.26), 0.02]
          goal.z += max(0, chance.uniform(-0.1...0.1))
        }
        if chance.uniform(0...1) < 0.15 { opening = 1 - opening }
        let way = goal - world.X_WT.translation
        _ = world.advance(
          Action(translation: min(1, 0.03 / way.length) * way, opening: opening))
        #expect(world.clearance.gap > 0, "seed \(seed), step \(step): \(world.clearance)")
        // Pressed on and dragged a thread may give a lot for a moment, but nothing bursts.
        #expect(stretch(world.cloths[0]).upperBound < 4, "seed \(seed), step \(step)")
      }
      #expect(world.cloths[0].points.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
    }
  }

  @Test("A record's points put it back, and it is drawn the same")
  func snapshots() throws {
    var world = try gripping([0.39, -0.02, 0])
    move(&world, to: [0.3, 0.05, 0.1], opening: 0)
    let points = world.cloths[0].points.map { "[\($0.x), \($0.y), \($0.z)]" }
    let scratch = try Scratch()
    let path = try scratch.write(
      """
      joints_rad: [\(world.q.map(\.description).joined(separator: ", "))]
      opening: \(world.opening)
      cloths: {cloth: [\(points.joined(separator: ", "))]}

      """, as: "state.yaml")
    var other = try self.world(seed: 5)
    other.take(try Snapshot(contentsOf: path, for: other.scene))
    #expect(other.cloths[0].points == world.cloths[0].points)
    #expect(other.observe().views.map(\.image) == world.observe().views.map(\.image))
  }

  @Test("A state with too few points says so")
  func wrongSnapshot() throws {
    let scratch = try Scratch()
    let path = try scratch.write("cloths: {cloth: [[0, 0, 0]]}\n", as: "state.yaml")
    let scene = try world().scene
    let error = #expect(throws: YAMLProblems.self) { try Snapshot(contentsOf: path, for: scene) }
    #expect(try #require(error).description.contains("1 points where the cloth has 400"))
  }

  @Test(
    "A cloth that cannot be is told with its place",
    arguments: [
      ("points: [20, 20]", "points: [3, 20]", "from 4 to 32"),
      ("points: [20, 20]", "points: [20, 4.5]", "a part of a point"),
      ("thickness: 0.003}", "thickness: 0.003}, solid: true", "Leave it out"),
      ("    grasp: [0.119", "    mass: 0.03\n    grasp: [0.119", "a body of its own"),
      ("to: [-1, 1], within: 0.03", "to: [0, 1], within: 0.03", "no corner"),
      ("from: [1, -1], to: [-1, 1]", "from: [1, -1], to: [1, -1]", "comes from"),
      ("folded: cloth", "folded: table", "table"),
    ])
  func mistakes(old: String, new: String, says: String) throws {
    let text = try SceneFiles.text("autoeval/fold_cloth.yaml")
    #expect(text.contains(old))
    #expect(try complaints(text.replacing(old, with: new)).contains(says))
  }
}
