import Chance
import Geometry

extension Scene {
  /// Where everything stands at the start of an episode.
  struct Start {
    /// Each body with its joint at 0, in the arm's base.   (bodies)
    var placements: [Pose]

    /// Metres, or radians for what turns.   (bodies)
    var joints: [Double]
  }

  /// The number of the variant that a seed gives; nil for a scene without.
  func variant(seed: UInt64) -> Int? {
    variants.isEmpty ? nil : Int(seed % UInt64(variants.count))
  }

  /// The start that a seed gives: its variant, for all seeds but 0 with scatter. Each body
  /// draws from a stream of its own name, so that one more body changes no other.
  func start(seed: UInt64) -> Start {
    let variant = variant(seed: seed).map { variants[$0] }
    var start = Start(
      placements: [],
      joints: bodies.map { variant?.joints[$0.name] ?? $0.joint?.start ?? 0 })
    var strayed: [String: Pose] = [:]
    for body in bodies {
      switch body.placement {
      case .fixed(let X_WB): strayed[body.name] = variant?.placements[body.name] ?? X_WB
      case .jointed(let carrier, _): strayed[body.name] = strayed[carrier] ?? .identity
      }
      if seed != 0 { stray(body, seed: seed, &strayed, &start.joints) }
      start.placements.append(strayed[body.name] ?? .identity)
    }
    return start
  }

  /// Where the arm's joints start in place of `q`, where the scene has them stray. Radians.
  func strayed(home q: [Double], seed: UInt64) -> [Double]? {
    guard let most = homeNoise, seed != 0 else { return nil }
    var chance = Generator(seed: seed, stream: "home")
    return arm.clamped(zip(q, most).map { $0 + chance.uniform(-$1...$1) })
  }

  private func stray(
    _ body: Body, seed: UInt64, _ poses: inout [String: Pose], _ joints: inout [Double]
  ) {
    guard let most = scatter.first(where: { $0.body == body.name })?.1,
      let index = bodies.firstIndex(where: { $0.name == body.name }),
      var X_WB = poses[body.name]
    else { return }
    var chance = Generator(seed: seed, stream: body.name)
    X_WB.translation += [chance.uniform(-most.xy...most.xy), chance.uniform(-most.xy...most.xy), 0]
    let turn = Rotation(about: [0, 0, 1], by: chance.uniform(-most.yaw...most.yaw))
    X_WB.rotation = turn * X_WB.rotation
    if let tilt = most.tilt {
      X_WB.translation.z += chance.uniform(-tilt.height...tilt.height)
      let angles = (0..<2).map { _ in chance.uniform(-tilt.angle...tilt.angle) }
      X_WB.rotation = Rotation(roll: angles[0], pitch: angles[1], yaw: 0) * X_WB.rotation
    }
    poses[body.name] = X_WB
    if let range = body.joint?.range {
      let position = joints[index] + chance.uniform(-most.joint...most.joint)
      joints[index] = min(max(position, range.lowerBound), range.upperBound)
    }
  }
}
