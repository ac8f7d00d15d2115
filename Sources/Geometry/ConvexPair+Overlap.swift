/// A way out of an overlap: along `normal`, by `depth` metres.
struct Escape {
  var normal: Vector3
  var depth: Double
}

extension ConvexPair {
  /// The shortest way for the first body out of the second, which it meets, and the points it then parts from, each in
  /// its place.
  ///
  /// Flat-sided bodies have it along a face's normal or at right angles to two edges, which are
  /// tried in turn (the separating axis test, exact). Curved sides are tried at a few places and
  /// the best of them is followed downhill.
  func escape() -> (way: Escape, pointOnA: Vector3, pointOnB: Vector3) {
    var way = bestOfCandidates()
    let apart = 0.05 * min(a.boundingRadius, b.boundingRadius) + 1e-6
    var moved = self
    moved.shift = (way.depth + apart) * way.normal
    var nearest = moved.nearest(from: way.normal)
    // Moved out along a way and a bit further, the direction between the bodies is never a
    // longer way out: d(t n) = max over m of t n.m - depth(m), so depth(m) <= t - d <= depth(n).
    for _ in 0..<32 {
      let length = nearest.nearest.length
      guard length > ConvexPair.contact else { break }
      let normal = nearest.nearest / length
      let better = Escape(normal: normal, depth: depth(along: normal))
      guard better.depth < way.depth - 1e-13 else { break }
      way = better
      moved.shift = (way.depth + apart) * way.normal
      nearest = moved.nearest(from: way.normal)
    }
    return (way, nearest.pointOnA - moved.shift, nearest.pointOnB)
  }

  private func bestOfCandidates() -> Escape {
    var best = Escape(normal: Vector3(0, 0, 1), depth: depth(along: Vector3(0, 0, 1)))
    consider(a.sideNormal(towards: X_AB.translation), slack: 0, &best)
    let p_BA = -(X_AB.rotation.inverse * X_AB.translation)
    consider(X_AB.rotation * b.sideNormal(towards: p_BA), slack: 0, &best)
    for i in 0..<a.normalCount { consider(a.faceNormal(i), slack: 0, &best) }
    for j in 0..<b.normalCount { consider(X_AB.rotation * b.faceNormal(j), slack: 0, &best) }
    for j in 0..<b.edgeCount {
      let second = X_AB.rotation * b.edgeDirection(j)
      if a.edgeCount < 2 { consider(second.perpendicular, slack: 0, &best) }
      for i in 0..<a.edgeCount {
        consider(a.edgeDirection(i).cross(second), slack: 1e-9, &best)
      }
    }
    if b.edgeCount < 2 {
      for i in 0..<a.edgeCount { consider(a.edgeDirection(i).perpendicular, slack: 0, &best) }
    }
    return best
  }

  /// Tries a direction and its opposite. A way counts as shorter only if by more than `slack`, so
  /// that a face wins over two edges that say the same.
  private func consider(_ axis: Vector3, slack: Double, _ best: inout Escape) {
    let squared = axis.dot(axis)
    // Parallel edges tell nothing.
    guard squared > 1e-16 else { return }
    let n = axis / squared.squareRoot()
    let (ahead, back) = (depth(along: n), depth(along: -n))
    if ahead < best.depth - slack { best = Escape(normal: n, depth: ahead) }
    if back < best.depth - slack { best = Escape(normal: -n, depth: back) }
  }
}

/// The directions along which a core may be left by the shortest way. Curved sides give samples,
/// eight to half a turn.
extension Shape {
  private static let samples = 8

  /// How many face normals there are, up to sign.
  var normalCount: Int {
    switch self {
    case .box, .roundedBox: 3
    case .prism(let profile, _): 1 + profile.count
    case .cylinder: 1 + Shape.samples
    case .cone: 1 + 2 * Shape.samples
    case .ellipsoid: Shape.diagonals.count
    case .capsule, .sphere: 0
    }
  }

  /// One of the face normals, of any length.
  func faceNormal(_ i: Int) -> Vector3 {
    switch self {
    case .box, .roundedBox: return Shape.axis(i)
    case .prism(let profile, _):
      if i == profile.count { return Vector3(0, 0, 1) }
      let along = profile[(i + 1) % profile.count] - profile[i]
      return Vector3(along.y, -along.x, 0)
    case .cone(let bottom, let top, let length):
      return i == 0 ? Vector3(0, 0, 1) : length * Shape.spoke(i) + Vector3(0, 0, bottom - top)
    case .ellipsoid(let radii): return Shape.diagonals[i] / radii
    case .cylinder, .capsule, .sphere: return i == 0 ? Vector3(0, 0, 1) : Shape.spoke(i)
    }
  }

  /// How many directions of edges there are, up to sign.
  var edgeCount: Int {
    switch self {
    case .box, .roundedBox: 3
    case .prism(let profile, _): 1 + profile.count
    case .cylinder: 1 + Shape.samples
    case .cone: 3 * Shape.samples
    case .capsule: 1
    case .sphere, .ellipsoid: 0
    }
  }

  /// One of the directions of edges, of any length.
  func edgeDirection(_ i: Int) -> Vector3 {
    switch self {
    case .box, .roundedBox: return Shape.axis(i)
    case .prism(let profile, _):
      if i == profile.count { return Vector3(0, 0, 1) }
      let along = profile[(i + 1) % profile.count] - profile[i]
      return Vector3(along.x, along.y, 0)
    case .cone(let bottom, let top, let length):
      if i < Shape.samples { return Shape.spoke(i) }
      return (top - bottom) * Shape.spoke(i) + Vector3(0, 0, length)
    case .cylinder, .capsule, .sphere, .ellipsoid:
      return i == 0 ? Vector3(0, 0, 1) : Shape.spoke(i)
    }
  }

  /// The normal of a cylinder's, a cone's or an ellipsoid's side where it faces a point, of any
  /// length; zero for other bodies and for a point on the axis. It is the way out for balls and
  /// parallel cylinders.
  func sideNormal(towards p: Vector3) -> Vector3 {
    if case .ellipsoid(let radii) = self { return p / (radii * radii) }
    let across = (p.x * p.x + p.y * p.y).squareRoot()
    guard across > 0 else { return .zero }
    switch self {
    case .cylinder: return Vector3(p.x / across, p.y / across, 0)
    case .cone(let bottom, let top, let length):
      return Vector3(p.x / across, p.y / across, (bottom - top) / length)
    case .box, .capsule, .sphere, .prism, .roundedBox, .ellipsoid: return .zero
    }
  }

  private static func axis(_ i: Int) -> Vector3 {
    Vector3(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0)
  }

  /// A cube's directions to its faces, edges and corners, up to sign.
  private static let diagonals: [Vector3] = [
    [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, -1, 0], [0, 1, 1], [0, 1, -1], [1, 0, 1],
    [-1, 0, 1], [1, 1, 1], [-1, 1, 1], [1, -1, 1], [1, 1, -1],
  ]

  /// A unit vector at right angles to z; eight are half a turn.
  private static func spoke(_ i: Int) -> Vector3 {
    let p = spokes[i & 7]
    return i & 8 == 0 ? Vector3(p.x, p.y, 0) : Vector3(-p.x, -p.y, 0)
  }

  /// The cosines and sines of eighths of half a turn.
  private static let spokes: [SIMD2<Double>] = {
    let (s, c, h) = (0.3826834323650898, 0.9238795325112867, 0.7071067811865476)
    return [[1, 0], [c, s], [h, h], [s, c], [0, 1], [-s, c], [-h, h], [-c, s]]
  }()
}
