import Control
package import Simulation

/// Why the rest of what was said is not done: a step went otherwise than whoever spoke could expect.
package enum Interruption: String, Hashable, Sendable {
  /// The station cut the motion off, or the arm cannot go there.
  case clipped
  /// Something solid was in the way.
  case blocked
  /// The gripper went all the way shut with nothing in it.
  case closedOnNothing = "closed on nothing"

  /// Nil where a step went as could be expected.
  ///
  /// - Parameters:
  ///   - before: how far the gripper was open before the step, 0 shut ... 1 open.
  package init?(_ report: StepReport, openingBefore before: Double, after world: World) {
    let stops: [Adjustment.Kind] = [.blocked, .effort, .motorFault]
    if report.adjustments.contains(where: { stops.contains($0.kind) }) {
      self = .blocked
    } else if report.adjustments.contains(where: Self.cuts) {
      self = .clipped
    } else if world.opening <= Self.shut, before > Self.shut {
      self = .closedOnNothing
    } else {
      return nil
    }
  }

  /// Whether the motion is another by more than its last digits, such as where the tool goes along the
  /// boundary of a box.
  private static func cuts(_ adjustment: Adjustment) -> Bool {
    switch adjustment.kind {
    case .outOfReach: true
    case .magnitude, .box, .stepLimit, .jointLimit:
      abs((adjustment.to ?? 0) - (adjustment.from ?? 0)) > least
    case .gripper, .catchingUp, .effort, .motorFault, .lagging, .blocked: false
    }
  }

  /// A change that is one: of 0.1 mm or of as many radians.
  private static let least = 1e-4

  /// What counts as all the way: half a millimetre between the fingers is more, at every gripper.
  private static let shut = 0.005
}
