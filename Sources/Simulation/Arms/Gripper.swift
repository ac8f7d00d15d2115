package import Geometry

/// Two fingers that one motor moves, and every link between the motor and the pads.
///
/// The motor's joint is the *driver*: metres of one finger's slide, or radians of a knuckle. An
/// opening of 0 is shut and 1 is open, linear in the driver; openings outside 0...1 are cut to it.
package struct Gripper: Hashable, Sendable {
  /// Where the driver stands when shut and when open. Metres of one finger, or radians.
  package let shut, open: Double

  /// The fastest the driver moves, in metres or radians a second.
  package let maxVelocity: Double

  /// Its links, each after the one it hangs on.
  package let parts: [Part]

  /// The faces that grip: left, then right.
  package let pads: [Pad]

  init(shut: Double, open: Double, maxVelocity: Double, parts: [Part], pads: [Pad]) {
    self.shut = shut
    self.open = open
    self.maxVelocity = maxVelocity
    self.parts = parts
    self.pads = pads
  }

  /// A link of the gripper and how the driver moves it.
  package struct Part: Hashable, Sendable {
    package let name: String

    /// The link it hangs on: an earlier part, or a frame of the arm.
    package let parent: String

    /// Its frame J in the parent's frame P, with the driver at 0.
    package let X_PJ: Pose

    package let motion: Motion

    init(_ name: String, on parent: String, at X_PJ: Pose, _ motion: Motion = .fixed) {
      self.name = name
      self.parent = parent
      self.X_PJ = X_PJ
      self.motion = motion
    }
  }

  /// How a part follows the driver: not at all, or along or about an axis of its own frame by
  /// `ratio` times the driver.
  package enum Motion: Hashable, Sendable {
    case fixed
    case slides(along: Axis, ratio: Double)
    case turns(about: Axis, ratio: Double)
  }

  /// A flat face that grips.
  package struct Pad: Hashable, Sendable {
    package let link: String

    /// The middle of the face, in the link's frame.
    package let p_LF: Vector3

    /// The way the face looks, in the link's axes: towards the other finger when shut.
    package let normal_L: Vector3

    init(on link: String, at p_LF: Vector3, facing normal_L: Vector3) {
      self.link = link
      self.p_LF = p_LF
      self.normal_L = normal_L
    }
  }
}

extension Gripper {
  /// Where the driver stands at an opening: metres of one finger's slide, or radians of a knuckle.
  package func fingerTravel(opening: Double) -> Double {
    shut + min(max(opening, 0), 1) * (open - shut)
  }

  /// The opening at which the driver stands there, cut to 0...1.
  package func opening(fingerTravel: Double) -> Double {
    min(max((fingerTravel - shut) / (open - shut), 0), 1)
  }

  /// The width of what just fits between the faces of the pads, in metres.
  package func padGap(opening: Double) -> Double {
    let driver = fingerTravel(opening: opening)
    let (left, right) = (pads[0], pads[1])
    let (X_ML, X_MR) = (pose(of: left.link, driver: driver), pose(of: right.link, driver: driver))
    return (X_MR * right.p_LF - X_ML * left.p_LF).dot(X_ML.rotation * left.normal_L)
  }

  /// A part's frame in the frame that the gripper hangs on.
  private func pose(of part: String, driver: Double) -> Pose {
    guard let part = parts.first(where: { $0.name == part }) else { return .identity }
    return pose(of: part.parent, driver: driver) * part.motion.applied(to: part.X_PJ, driver)
  }
}

extension Gripper.Motion {
  /// The part's frame in its parent's, from where it is with the driver at 0.
  @inline(__always)
  func applied(to X_PJ: Pose, _ driver: Double) -> Pose {
    switch self {
    case .fixed:
      return X_PJ
    case .slides(let axis, let ratio):
      let step = ratio * driver * X_PJ.rotation.column(axis)
      return Pose(X_PJ.rotation, X_PJ.translation + step)
    case .turns(let axis, let ratio):
      return Pose(X_PJ.rotation.turned(about: axis, by: ratio * driver), X_PJ.translation)
    }
  }
}
