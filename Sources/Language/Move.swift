/// What one control step does, as words can say it: which way along each axis, but not how far, and
/// what the gripper is told.
///
/// Directions are those of the arm's base, W. How far each goes is a ``Mapping``'s business.
package struct Move: Hashable, Sendable {
  /// Positive is forward, left and up.
  package var x, y, z: Sign

  /// Positive is "tilt up". Roll and pitch share the word.
  package var tilt: Sign

  /// About z; positive is counterclockwise, seen from above.
  package var rotation: Sign

  /// Nil when nothing is said of the gripper, which then keeps what it was told last.
  package var gripper: Gripper?

  package init(
    x: Sign = .zero, y: Sign = .zero, z: Sign = .zero, tilt: Sign = .zero, rotation: Sign = .zero,
    gripper: Gripper? = nil
  ) {
    (self.x, self.y, self.z) = (x, y, z)
    (self.tilt, self.rotation) = (tilt, rotation)
    self.gripper = gripper
  }

  /// Nothing at all: "stop".
  package static let stop = Move()

  /// Which way along an axis.
  package enum Sign: Int, CaseIterable, Hashable, Sendable {
    case negative = -1
    case zero = 0
    case positive = 1
  }

  /// What the gripper can be told; the word for it precedes "gripper".
  package enum Gripper: String, CaseIterable, Hashable, Sendable { case open, close }

  /// What has a direction, in the order in which a sentence says them.
  package enum Axis: Int, CaseIterable, Hashable, Sendable { case x, y, z, tilt, rotation }

  package subscript(axis: Axis) -> Sign {
    get {
      switch axis {
      case .x: x
      case .y: y
      case .z: z
      case .tilt: tilt
      case .rotation: rotation
      }
    }
    set {
      switch axis {
      case .x: x = newValue
      case .y: y = newValue
      case .z: z = newValue
      case .tilt: tilt = newValue
      case .rotation: rotation = newValue
      }
    }
  }
}
