package import Control
package import Geometry

/// What a station makes of one action: how far it lets it go, and how it reads its angles.
package struct StepRule: Hashable, Sendable {
  /// The most along an axis in one action. Metres.
  package var length: Double

  /// The most about an axis in one action. Radians.
  package var angle: Double

  /// Whether angles are added to the Euler angles commanded last, and not turns about the base's axes.
  package var addsEulerAngles: Bool

  /// The station's name.
  package var station: String

  /// A station that commands poses without a limit of its own gets AutoEval's, and all such get
  /// Bridge's for angles; one that commands joints cuts steps by their length, as far as one goes at
  /// full speed.
  package init(_ convention: Convention) {
    station = convention.name
    switch convention.commands {
    case .poses(let rules):
      length = rules.stepLimit ?? 0.02
      angle = 0.25
      addsEulerAngles = rules.rotation == .eulerAdditive
    case .joints(let rules):
      (length, angle) = (rules.linearStep, rules.angularStep)
      addsEulerAngles = false
    }
  }

  /// How many actions something takes that goes so far along and about each axis.
  func count(_ translation: Vector3, _ rotation: Vector3) -> Double {
    var most = 1.0
    for axis in 0..<3 {
      most = max(most, abs(translation[axis]) / length, abs(rotation[axis]) / angle)
    }
    // What is a whole number but for its last bits is that number.
    return (most - 1e-9).rounded(.up)
  }

  /// Where the tool is told to go by an action.
  package func target(_ action: Action, from X_WT: Pose) -> Pose {
    let delta = action.rotation
    let R_WT: Rotation
    if addsEulerAngles {
      let angles = X_WT.rotation.rollPitchYaw + delta
      R_WT = Rotation(roll: angles.x, pitch: angles.y, yaw: angles.z)
    } else {
      R_WT = Rotation(roll: delta.x, pitch: delta.y, yaw: delta.z) * X_WT.rotation
    }
    return Pose(R_WT, X_WT.translation + action.translation)
  }

  /// How the tool is turned by an action, in the arm's base.
  package func rotation(after action: Action, from X_WT: Pose) -> Rotation {
    target(action, from: X_WT).rotation
  }

  /// The angles of an action that turns the tool from one rotation to another.
  func angles(from R_WT: Rotation, to R_WG: Rotation) -> Vector3 {
    guard addsEulerAngles else { return (R_WG * R_WT.inverse).rollPitchYaw }
    let from = R_WT.rollPitchYaw
    let to = R_WG.rollPitchYaw
    let near = Self.wrapped(to - from)
    let other = Self.wrapped(Vector3(to.x + .pi, .pi - to.y, to.z + .pi) - from)
    return near.dot(near) <= other.dot(other) ? near : other
  }

  private static func wrapped(_ angles: Vector3) -> Vector3 {
    let turn = 2 * Double.pi
    return Vector3(
      angles.x - turn * (angles.x / turn).rounded(), angles.y - turn * (angles.y / turn).rounded(),
      angles.z - turn * (angles.z / turn).rounded())
  }
}
