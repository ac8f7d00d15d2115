import Control
import Geometry

extension Glance {
  /// The tool in the drawer's frame with one finger in the middle of its handle. Metres.
  private static let p_DG = Vector3(0.133, 0.005, 0.045)

  /// Further than this it is open. Metres.
  private static let enough = 0.112

  /// Takes the drawer along by its handle, one finger behind the bar.
  func drawer(_ gripper: Eyes.Gripper) -> Verdict {
    guard let drawer = eyes.drawer() else {
      return Verdict(
        action: .hold(opening: 1), reason: "I cannot see a red drawer.", gripper: gripper)
    }
    let p_WT = gripper.p_WT
    let p_WG = drawer.X_WD * Self.p_DG
    var verdict = Verdict(
      action: .hold(opening: 1), reason: "", gripper: gripper,
      target: .init(name: "the drawer's handle", p_W: p_WG))
    let left = goal == .openDrawer ? Self.enough - drawer.opening : -drawer.opening
    let isDone = goal == .openDrawer ? left <= 0 : left > -0.004
    guard !isDone else {
      verdict.reason = goal == .openDrawer ? "The drawer is open." : "The drawer is shut."
      verdict.isDone = true
      return verdict
    }
    let off = drawer.X_WD.rotation.inverse * (p_WG - p_WT)
    let isLow = p_WT.z < 0.09
    // What was well enough to go down for stays so, or it would go up and down for ever.
    let room =
      p_WT.z < 0.064
      ? 0.032 : isLow ? 0.022 : p_WT.z < 0.115 ? max(0.015, grain.length) : grain.length
    let isOver = abs(off.x) <= room && abs(off.y) <= room + (isLow ? 0.008 : 0.003)
    if !isOver {
      if isLow {
        verdict.action.translation = [0, 0, 0.02]
        verdict.reason = "The fingers are low but not in the handle, so up first."
      } else {
        let way = p_WG - p_WT
        let isNear = max(abs(way.x), abs(way.y)) < 0.04
        let hover = p_WG.z + (isNear ? 0.075 : 0.09) - p_WT.z
        verdict.action.translation = [way.x, way.y, hover]
        verdict.reason = "The handle is not below the fingers yet."
      }
    } else if p_WT.z > 0.058 {
      verdict.action.translation = [0, 0, 0.052 - p_WT.z]
      verdict.reason = "The handle is below the fingers, so down into it."
    } else {
      // Along the way it opens, and back to its middle.
      let along = max(-0.02, min(0.02, left))
      verdict.action.translation = drawer.X_WD.rotation * Vector3(along, 0.5 * off.y, 0)
      verdict.action.translation.z = 0
      verdict.reason = "A finger is in the handle, so take the drawer along."
    }
    return verdict
  }
}
