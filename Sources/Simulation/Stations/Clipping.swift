import Control
import Geometry

/// An action on its way through a station's limits, and what they did to it.
struct Clipping {
  private(set) var action: Action
  private(set) var adjustments: [Adjustment] = []

  init(_ action: Action) { self.action = action }

  /// Cuts every number to plus or minus a limit.
  mutating func limitMagnitude(to limit: Double) {
    replace(action.numbers.map { min(max($0, -limit), limit) }, .magnitude)
  }

  /// Keeps the tool, which is at `p_WT`, inside a box.
  mutating func keep(inside box: WorkspaceBox, from p_WT: Vector3) {
    let goal = p_WT + action.translation
    let allowed = box.clamp(goal)
    move(to: (allowed - p_WT).replacing(with: action.translation, where: allowed .== goal), .box)
  }

  /// Cuts each axis of the translation to plus or minus a limit.
  mutating func limitStep(to limit: Double) {
    let cut = action.translation.clamped(
      lowerBound: Vector3(repeating: -limit), upperBound: Vector3(repeating: limit))
    move(to: cut, .stepLimit)
  }

  /// Opens or shuts the gripper fully; at one half as `halfOpens` says.
  mutating func decideGripper(halfOpens: Bool) {
    let opens = action.opening > 0.5 || halfOpens && action.opening == 0.5
    replace(action.motion + [opens ? 1 : 0], .gripper)
  }

  /// Puts other numbers in place of the action's.
  mutating func replace(_ numbers: [Double], _ kind: Adjustment.Kind) {
    let old = action.numbers
    for (index, element) in action.space.elements.enumerated() where numbers[index] != old[index] {
      adjustments.append(
        Adjustment(kind, element: element, from: old[index], to: numbers[index]))
    }
    action = Action(numbers, in: action.space) ?? action
  }

  private mutating func move(to translation: Vector3, _ kind: Adjustment.Kind) {
    var moved = action
    moved.translation = translation
    replace(moved.numbers, kind)
  }
}
