/// One clause understood: how far along and about each axis, and what the gripper is told.
///
/// Whose axes they are is the business of a ``Mapping``.
package struct Move: Hashable, Sendable {
  /// x, y, z in metres, tilt, roll and rotation in radians; 0 where nothing is said.   (8, 6 used)
  private var amounts = SIMD8<Double>()

  /// Nil when nothing is said of the gripper, which then keeps what it was told last.
  package var gripper: Gripper?

  package init(gripper: Gripper? = nil) { self.gripper = gripper }

  /// Nothing at all: "stop".
  package static let stop = Move()

  /// What the gripper can be told.
  package enum Gripper: String, CaseIterable, Hashable, Sendable { case open, close }

  /// What has a direction, in the order in which a sentence says them. Positive is forward, left, up,
  /// tilt up, roll up and rotate counterclockwise.
  package enum Axis: Int, CaseIterable, Hashable, Sendable {
    case x, y, z, tilt, roll, rotation

    /// Metres, and not radians.
    package var isLength: Bool { rawValue < 3 }
  }

  /// How far, with the sign of the way. Metres or radians.
  package subscript(axis: Axis) -> Double {
    get { amounts[axis.rawValue] }
    set { amounts[axis.rawValue] = newValue }
  }

  /// Whether nothing moves, the gripper left aside.
  package var isStill: Bool { amounts == .zero }
}
