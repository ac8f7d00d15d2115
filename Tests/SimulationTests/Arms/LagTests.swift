import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite("A sluggish arm comes later") struct LagTests {
  private struct Row: Decodable {
    var time, speed, start, target, seconds, end: Double
  }

  @Test("A follower is where SciPy integrates its speed to")
  func integrated() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Reference/droid/lag.json")
    let rows = try JSONDecoder().decode([Row].self, from: try Data(contentsOf: file))
    #expect(rows.count == 24)
    var cut = 0
    for row in rows {
      let follower = Lag.Follower(time: row.time, speed: row.speed)
      let end = follower.position(from: row.start, to: row.target, after: row.seconds)
      // Its steps are taken to 1e-12 each, 400 of them.
      #expect(abs(end - row.end) < 1e-9)
      if abs(row.target - row.start) > row.speed * row.time { cut += 1 }
      let half = follower.position(from: row.start, to: row.target, after: row.seconds / 2)
      let whole = follower.position(from: half, to: row.target, after: row.seconds / 2)
      #expect(abs(whole - end) < 1e-12)
    }
    #expect((6...18).contains(cut))
  }

  @Test("Without a time it goes at full speed, and stops there")
  func atFullSpeed() {
    let follower = Lag.Follower(time: 0, speed: 2)
    #expect(follower.position(from: 1, to: -1, after: 0.25) == 0.5)
    #expect(follower.position(from: 1, to: -1, after: 1.5) == -1)
    #expect(follower.position(from: 0.3, to: 0.3, after: 1) == 0.3)
  }

  @Test("SIMPLER's WidowX does half of a waist's turn in one of its steps, and all in the end")
  func widowX() throws {
    let scene = try Scene.load("open_drawer", folder: SceneFiles.folder)
    let station = try Station(named: "bridge", box: .none, for: scene, lags: true)
    #expect(
      station.lag?.joints.map { ($0.time * 1000).rounded() } == [282, 247, 188, 252, 158, 255])
    var world = World(scene, station: station, seed: 0)
    let start = world.q[0]
    let action = Action(rotation: [0, 0, 0], opening: 1)
    let turn = Action(translation: [0, 0.01, 0], opening: 0)
    let report = world.advance(turn)
    let told = world.q_told[0] - start
    // At 3 steps a second: 1 - exp(-1 / (3 * 0.2821)).
    #expect(
      abs((world.q[0] - start) / told - (1 - exp(-1 / (3 * 330 / 1169.7891719504198)))) < 1e-9)
    #expect(report.adjustments.contains { $0.kind == .lagging })
    #expect(world.opening > 0 && world.opening < 1)
    for _ in 0..<60 { _ = world.advance(action) }
    #expect(zip(world.q, world.q_told).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(world.opening == 1)
  }

  @Test("No joint is faster than it can, and a velocity told goes no further than it came")
  func panda() throws {
    let scene = try DroidReference.scene()
    let station = try Station(named: "droid", box: .none, for: scene, lags: true)
    var world = World(scene, station: station, seed: 0)
    let home = world.q
    let far = try #require(Action([1, 0.5, -1, -1, 1, 3, 1, 0], in: .jointPosition))
    let steps = 40
    for _ in 0..<steps {
      let before = world.q
      _ = world.advance(far)
      for (index, joint) in scene.arm.joints.enumerated() {
        #expect(abs(world.q[index] - before[index]) <= joint.maxVelocity / 15 + 1e-12)
      }
    }
    #expect(zip(world.q, far.motion).allSatisfy { abs($0 - $1) < 1e-3 })

    // Told from where the arm is, and so the first step of all: 0.2 rad by 1 - exp(-1/3).
    world = World(scene, station: station, seed: 0)
    _ = world.advance(try #require(Action([1, 0, 0, 0, 0, 0, 0, 1], in: .jointVelocity)))
    #expect(abs(world.q[0] - home[0] - 0.2 * (1 - exp(-1.0 / 3))) < 1e-12)
    let q = world.q
    _ = world.advance(.hold(opening: 1))
    #expect(world.q == q)
  }

  @Test("A scene may have a lag of its own, and no arm lags unless it is asked for")
  func scenes() throws {
    let text = try SceneFiles.text("probe/axes_droid.yaml")
    #expect(try decoded(text).lag == nil)
    let lag = "lag: {joints_s: [0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1], gripper_s: 0.3}\n"
    let scene = try decoded(text + "\n" + lag)
    #expect(scene.lag?.joints.map(\.time) == [0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1])
    #expect(scene.lag?.joints.map(\.speed) == scene.arm.joints.map(\.maxVelocity))
    #expect(scene.lag?.gripper == Lag.Follower(time: 0.3, speed: 2))
    #expect(try Station(named: "droid", box: .none, for: scene).lag == scene.lag)
    #expect(try DroidReference.station().lag == nil)
    let short = lag.replacingOccurrences(of: "0.2, 0.1, 0.1, 0.1", with: "0.2")
    #expect(try complaints(text + "\n" + short).contains("a list of 7 numbers"))
  }
}
