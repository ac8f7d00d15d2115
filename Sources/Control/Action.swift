package import Geometry

/// What a policy asks of the arm for one control step: a motion, told in one of the ways that
/// stations know, and a gripper target. Axes are those of the arm's base, W.
package struct Action: Hashable, Sendable {
  /// How `motion` is read.
  package let space: ActionSpace

  /// What is asked of the arm, in the space's order and units.   (6 or 7)
  package private(set) var motion: [Double]

  /// The gripper's target, absolute: 0 shut ... 1 open.
  package var opening: Double

  /// A step of the tool: metres, and roll, pitch and yaw in radians, which each station's convention
  /// reads in its own way.
  package init(translation: Vector3 = .zero, rotation: Vector3 = .zero, opening: Double) {
    space = .toolStep
    motion = [
      translation.x, translation.y, translation.z, rotation.x, rotation.y, rotation.z,
    ]
    self.opening = opening
  }

  /// Stand still and keep the gripper at `opening`. Good at every station.
  package static func hold(opening: Double) -> Action { Action(opening: opening) }

  /// From a space's numbers in order, the opening last; AutoEval's order and polarity for a step of
  /// the tool.   (7 or 8)
  ///
  /// Nil unless there are as many as the space has, all finite.
  package init?(_ numbers: [Double], in space: ActionSpace = .toolStep) {
    guard numbers.count == space.elements.count, numbers.allSatisfy(\.isFinite) else { return nil }
    self.space = space
    motion = Array(numbers.dropLast())
    opening = numbers[numbers.count - 1]
  }

  /// The motion's numbers, then the opening.   (7 or 8)
  package var numbers: [Double] { motion + [opening] }

  /// The motion's first three numbers, where they are about the tool or the flange: metres, or parts
  /// of a speed. Zero for a motion of the joints, which has no such part and cannot be given one.
  package var translation: Vector3 {
    get { space.isOfJoints ? .zero : Vector3(motion[0], motion[1], motion[2]) }
    set {
      guard !space.isOfJoints else { return }
      motion.replaceSubrange(0..<3, with: [newValue.x, newValue.y, newValue.z])
    }
  }

  /// The motion's other three numbers: radians, or parts of a speed. As `translation`.
  package var rotation: Vector3 {
    get { space.isOfJoints ? .zero : Vector3(motion[3], motion[4], motion[5]) }
    set {
      guard !space.isOfJoints else { return }
      motion.replaceSubrange(3..<6, with: [newValue.x, newValue.y, newValue.z])
    }
  }
}
