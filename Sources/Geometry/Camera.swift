/// A pinhole camera in the world: intrinsics in pixels and a pose.
///
/// Its frame C looks along z, with x to the right and y down the picture. A pixel's centre lies at
/// +0.5: the picture covers 0...width by 0...height, (0, 0) being its top left corner.
package struct Camera: Hashable, Sendable {
  /// The size of the picture, in pixels.
  package var width, height: Int

  /// Focal lengths, in pixels.
  package var fx, fy: Double

  /// The principal point, in pixels from the top left corner.
  package var cx, cy: Double

  /// The camera's frame in the world, `X_WC`.
  package var X_WC: Pose

  package init(
    width: Int, height: Int, fx: Double, fy: Double, cx: Double, cy: Double, X_WC: Pose
  ) {
    self.width = width
    self.height = height
    (self.fx, self.fy, self.cx, self.cy) = (fx, fy, cx, cy)
    self.X_WC = X_WC
  }

  /// Where a point of the world appears: u to the right and v down, in pixels, and its depth along
  /// the optical axis, in metres. A point at or behind the camera (depth <= 0) is not in the
  /// picture, whatever u and v say.
  package func project(_ p_WQ: Vector3) -> (u: Double, v: Double, depth: Double) {
    let p_CQ = X_WC.inverse * p_WQ
    return (fx * p_CQ.x / p_CQ.z + cx, fy * p_CQ.y / p_CQ.z + cy, p_CQ.z)
  }

  /// The point of the world that appears at (u, v) at a depth along the optical axis, in metres.
  package func unproject(u: Double, v: Double, depth: Double) -> Vector3 {
    X_WC * (depth * Vector3((u - cx) / fx, (v - cy) / fy, 1))
  }

  /// The same camera as seen in a picture squashed or stretched to another size: pixels that are
  /// no longer square give fx and fy of their own.
  package func scaled(toWidth newWidth: Int, height newHeight: Int) -> Camera {
    let (sx, sy) = (Double(newWidth) / Double(width), Double(newHeight) / Double(height))
    return Camera(
      width: newWidth, height: newHeight, fx: sx * fx, fy: sy * fy, cx: sx * cx, cy: sy * cy,
      X_WC: X_WC)
  }
}
