import Control
import Evaluation
import Foundation
import Geometry
import Imaging
import Rendering
import Simulation

/// The measurements of `simeval bench`.
enum Bench {
  /// Poses, Jacobians and inverse solutions a second, on one core, for each arm.
  static func kinematics() throws -> [JSON] {
    Arm.all.map { arm in
      // The same 64 postures for everyone, spread over the inner half of each joint's range.
      let postures = (0..<64).map { i in
        arm.joints.enumerated().map { j, joint in
          let share = 0.25 + 0.5 * Double((i * (2 * j + 7)) % 64) / 63
          return joint.limits.lowerBound
            + share * (joint.limits.upperBound - joint.limits.lowerBound)
        }
      }
      let targets = postures.map { arm.toolPose($0) }
      return [
        "bench": "kinematics", "arm": .string(arm.name),
        "fk_per_s": perSecond { arm.toolPose(postures[$0 % 64]).translation.x },
        "jacobian_per_s": perSecond { arm.jacobian(postures[$0 % 64]).linear[0].x },
        "ik_per_s": perSecond {
          arm.jointAngles(reaching: targets[($0 + 1) % 64], near: postures[$0 % 64]).angles?[0] ?? 0
        },
      ]
    }
  }

  /// On one core, pictures a second: of the renderer alone at 256x256, and of the whole way from
  /// the world to an observation (the station's camera, squashed to what its policy gets).
  static func render() throws -> [JSON] {
    try ["autoeval/open_drawer"].map { name in
      let scene = try Scene.load(name, folder: SceneFolder.path)
      let station = try Station(named: scene.station, box: .none, for: scene)
      var world = World(scene, station: station, seed: 0)
      let size = world.observe().views.first.map { "\($0.image.width)x\($0.image.height)" }
      // The arm comes down step by step, as it does in an episode.
      let worlds = (0..<8).map { _ in
        _ = world.advance(Action(translation: [0.01, 0, -0.01], opening: 1))
        return world
      }
      let things = worlds.map(\.drawables)
      var renderer = world.renderer(for: world.camera(scene.cameras[0]))
      let whole = renderer
      renderer.camera = renderer.camera.scaled(toWidth: 256, height: 256)
      let (small, large) = (renderer, whole)
      var observer = Observer()
      var canvas = Canvas()
      return [
        "bench": "render", "scene": .string(name),
        "draw_256x256_per_s": perSecond { _ in Double(small.draw(things[0]).image.bytes[0]) },
        "draw_640x480_per_s": perSecond { _ in Double(large.draw(things[0]).image.bytes[0]) },
        "draw_640x480_kept_per_s": perSecond {
          Double(large.draw(things[$0 % 8], on: &canvas).image.bytes[0])
        },
        "observe_size": JSON(size),
        "observe_per_s": perSecond {
          Double(worlds[$0 % 8].observe(with: &observer).step)
        },
      ]
    }
  }

  /// Seconds of a 50-step episode with all its files, from the process's start to its end; the
  /// median of five.
  static func episode() throws -> [JSON] {
    let folder = FileManager.default.temporaryDirectory.path + "/simeval-bench-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let arguments = [
      "run", "autoeval/open_drawer", "--policy", "hold", "--max-steps", "50", "--quiet", "--out",
    ]
    let times = try (0..<5).map { round in
      let process = Process()
      process.executableURL = Bundle.main.executableURL
      process.arguments = arguments + ["\(folder)/\(round)"]
      let start = ContinuousClock.now
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Failure(.fault, "the episode failed, in \(folder), run it by hand")
      }
      return (ContinuousClock.now - start).seconds
    }
    return [["bench": "episode", "steps": 50, "wall_s": .number(times.sorted()[2])]]
  }

  /// How often `body` runs in a second: the best of five rounds of at least 0.1 s, three digits.
  private static func perSecond(_ body: (Int) -> Double) -> JSON {
    var (best, sink) = (0.0, 0.0)
    for _ in 0..<5 {
      var count = 0
      let start = ContinuousClock.now
      var elapsed = Duration.zero
      while elapsed < .milliseconds(100) {
        for _ in 0..<8 {
          sink += body(count)
          count += 1
        }
        elapsed = .now - start
      }
      best = max(best, Double(count) / (elapsed / .seconds(1)))
    }
    // A sum that is used keeps the optimiser from leaving the work out.
    return sink.isNaN ? .null : .integer(Int(best))
  }
}
