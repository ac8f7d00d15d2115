import Foundation
package import Geometry

/// One movable joint of an arm: where it sits on the link before it, what it turns about, and how
/// far.
package struct Joint: Hashable, Sendable {
  package let name: String

  /// The link it moves; the link's frame is the joint's frame.
  package let link: String

  /// The joint's frame J in the frame P of the link before it, at angle 0.
  package let X_PJ: Pose

  /// The axis of J it turns about, counter-clockwise seen from the axis's tip.
  package let axis: Axis

  /// The angles it can take, ends included. Radians.
  package let limits: ClosedRange<Double>

  /// The fastest it turns either way, in radians a second.
  package let maxVelocity: Double

  init(
    _ name: String, moves link: String, at X_PJ: Pose, about axis: Axis,
    within limits: ClosedRange<Double>, maxVelocity: Double
  ) {
    self.name = name
    self.link = link
    self.X_PJ = X_PJ
    self.axis = axis
    self.limits = limits
    self.maxVelocity = maxVelocity
  }
}

/// An axis of a frame. Every joint of the arms here moves about or along one.
package enum Axis: Int, Hashable, Sendable {
  case x, y, z
}

/// A frame that does not move against the one before it.
package struct FixedFrame: Hashable, Sendable {
  package let name: String

  /// Its pose in the frame before it.
  package let X_PF: Pose

  init(_ name: String, at X_PF: Pose) {
    self.name = name
    self.X_PF = X_PF
  }
}

/// A link of an arm and where it is in the arm's base.
package struct LinkPose: Hashable, Sendable {
  package let link: String
  package let X_WL: Pose
}

extension Rotation {
  /// This rotation followed by a turn of `angle` radians about the new frame's own axis.
  @inline(__always)
  func turned(about axis: Axis, by angle: Double) -> Rotation {
    let (s, c) = (sin(angle), cos(angle))
    switch axis {
    case .x:
      return Rotation(xAxis: xAxis, yAxis: c * yAxis + s * zAxis, zAxis: c * zAxis - s * yAxis)
    case .y:
      return Rotation(xAxis: c * xAxis - s * zAxis, yAxis: yAxis, zAxis: c * zAxis + s * xAxis)
    case .z:
      return Rotation(xAxis: c * xAxis + s * yAxis, yAxis: c * yAxis - s * xAxis, zAxis: zAxis)
    }
  }

  /// One of the turned frame's axes, seen from outside.
  @inline(__always)
  func column(_ axis: Axis) -> Vector3 {
    switch axis {
    case .x: xAxis
    case .y: yAxis
    case .z: zAxis
    }
  }
}
