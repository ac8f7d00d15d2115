import Control
import Foundation
import Geometry
import Language
import Testing

@testable import Simulation

@Suite("The Panda does in the world what DROID's station tells it")
struct DroidWorldTests {
  private func world() throws -> World {
    World(try DroidReference.scene(), station: try DroidReference.station(), seed: 0)
  }

  @Test("Joint angles are taken to the bit, whichever way the elbow has to go")
  func jointPositions() throws {
    var world = try world()
    for angles in [
      [0.1, -0.5, 0.2, -2.2, 0.1, 1.9, 0.6], [0.4, -0.7, -0.4, -2.0, -0.2, 1.5, -0.3],
      [0.4, -0.7, -0.4, -2.0, -0.2, 1.5, -0.3],
    ] {
      let report = world.advance(try #require(Action(angles + [1], in: .jointPosition)))
      #expect(world.q == angles)
      #expect(report.adjustments.isEmpty)
      #expect(report.applied == report.asked)
    }
  }

  @Test("Velocities build on where the arm is: ten of a tenth are one of one")
  func velocities() throws {
    var world = try world()
    let start = world.q
    let slow = [0.1, -0.1, 0, 0.1, 0, 0.1, -0.1]
    for _ in 0..<10 {
      _ = world.advance(try #require(Action(slow + [1], in: .jointVelocity)))
    }
    // Ten sums of doubles of about 1.
    for (index, angle) in world.q.enumerated() {
      #expect(abs(angle - start[index] - 0.2 * 10 * slow[index]) < 1e-12)
    }
  }

  @Test("A word moves the tool by its centimetre", arguments: ["forward", "left", "up", "down"])
  func words(direction: String) throws {
    var world = try world()
    let ways: [String: Vector3] = [
      "forward": [0.01, 0, 0], "left": [0, 0.01, 0], "up": [0, 0, 0.01], "down": [0, 0, -0.01],
    ]
    let way = try #require(ways[direction])
    for _ in 0..<5 {
      let read = try Mapping.ecot.translate("move \(direction)", from: world.armState)
      let report = world.advance(try #require(read.actions.first))
      // One step by the Jacobian: what is missed goes with the square of the joints' turn, here of
      // up to 0.03 rad on an arm of 0.6 m.
      #expect((report.moved - way).length < 0.0005)
      #expect(report.adjustments.isEmpty)
    }
  }

  @Test("Holding still leaves everything as it is, bit by bit")
  func holds() throws {
    var world = try world()
    _ = world.advance(Action(translation: [0.02, 0.01, -0.02], opening: 1))
    let (q, proprio) = (world.q, world.proprio)
    for _ in 0..<50 { _ = world.advance(.hold(opening: 1)) }
    #expect(world.q == q && world.proprio == proprio)
  }

  @Test("The table stops the arm, and the record says so")
  func blocked() throws {
    var world = try world()
    var reports: [StepReport] = []
    for _ in 0..<60 {
      reports.append(
        world.advance(try #require(Action([0, 0, -1, 0, 0, 0, 1], in: .cartesianVelocity))))
    }
    #expect(reports.contains { $0.adjustments.contains { $0.body == "table" } })
    let lowest = world.scene.arm.linkPoses(world.q, opening: world.opening)
      .filter { $0.link.hasSuffix("_pad") }.map(\.X_WL.translation.z).min()
    // A pad's middle is half of its 37.5 mm above its lower edge.
    #expect(try #require(lowest) > 0.018)
  }

  @Test("At home the arm is at the published angles, with the gripper open")
  func home() throws {
    let world = try world()
    let home = [0, -36, 0, -144, 0, 108, 0] as [Double]
    #expect(zip(world.q, home).allSatisfy { abs($0 * 180 / .pi - $1) < 1e-12 })
    #expect(world.opening == 1)
    #expect((world.station.convention.rate, world.scene.steps) == (15, 450))
  }

  @Test("The station drives the Panda, and no WidowX")
  func otherArm() throws {
    let scene = try Scene.load("open_drawer", folder: SceneFiles.folder)
    #expect(
      throws: StationError.otherArm("panda-robotiq", station: "droid", scene: scene.name)
    ) { try Station(named: "droid", box: .none, for: scene) }
    #expect(throws: StationError.self) {
      try Station(named: "bridge", box: .none, for: try DroidReference.scene())
    }
  }
}
