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
      let worlds = try worlds(name)
      let (world, scene) = (worlds[7], worlds[7].scene)
      let size = world.observe().views.first.map { "\($0.image.width)x\($0.image.height)" }
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

  /// A scene's start and what follows: the arm comes down step by step, as it does in an episode.
  static func worlds(_ name: String) throws -> [World] {
    let scene = try Scene.load(name, folder: SceneFolder.path)
    let station = try Station(named: scene.station, box: .none, for: scene)
    var world = World(scene, station: station, seed: 0)
    return (0..<8).map { _ in
      _ = world.advance(Action(translation: [0.01, 0, -0.01], opening: 1))
      return world
    }
  }

  /// How often `body` runs in a second of processor time: the best of five rounds of at least 0.1 s.
  private static func perSecond(_ body: (Int) -> Double) -> JSON {
    var (best, sink) = (0.0, 0.0)
    for _ in 0..<5 {
      var (count, batch, elapsed) = (0, 1, 0.0)
      let start = processSeconds(RUSAGE_SELF)
      while elapsed < 0.1 {
        for _ in 0..<batch {
          sink += body(count)
          count += 1
        }
        elapsed = processSeconds(RUSAGE_SELF) - start
        // Looking at the clock takes longer than a short body.
        if elapsed < 0.01 { batch *= 2 }
      }
      best = max(best, Double(count) / elapsed)
    }
    // A sum that is used keeps the optimiser from leaving the work out.
    return sink.isNaN ? .null : .integer(Int(best))
  }

  /// Milliseconds of processor time that `body` takes: the best of five rounds of at least 50 ms.
  static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<5 {
      var count = 0
      let start = processSeconds(RUSAGE_SELF)
      var elapsed = 0.0
      while elapsed < 0.05 {
        try body()
        count += 1
        elapsed = processSeconds(RUSAGE_SELF) - start
      }
      best = min(best, 1000 * elapsed / Double(count))
    }
    return best
  }

  /// A number that is not printed in more digits than it deserves.
  static func rounded(_ value: Double, places: Int) -> JSON {
    let scale = pow(10, Double(places))
    return .number((value * scale).rounded() / scale)
  }

  /// Seconds of processor time so far, of this process or of the children that have ended.
  static func processSeconds(_ who: __rusage_who) -> Double {
    func seconds(_ t: timeval) -> Double { Double(t.tv_sec) + 1e-6 * Double(t.tv_usec) }
    let usage = usage(who)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that this process, or the largest of the children that have ended, has held.
  static func peakMegabytes(_ who: __rusage_who) -> Double { Double(usage(who).ru_maxrss) / 1024 }

  private static func usage(_ who: __rusage_who) -> rusage {
    var usage = rusage()
    getrusage(numericCast(who.rawValue), &usage)
    return usage
  }
}
