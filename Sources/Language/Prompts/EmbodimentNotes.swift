import Control
import Foundation
import Geometry

/// What a model is told of the robot and of who looks at it.
struct EmbodimentNotes {
  let situation: Situation
  let settings: PromptParts.Embodiment

  var text: String {
    var lines = ["## Robot", "", robot, frame, gripper]
    if settings.isClock { lines.append(clock) }
    if settings.tellsLimits { lines += limits }
    if settings.tellsCamera { lines += situation.observation.views.map(look) }
    return lines.joined(separator: "\n")
  }

  private var robot: String {
    let name =
      switch situation.workplace.convention.arm {
      case "widowx-250s": "WidowX 250s, an arm of six joints"
      case "panda-robotiq": "Franka Panda, an arm of seven joints, with a Robotiq 2F-85"
      default: situation.workplace.convention.arm
      }
    return "You move the gripper of a \(name). It has two fingers and stands fixed to a table."
  }

  private var frame: String {
    let fingers = situation.arm.X_WT.rotation * situation.workplace.convention.fingers
    let pointing =
      fingers.z < -0.98
      ? "straight down" : fingers.z > 0.98 ? "straight up" : Self.words(for: fingers)
    return """
      Positions are in the robot's base frame: x is forward, away from the base; y is to the robot's own \
      left; z is up. Lengths are in centimetres, angles in degrees. The fingers point \(pointing).
      """
  }

  private var gripper: String {
    """
    The gripper's opening is 1 when it is fully open and 0 when it is shut. It opens or shuts fully, \
    and keeps what it was told last until it is told otherwise.
    """
  }

  /// The surroundings as a clock's face seen from above.
  private var clock: String {
    let hours = situation.observation.views.map { view -> String in
      let p_WC = view.camera.X_WC.translation - Self.middle
      // Forward is 12 o'clock and left 9.
      let turn = atan2(-p_WC.y, p_WC.x) / (2 * .pi) * 12
      let hour = (Int(turn.rounded()) + 11) % 12 + 1
      return "the camera \(view.name) at \(hour) o'clock"
    }
    return """
      Seen from above, the table is like a clock's face: the robot stands at 6 o'clock, \
      forward is 12, left is 9, right is 3; \(hours.joined(separator: ", ")).
      """
  }

  /// Where arms work, roughly, in their base. Metres.
  private static let middle = Vector3(0.3, 0, 0.1)

  private var limits: [String] {
    let rule = situation.arm.rule
    var lines = [
      "One step moves at most \(centimetres(rule.length)) along an axis and turns at most "
        + "\(degrees(rule.angle)); a longer move is carried out in several steps."
    ]
    if let box = situation.workplace.box {
      let ranges = zip(["x", "y", "z"], 0..<3).map { name, axis in
        "\(name) \(plain(100 * box.lower[axis])) to \(plain(100 * box.upper[axis]))"
      }
      lines.append("The gripper stays within \(ranges.joined(separator: ", ")) cm.")
    }
    let height = situation.workplace.tableHeight
    lines.append("The table's top is at z = \(centimetres(height)).")
    return lines
  }

  /// Where a camera stands and which way the base's axes go in its picture.
  private func look(_ view: Observation.View) -> String {
    let camera = view.camera
    let (eye, way) = (camera.X_WC.translation, camera.X_WC.rotation.zAxis)
    let p_WT = situation.observation.X_WT.translation
    let ways = zip(["forward", "left", "up"], [Vector3(1, 0, 0), [0, 1, 0], [0, 0, 1]]).compactMap {
      name, axis in
      Self.way(of: axis, at: p_WT, in: camera).map { "\(name) is \($0)" }
    }
    let place = "(\(plain(100 * eye.x)), \(plain(100 * eye.y)), \(plain(100 * eye.z))) cm"
    return "The camera \(view.name) stands at \(place) and looks \(Self.words(for: way))."
      + (ways.isEmpty ? "" : " In its picture, near the gripper, \(ways.joined(separator: ", ")).")
  }

  /// The main part of a direction, and another that counts.
  private static func words(for way: Vector3) -> String {
    let names = [("forward", "back"), ("left", "right"), ("up", "down")]
    let sorted = (0..<3).sorted { abs(way[$0]) > abs(way[$1]) }
    return sorted.filter { abs(way[$0]) > 0.3 }
      .map { way[$0] > 0 ? names[$0].0 : names[$0].1 }.joined(separator: " and ")
  }

  /// Which way in the picture a direction goes from a point; nil where that is not in front of it.
  static func way(of axis: Vector3, at p_W: Vector3, in camera: Camera) -> String? {
    let (from, to) = (camera.project(p_W), camera.project(p_W + 0.05 * axis))
    guard from.depth > 0.02, to.depth > 0.02 else { return nil }
    let (right, down) = (to.u - from.u, to.v - from.v)
    let length = (right * right + down * down).squareRoot()
    let reach = 0.05 * camera.fx / from.depth
    guard length > 0.2 * reach else { return to.depth > from.depth ? "into it" : "out of it" }
    var words: [String] = []
    if abs(down) > 0.38 * length { words.append(down > 0 ? "down" : "up") }
    if abs(right) > 0.38 * length { words.append("to the \(right > 0 ? "right" : "left")") }
    return words.joined(separator: " and ")
  }
}
