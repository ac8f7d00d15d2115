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

@Suite("The arm does not go through itself, and says how hard it pushes") struct OwnTests {
  @Test("Towards its base it stops", arguments: [Vector3(0, 0, 0.1), [0.02, 0.03, 0.06]])
  func base(place: Vector3) throws {
    var world = try TableScene.world("")
    world.pointDown()
    _ = world.move(to: [0.2, 0, 0.1], opening: 1)
    var blockers: Set<String> = []
    for _ in 0..<30 {
      let way = place - world.X_WT_commanded.translation
      let report = world.advance(Action(translation: way.cut(to: 0.02), opening: 1))
      blockers.formUnion([report].blockers)
      #expect(gap(in: world) > 0)
    }
    #expect(blockers.contains("arm"))
    // And away again.
    let x = world.X_WT.translation.x
    for _ in 0..<10 { _ = world.advance(Action(translation: [0.02, 0, 0.01], opening: 1)) }
    #expect(world.X_WT.translation.x > x + 0.05)
  }

  /// Between the base and the hand.
  private func gap(in world: World) -> Double {
    let arm = world.scene.arm
    let links = arm.linkPoses(world.q, opening: world.opening)
    var least = Double.infinity
    for a in arm.colliders where a.link == arm.base {
      for b in arm.colliders where (arm.index(ofLink: b.link) ?? 0) > 4 {
        let X_WB = links[arm.index(ofLink: b.link) ?? 0].X_WL * b.X_LS
        least = min(least, distance(a.shape, a.X_LS, b.shape, X_WB).distance)
      }
    }
    return least
  }

  @Test("Effort rises while the table holds the arm back, and falls when it goes up again")
  func effort() throws {
    var world = try DrawerScene.open.world()
    world.go(to: [0.26, -0.05, 0.03], opening: 0)
    #expect(world.effort < 1)
    var last = 0.0
    for _ in 0..<6 {
      let report = world.advance(Action(translation: [0, 0, -0.02], opening: 0))
      #expect(report.effort >= last)
      last = report.effort
    }
    #expect(last > 700)
    for _ in 0..<8 { last = world.advance(Action(translation: [0, 0, 0.02], opening: 0)).effort }
    #expect(last < 1)
  }

  @Test("Above a scene's limit the action is turned round and halved, the gripper's part kept")
  func limit() throws {
    var world = try DrawerScene.open.world([
      ("steps: 70\n", with: "steps: 70\neffort_limit: 700\n")
    ])
    world.go(to: [0.26, -0.05, 0.03], opening: 0)
    let down = Action(translation: [0, 0, -0.02], rotation: [0, 0, 0.1], opening: 0)
    var reports: [StepReport] = []
    for _ in 0..<8 { reports.append(world.advance(down)) }
    let turned = reports.filter { $0.adjustments.contains(Adjustment(.effort)) }
    #expect(!turned.isEmpty && turned.count < 8)
    for report in turned {
      #expect(report.applied.translation == [0, 0, 0.01])
      #expect(report.applied.rotation == [0, 0, -0.05])
      #expect(report.applied.opening == 0)
      #expect(report.asked == down)
    }
    #expect(reports.allSatisfy { $0.effort < 1500 })
  }
}
