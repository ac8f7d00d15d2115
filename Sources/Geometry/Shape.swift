/// A solid and convex body about its own origin, its frame's axes being its own. Metres.
///
/// Every length is positive; `bottom` or `top` of a cone may be 0, but not both.
package enum Shape: Hashable, Sendable {
  /// A box with its sides along the axes, given by their whole lengths.
  case box(size: Vector3)

  /// A cylinder about z, from -length/2 to length/2.
  case cylinder(radius: Double, length: Double)

  /// A cone, cut off or pointed, about z: of radius `bottom` at -length/2 and `top` at length/2.
  case cone(bottom: Double, top: Double, length: Double)

  /// All that lies within `radius` of the stretch of z from -length/2 to length/2.
  case capsule(radius: Double, length: Double)

  /// A ball.
  case sphere(radius: Double)

  /// A convex outline in x and y, of three corners or more, counter-clockwise seen from +z and no
  /// three on a line, drawn out along z from -length/2 to length/2.
  case prism(profile: [SIMD2<Double>], length: Double)

  /// A box whose edges and corners are rounded off by `radius`, at most half its least side. `size`
  /// counts the rounding in.
  case roundedBox(size: Vector3, radius: Double)

  /// A ball stretched along the axes, given by its half lengths.
  case ellipsoid(radii: Vector3)
}

extension Shape {
  /// How far the surface stands off the core: the body is all that lies within `margin` of a
  /// smaller convex one, which `coreSupport` describes. 0 for bodies with edges.
  var margin: Double {
    switch self {
    case .capsule(let radius, _), .sphere(let radius), .roundedBox(_, let radius): radius
    case .box, .cylinder, .cone, .prism, .ellipsoid: 0
    }
  }

  /// The point of the core that lies farthest along a direction of any length; among equals always
  /// the same.
  @inline(__always)
  func coreSupport(_ d: Vector3) -> Vector3 {
    switch self {
    case .box(let size): return Shape.corner(0.5 * size, d)
    case .roundedBox(let size, let radius): return Shape.corner(0.5 * size - radius, d)
    case .capsule(_, let length): return Vector3(0, 0, d.z < 0 ? -0.5 * length : 0.5 * length)
    case .sphere: return .zero
    case .cylinder(let radius, let length):
      return Shape.disk(radius, d, z: d.z < 0 ? -0.5 * length : 0.5 * length)
    case .cone(let bottom, let top, let length):
      let low = Shape.disk(bottom, d, z: -0.5 * length)
      let high = Shape.disk(top, d, z: 0.5 * length)
      return high.dot(d) >= low.dot(d) ? high : low
    case .prism(let profile, let length):
      return Shape.outline(profile, d, z: d.z < 0 ? -0.5 * length : 0.5 * length)
    case .ellipsoid(let radii):
      let reach = (radii * d).length
      return reach > 0 ? radii * (radii * d / reach) : Vector3(0, 0, radii.z)
    }
  }

  /// The point of the body that lies farthest along a direction of any length but 0, in the body's
  /// frame; among equals always the same.
  package func support(_ direction: Vector3) -> Vector3 {
    coreSupport(direction) + margin * direction.normalized
  }

  /// The least box around the body in its own frame.
  package var bounds: Bounds {
    let upper = Vector3(support([1, 0, 0]).x, support([0, 1, 0]).y, support([0, 0, 1]).z)
    let lower = Vector3(support([-1, 0, 0]).x, support([0, -1, 0]).y, support([0, 0, -1]).z)
    return Bounds(lower: lower, upper: upper)
  }

  /// The radius of the least sphere about the body's origin that holds it. Metres.
  package var boundingRadius: Double {
    switch self {
    case .sphere(let radius): radius
    case .ellipsoid(let radii): radii.max()
    case .capsule(let radius, let length): radius + 0.5 * length
    case .box(let size): 0.5 * size.length
    case .roundedBox(let size, let radius): (0.5 * size - radius).length + radius
    case .cylinder(let radius, let length): Vector3(radius, 0, 0.5 * length).length
    case .cone(let bottom, let top, let length):
      Vector3(max(bottom, top), 0, 0.5 * length).length
    case .prism(let profile, let length):
      profile.map { Vector3($0.x, $0.y, 0.5 * length).length }.max() ?? 0
    }
  }

  @inline(__always)
  private static func corner(_ half: Vector3, _ d: Vector3) -> Vector3 {
    half.replacing(with: -half, where: d .< 0)
  }

  @inline(__always)
  private static func disk(_ radius: Double, _ d: Vector3, z: Double) -> Vector3 {
    let across = (d.x * d.x + d.y * d.y).squareRoot()
    guard across > 0 else { return Vector3(0, 0, z) }
    let scale = radius / across
    return Vector3(scale * d.x, scale * d.y, z)
  }

  @inline(__always)
  private static func outline(_ profile: [SIMD2<Double>], _ d: Vector3, z: Double) -> Vector3 {
    var best = -Double.infinity
    var corner = SIMD2<Double>.zero
    for point in profile {
      let reach = point.x * d.x + point.y * d.y
      if reach > best { (best, corner) = (reach, point) }
    }
    return Vector3(corner.x, corner.y, z)
  }
}
