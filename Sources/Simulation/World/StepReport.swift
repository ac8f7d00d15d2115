package import Control
package import Geometry

/// What one control step did: the action asked, what the station and the world made of it, and why
/// the two differ.
package struct StepReport: Hashable, Sendable {
  package var asked: Action

  /// What was sent to the arm after the station's clipping, in the same units as the action asked.
  package var applied: Action

  /// Why `applied`, or the motion that came of it, differs from `asked`; in the order it happened.
  package var adjustments: [Adjustment]

  /// What the arm touched during the step, by body name, sorted.
  package var contacts: [String]

  /// What happened to bodies that can move, in order: `gripped NAME`, `slipped NAME`, `dropped NAME`
  /// and `fell NAME`; and `motor fault`, where the motors gave up.
  package var events: [String] = []

  /// How hard the motors push after the step, see ``World/effort``.
  package var effort = 0.0

  /// How far the tool really moved, in the arm's base. Metres.
  package var moved: Vector3

  package init(
    asked: Action, applied: Action, adjustments: [Adjustment], contacts: [String], moved: Vector3
  ) {
    self.asked = asked
    self.applied = applied
    self.adjustments = adjustments
    self.contacts = contacts
    self.moved = moved
  }
}

/// One reason why the arm did not do what was asked.
package struct Adjustment: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// An element beyond the station's absolute limit was cut to it.
    case magnitude
    /// The tool would have left (or had left) the workspace box, and was sent to its boundary.
    case box
    /// A translation beyond the limit per step and axis, or a Cartesian step longer than the limit,
    /// was cut to it.
    case stepLimit = "step_limit"
    /// A joint was told to go beyond its stop, and goes to it.
    case jointLimit = "joint_limit"
    /// The gripper number became fully open or fully shut.
    case gripper
    /// The arm was not where it had been told to go before, and goes the rest of that way as well.
    case catchingUp = "catching_up"
    /// The motors pushed harder than the scene's limit, and the arm's part of the action was turned
    /// round and halved.
    case effort
    /// The motors have given up: the arm and the gripper stay where they are.
    case motorFault = "motor_fault"
    /// No joint configuration reaches the commanded pose; the arm was told nothing new.
    case outOfReach = "out_of_reach"
    /// The arm lags, and is still on its way to where it was told to go.
    case lagging
    /// Something solid was in the way, and the arm stopped at it or slid along it.
    case blocked
  }

  package var kind: Kind

  /// Which of the action's numbers it concerns, as `ActionSpace.elements` calls it; nil for the motion
  /// as a whole.
  package var element: String?

  /// The numbers before and after, where `element` is given.
  package var from, to: Double?

  /// The body in the way, for `blocked`; "arm" where the arm would meet itself.
  package var body: String?

  package init(
    _ kind: Kind, element: String? = nil, from: Double? = nil, to: Double? = nil,
    body: String? = nil
  ) {
    self.kind = kind
    self.element = element
    self.from = from
    self.to = to
    self.body = body
  }
}
