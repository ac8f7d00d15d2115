package import Geometry

/// What a policy asks of the arm for one control step: a small motion of the tool and a gripper
/// target. Axes are those of the arm's base, W.
package struct Action: Hashable, Sendable {
  /// How far the tool goes. Metres.
  package var translation: Vector3

  /// How far it turns: roll, pitch and yaw, which each station's convention reads in its own way
  /// (`Convention.rotation`). Radians.
  package var rotation: Vector3

  /// The gripper's target, absolute: 0 shut ... 1 open.
  package var opening: Double

  package init(translation: Vector3 = .zero, rotation: Vector3 = .zero, opening: Double) {
    self.translation = translation
    self.rotation = rotation
    self.opening = opening
  }

  /// Stand still and keep the gripper at `opening`.
  package static func hold(opening: Double) -> Action { Action(opening: opening) }

  /// From dx, dy, dz, droll, dpitch, dyaw, gripper: AutoEval's order and polarity.   (7)
  ///
  /// Nil unless there are seven, all finite.
  package init?(_ numbers: [Double]) {
    guard numbers.count == 7, numbers.allSatisfy(\.isFinite) else { return nil }
    translation = Vector3(numbers[0], numbers[1], numbers[2])
    rotation = Vector3(numbers[3], numbers[4], numbers[5])
    opening = numbers[6]
  }

  /// dx, dy, dz, droll, dpitch, dyaw, gripper.   (7)
  package var numbers: [Double] {
    [
      translation.x, translation.y, translation.z, rotation.x, rotation.y, rotation.z, opening,
    ]
  }
}
