import Control
import Geometry

/// What became of a turn, told from what was asked, the station's limits and what was measured next,
/// as it can be at a real station too.
struct TurnOutcome: Hashable {
  /// What was asked of the tool and what it did, in the arm's base. Metres.
  let asked, moved: Vector3

  /// How far it turned. Radians.
  let turned: Double

  /// Whether the tool was asked to leave the workspace, or to go further than a step goes.
  let isClipped: Bool

  /// Whether it fell short of where it could have gone.
  let isBlocked: Bool

  let grip: Grip

  enum Grip: Hashable {
    /// The gripper was told nothing new.
    case kept
    case opened
    case closedOnNothing
    /// The fingers stopped before they met.
    case closedOnSomething
  }

  /// Less than this is how arms are, not something in the way. Metres.
  private static let slack = 0.004

  init(_ turn: Turn, at workplace: Workplace) {
    asked = turn.actions.reduce(Vector3.zero) { $0 + $1.translation }
    moved = turn.after.X_WT.translation - turn.before.X_WT.translation
    turned = turn.before.X_WT.rotation.angle(to: turn.after.X_WT.rotation)

    // What the station lets through of what was asked.
    var goal = turn.before.X_WT.translation
    for action in turn.actions {
      goal += workplace.limited(action.translation)
      if let box = workplace.box {
        goal = pointwiseMin(pointwiseMax(goal, box.lower), box.upper)
      }
    }
    let allowed = goal - turn.before.X_WT.translation
    isClipped = (asked - allowed).length > 1e-3
    isBlocked = (allowed - moved).length > max(Self.slack, 0.25 * allowed.length)

    let (was, told) = (turn.before.commandedOpening, turn.actions.last?.opening)
    let measured = workplace.convention.proprio.opening(in: turn.after.proprio)
    if let told, (told > 0.5) != (was > 0.5) {
      grip = told > 0.5 ? .opened : (measured ?? 1) < 0.05 ? .closedOnNothing : .closedOnSomething
    } else {
      grip = .kept
    }
  }

  /// In sentences.
  var text: String {
    var sentences = [
      moved.length < 0.001 && asked.length >= 0.001
        ? "The gripper did not move." : "The gripper moved: \(told(moved))."
    ]
    if asked.length < 0.001, moved.length < 0.001 { sentences = ["The gripper stayed in place."] }
    if isClipped {
      sentences.append("It was cut short by the station's limits; asked was: \(told(asked)).")
    } else if isBlocked {
      sentences.append(
        "Something was in the way, or it is out of reach; asked was: \(told(asked)).")
    }
    if turned > 0.01 { sentences.append("It turned by \(degrees(turned)).") }
    switch grip {
    case .kept: break
    case .opened: sentences.append("The gripper opened.")
    case .closedOnNothing: sentences.append("The gripper closed on nothing: it holds nothing.")
    case .closedOnSomething: sentences.append("The gripper closed on something.")
    }
    return sentences.joined(separator: " ")
  }
}

extension Workplace {
  /// A step of the tool as the station cuts it.
  fileprivate func limited(_ step: Vector3) -> Vector3 {
    switch convention.commands {
    case .poses(let rules):
      guard let most = rules.stepLimit else { return step }
      return step.clamped(
        lowerBound: Vector3(repeating: -most), upperBound: Vector3(repeating: most))
    case .joints(let rules):
      return step.length > rules.linearStep ? step * (rules.linearStep / step.length) : step
    }
  }
}

/// A way along the base's axes, in words: "forward 2 cm, down 0.5 cm".
func told(_ way: Vector3) -> String {
  let names = [("forward", "back"), ("left", "right"), ("up", "down")]
  let parts = names.enumerated().compactMap { axis, words -> String? in
    guard abs(way[axis]) >= 0.0005 else { return nil }
    return "\(way[axis] > 0 ? words.0 : words.1) \(centimetres(abs(way[axis])))"
  }
  return parts.isEmpty ? "nowhere" : parts.joined(separator: ", ")
}
