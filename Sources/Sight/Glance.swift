import Control
import Geometry
import Language

/// What is seen in one picture, and what to do about it. Nothing is remembered from the one before.
struct Glance: Sendable {
  let eyes: Eyes
  let goal: Goal

  /// What the gripper was told, 0 shut ... 1 open; nil when nobody said.
  let told: Double?

  /// How finely a vocabulary can say where to go.
  struct Grain: Hashable, Sendable {
    /// Off by less is as good as it gets. Metres.
    var length = 0.009

    /// Whether it can turn the gripper about the vertical.
    var turns = true

    init(_ mapping: Mapping) {
      turns = mapping.size(of: .rotation) > 0
      if case .words = mapping.form, !mapping.readsAmounts {
        length = max(length, 0.6 * max(mapping.size(of: .x), mapping.size(of: .y)))
      }
    }
  }

  let grain: Grain

  init(_ eyes: Eyes, goal: Goal, opening: Double?, grain: Grain) {
    (self.eyes, self.goal, told, self.grain) = (eyes, goal, opening, grain)
  }

  /// What to do next, and why.
  struct Verdict: Hashable, Sendable {
    /// In the arm's base, of any length.
    var action: Action

    /// Why, in a sentence.
    var reason: String

    var gripper: Eyes.Gripper?

    /// Where what the task is about is, in pixels of the eyes' camera, and what it is.
    var target: Target?

    struct Target: Hashable, Sendable {
      var name: String
      var p_W: Vector3
    }

    /// Whether there is nothing left to do.
    var isDone = false
  }

  var verdict: Verdict {
    guard let gripper = eyes.gripper(opening: told) else {
      return Verdict(action: .hold(opening: told ?? 1), reason: "I cannot see the gripper.")
    }
    switch goal {
    case .openDrawer, .closeDrawer: return drawer(gripper)
    case .eggplantInSink: return placing(.intoSink, gripper)
    case .eggplantInBasket: return placing(.intoBasket, gripper)
    }
  }

  /// Whether the gripper is open, as told or as it looks.
  func isOpen(_ gripper: Eyes.Gripper) -> Bool {
    told.map { $0 > 0.5 } ?? (gripper.gap > 0.0345)
  }
}
