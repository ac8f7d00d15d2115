/// The most corners that a curved rim has in a facet.
private let rimCorners = 8

extension Shape {
  /// The flat, straight or pointed part of the surface that faces a direction, in the body's frame:
  /// a polygon, a segment or a point, that is what could lie flat on something.
  ///
  /// Of a body with flat sides it is the side that faces `d` most; a round end is a polygon in its
  /// rim, with a corner in the direction of `d`. `corners` is emptied first and allocates only if it
  /// has to grow.
  ///
  /// - Parameter d: of unit length.
  package func facet(towards d: Vector3, into corners: inout [Vector3]) {
    corners.removeAll(keepingCapacity: true)
    switch self {
    case .box(let size): Shape.side(half: 0.5 * size, d, &corners)
    case .roundedBox(let size, let radius):
      let half = 0.5 * size - radius
      if half.min() > 1e-6 {
        Shape.side(half: half, d, &corners)
      } else {
        corners.append(coreSupport(d))
      }
    case .sphere, .ellipsoid: corners.append(coreSupport(d))
    case .capsule(_, let length):
      corners.append(Vector3(0, 0, -0.5 * length))
      corners.append(Vector3(0, 0, 0.5 * length))
    case .cylinder(let radius, let length):
      Shape.round(bottom: radius, top: radius, length: length, d, &corners)
    case .cone(let bottom, let top, let length):
      Shape.round(bottom: bottom, top: top, length: length, d, &corners)
    case .prism(let profile, let length): Shape.side(of: profile, length: length, d, &corners)
    }
    guard margin > 0 else { return }
    for index in corners.indices { corners[index] += margin * d }
  }

  /// The side of a box that faces a direction most.
  private static func side(half: Vector3, _ d: Vector3, _ corners: inout [Vector3]) {
    let size = Vector3(abs(d.x), abs(d.y), abs(d.z))
    let k = size.x >= size.y ? (size.x >= size.z ? 0 : 2) : (size.y >= size.z ? 1 : 2)
    let (i, j) = ((k + 1) % 3, (k + 2) % 3)
    for turn in 0..<4 {
      var corner = Vector3.zero
      corner[k] = d[k] < 0 ? -half[k] : half[k]
      corner[i] = turn == 0 || turn == 3 ? half[i] : -half[i]
      corner[j] = turn < 2 ? half[j] : -half[j]
      corners.append(corner)
    }
  }

  private static func side(
    of profile: [SIMD2<Double>], length: Double, _ d: Vector3, _ corners: inout [Vector3]
  ) {
    var (best, start) = (abs(d.z), -1)
    for i in profile.indices {
      let along = profile[(i + 1) % profile.count] - profile[i]
      let across = (along.x * along.x + along.y * along.y).squareRoot()
      let facing = (along.y * d.x - along.x * d.y) / across
      if facing > best { (best, start) = (facing, i) }
    }
    let half = 0.5 * length
    guard start >= 0 else {
      for p in profile { corners.append(Vector3(p.x, p.y, d.z < 0 ? -half : half)) }
      return
    }
    let (p, q) = (profile[start], profile[(start + 1) % profile.count])
    corners.append(Vector3(p.x, p.y, -half))
    corners.append(Vector3(q.x, q.y, -half))
    corners.append(Vector3(q.x, q.y, half))
    corners.append(Vector3(p.x, p.y, half))
  }

  /// An end of a cylinder or a cone, or the line of its side that faces a direction.
  private static func round(
    bottom: Double, top: Double, length: Double, _ d: Vector3, _ corners: inout [Vector3]
  ) {
    let across = (d.x * d.x + d.y * d.y).squareRoot()
    let out = across > 1e-12 ? SIMD2(d.x / across, d.y / across) : SIMD2(1, 0)
    let slope = bottom - top
    let side = (length * across + slope * d.z) / (length * length + slope * slope).squareRoot()
    if side >= abs(d.z) {
      corners.append(Vector3(bottom * out.x, bottom * out.y, -0.5 * length))
      corners.append(Vector3(top * out.x, top * out.y, 0.5 * length))
      return
    }
    let (radius, z) = d.z < 0 ? (bottom, -0.5 * length) : (top, 0.5 * length)
    guard radius > 1e-6 else { return corners.append(Vector3(0, 0, z)) }
    var spoke = out
    let h = 0.7071067811865476
    for _ in 0..<rimCorners {
      corners.append(Vector3(radius * spoke.x, radius * spoke.y, z))
      spoke = SIMD2(h * (spoke.x - spoke.y), h * (spoke.x + spoke.y))
    }
  }
}
