import Control
import Geometry

/// Where an eggplant is taken from, and where to. Heights over the arm's base in metres.
struct Placing {
  /// The middle of an eggplant that lies where it is taken from.
  var height: Double

  /// Where it is held, from its middle towards its thick end. Metres.
  var hold: Double

  /// The tool, low enough to take hold, high enough to go across, and low enough to let go.
  var taking, carrying, lettingGo: Double

  /// Where it goes, by its colour, and at what height that colour is on the whole.
  var shade: Shade
  var placeHeight: Double

  /// As far from the middle of that it is in, and as near is near enough to go down. Metres.
  var reach, room: Double

  var from, to: String

  /// Of the two places: basket and basin of AutoEval's toy sink, whose heights were fitted to its goal
  /// image.
  static let intoSink = Placing(
    height: 0.1015, hold: -0.012, taking: 0.105, carrying: 0.163, lettingGo: 0.125, shade: .aqua,
    placeHeight: 0.10,
    reach: 0.085, room: 0.020, from: "basket", to: "sink")
  static let intoBasket = Placing(
    height: 0.0740, hold: 0.012, taking: 0.097, carrying: 0.190, lettingGo: 0.150, shade: .cream,
    placeHeight: 0.11,
    reach: 0.070, room: 0.008, from: "sink", to: "basket")
}

extension Glance {
  /// Takes the eggplant up from above and lets go of it over where it belongs.
  func placing(_ placing: Placing, _ gripper: Eyes.Gripper) -> Verdict {
    var verdict = Verdict(action: .hold(opening: told ?? 1), reason: "", gripper: gripper)
    guard let place = eyes.place(of: placing.shade, height: placing.placeHeight) else {
      verdict.reason = "I cannot see a \(placing.to)."
      return verdict
    }
    let eggplant = eyes.eggplant(height: placing.height)
    verdict.target = eggplant.map { .init(name: "the eggplant", p_W: $0.p_WE) }
    if isOpen(gripper) {
      take(eggplant, placing, place, gripper, &verdict)
    } else {
      carry(eggplant, placing, place, gripper, &verdict)
    }
    return verdict
  }

  /// What to do with open fingers.
  private func take(
    _ eggplant: Eyes.Eggplant?, _ placing: Placing, _ place: Vector3, _ gripper: Eyes.Gripper,
    _ verdict: inout Verdict
  ) {
    let p_WT = gripper.p_WT
    verdict.action.opening = 1
    guard let eggplant else {
      verdict.reason = "I cannot see an eggplant."
      return
    }
    let ground = Eyes.meet(eyes.camera, eggplant.middle, height: placing.placeHeight - 0.02)
    if Self.apart(ground, place) < placing.reach {
      verdict.isDone = p_WT.z >= 0.15
      if !verdict.isDone { verdict.action.translation.z = 0.02 }
      verdict.reason = "The eggplant is in the \(placing.to)."
      return
    }
    let grasp = eggplant.p_WE + placing.hold * Rotation(about: [0, 0, 1], by: eggplant.yaw).xAxis
    let way = grasp - p_WT
    let turn = grain.turns ? eggplant.yaw - gripper.yaw : 0
    let isLow = p_WT.z < placing.height + 0.0385
    let room =
      isLow ? 0.03 : p_WT.z < placing.height + 0.07 ? max(0.015, grain.length) : grain.length
    let isOver =
      max(abs(way.x), abs(way.y)) <= room
      && abs(turn) <= (isLow ? 0.6 : room > grain.length ? 0.25 : 0.12)
    if !isOver, isLow {
      verdict.action.translation.z = 0.02
      verdict.reason = "The fingers are low but not around the eggplant, so up first."
    } else if !isOver {
      verdict.action.translation = [way.x, way.y, 0]
      verdict.action.rotation.z = turn
      verdict.reason = "The eggplant is not below the fingers yet."
    } else if p_WT.z <= placing.taking {
      verdict.action.opening = 0
      verdict.reason = "The eggplant is between the fingers."
    } else {
      verdict.action.translation.z = placing.taking - 0.007 - p_WT.z
      verdict.reason = "The eggplant is below the fingers, so down to it."
    }
  }

  /// What to do with shut fingers.
  private func carry(
    _ eggplant: Eyes.Eggplant?, _ placing: Placing, _ place: Vector3, _ gripper: Eyes.Gripper,
    _ verdict: inout Verdict
  ) {
    let p_WT = gripper.p_WT
    verdict.action.opening = 0
    if let eggplant {
      let (u, v, depth) = eyes.camera.project(p_WT)
      let off = SIMD2(u, v) - eggplant.middle
      if (off * off).sum().squareRoot() > 0.09 * eyes.camera.fx / depth {
        verdict.action.opening = 1
        verdict.action.translation.z = 0.02
        verdict.reason = "The eggplant is not between the fingers, so once more."
        return
      }
    }
    // Its middle is beside the tool, and somewhat towards the base's x.
    let way = place - p_WT - [max(0, -placing.hold) + 0.003, 0, 0]
    let isLow = p_WT.z < placing.carrying - 0.012
    if max(abs(way.x), abs(way.y)) <= (isLow ? 0.015 : 0) + max(placing.room, grain.length) {
      if p_WT.z <= placing.lettingGo {
        verdict.action.opening = 1
        verdict.reason = "The eggplant is over the \(placing.to), so let go."
      } else {
        verdict.action.translation.z = placing.lettingGo - 0.01 - p_WT.z
        verdict.reason = "The \(placing.to) is below the eggplant."
      }
    } else if p_WT.z < placing.carrying - 0.008 {
      verdict.action.translation.z = placing.carrying + 0.005 - p_WT.z
      verdict.reason = "The eggplant is held, so up out of the \(placing.from)."
    } else {
      verdict.action.translation = [way.x, way.y, 0]
      verdict.reason = "The eggplant is held, so over to the \(placing.to)."
    }
  }

  /// How far apart along the ground. Metres.
  private static func apart(_ a: Vector3, _ b: Vector3) -> Double {
    let off = a - b
    return (off.x * off.x + off.y * off.y).squareRoot()
  }
}
