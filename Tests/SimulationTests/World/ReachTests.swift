import Control
import Geometry
import Testing

@testable import Simulation

@Suite("What is out of reach is refused and said") struct ReachTests {
  private let forward = Action(translation: [0.02, 0, 0], opening: 1)
  private let backward = Action(translation: [-0.02, 0, 0], opening: 1)

  @Test("autoeval goes on from the pose that the arm reached last")
  func autoevalForgets() throws {
    var world = try atTheEnd("autoeval")
    let (q, commanded) = (world.q, world.X_WT_commanded)
    for _ in 0..<3 {
      let report = world.advance(forward)
      #expect(report.adjustments == [Adjustment(.outOfReach)])
      #expect(report.applied == forward)
      #expect(report.moved == .zero)
      #expect(world.q == q)
      #expect(world.X_WT_commanded == commanded)
    }
    let report = world.advance(backward)
    #expect(report.adjustments.isEmpty)
    #expect((report.moved - backward.translation).length < 1e-5)
  }

  @Test("bridge goes on from the pose that was out of reach")
  func bridgeRemembers() throws {
    var world = try atTheEnd("bridge")
    let (q, commanded) = (world.q, world.X_WT_commanded)
    for count in 1...3 {
      let report = world.advance(forward)
      #expect(report.adjustments == [Adjustment(.outOfReach)])
      #expect(world.q == q)
      let ahead = world.X_WT_commanded.translation - commanded.translation
      #expect((ahead - Double(count) * forward.translation).length < 1e-9)
    }
    // Three steps forward have to be taken back before the arm moves.
    for _ in 0..<2 {
      #expect(world.advance(backward).adjustments == [Adjustment(.outOfReach)])
      #expect(world.q == q)
    }
    #expect(world.advance(backward).adjustments == [Adjustment(.catchingUp)])
    #expect((world.X_WT_commanded.translation - commanded.translation).length < 1e-9)
    let report = world.advance(backward)
    #expect((report.moved - backward.translation).length < 1e-5)
  }

  @Test("The gripper obeys when the arm cannot", arguments: ["autoeval", "bridge"])
  func gripperObeys(station: String) throws {
    var world = try atTheEnd(station)
    let report = world.advance(Action(translation: [0.02, 0, 0], opening: 0))
    #expect(report.adjustments == [Adjustment(.outOfReach)])
    #expect(world.opening == 0)
    #expect(world.commandedOpening == 0)
  }

  /// A world whose arm is stretched out forwards, as far as whole steps go.
  private func atTheEnd(_ station: String) throws -> World {
    var world = try DrawerScene.open.world(station: station)
    _ = world.advance(Action(translation: [0, 0, 0.02], opening: 1))
    for _ in 0..<40 {
      var next = world
      let report = next.advance(forward)
      if report.adjustments == [Adjustment(.outOfReach)] { return world }
      try #require(report.adjustments.isEmpty)
      world = next
    }
    throw Endless()
  }

  private struct Endless: Error {}
}
