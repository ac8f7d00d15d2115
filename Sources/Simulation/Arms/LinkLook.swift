package import Geometry

/// One piece of what a link looks like.
package struct LinkLook: Hashable, Sendable {
  package let link: String
  package let shape: Shape

  /// The shape's frame in the link's.
  package let X_LS: Pose

  /// In sRGB, 0...1.
  package let colour: SIMD3<Float>

  init(_ link: String, _ shape: Shape, _ colour: SIMD3<Float>, at X_LS: Pose = .identity) {
    self.link = link
    self.shape = shape
    self.colour = colour
    self.X_LS = X_LS
  }
}

/// One convex piece of what a link touches things with.
package struct Collider: Hashable, Sendable {
  package let link: String
  package let shape: Shape

  /// The shape's frame in the link's.
  package let X_LS: Pose

  init(_ link: String, _ shape: Shape, at X_LS: Pose = .identity) {
    self.link = link
    self.shape = shape
    self.X_LS = X_LS
  }
}

/// A pose moved along its axes and not turned. Metres.
func along(_ x: Double, _ y: Double, _ z: Double) -> Pose {
  Pose(.identity, Vector3(x, y, z))
}

/// A pose for a shape whose own z points along an axis of the link. A prism's x and y are then the
/// link's y and z if it lies along x, and z and x if it lies along y. Metres.
func lying(_ axis: Axis, _ x: Double, _ y: Double, _ z: Double) -> Pose {
  let (i, j, k) = (Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1))
  let R =
    switch axis {
    case .x: Rotation(xAxis: j, yAxis: k, zAxis: i)
    case .y: Rotation(xAxis: k, yAxis: i, zAxis: j)
    case .z: Rotation.identity
    }
  return Pose(R, Vector3(x, y, z))
}

/// A pose turned about x, by `angle` radians, and moved. Metres.
func tilted(by angle: Double, _ x: Double, _ y: Double, _ z: Double) -> Pose {
  Pose(Rotation(roll: angle, pitch: 0, yaw: 0), Vector3(x, y, z))
}
