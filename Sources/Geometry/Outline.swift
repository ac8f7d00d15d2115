import Foundation

/// A closed line of straight pieces in the plane that nowhere meets itself, counter-clockwise.
/// Metres.
///
/// What lies inside need not be convex: from an outline come meshes for drawing, never a ``Shape``.
package struct Outline: Hashable, Sendable {
  /// The most corners an outline has: what it costs to check one grows with their square.
  package static let mostCorners = 512

  /// The corners, at least three.
  package let corners: [SIMD2<Double>]

  /// What lies inside, in triangles: three indices into `corners` each, counter-clockwise. Every
  /// corner belongs to one.
  let triangles: [SIMD3<Int>]

  /// The outline through corners in either order of rotation; nil where they are fewer than three
  /// or more than `mostCorners`, not finite or beyond a million metres, or make a line that meets itself or encloses nothing.
  package init?(_ corners: [SIMD2<Double>]) {
    guard (3...Self.mostCorners).contains(corners.count),
      corners.allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }),
      Self.isSimple(corners)
    else { return nil }
    let turned = Self.area(corners) < 0 ? corners.reversed() : corners
    guard let triangles = Self.earsClipped(turned) else { return nil }
    (self.corners, self.triangles) = (turned, triangles)
  }

  /// A regular one about a point, of `segments` corners.
  package static func circle(
    center: SIMD2<Double> = .zero, radius: Double, segments: Int
  ) -> Outline? {
    guard (3...mostCorners).contains(segments) else { return nil }
    return Outline(
      (0..<segments).map { i in
        let angle = 2 * Double.pi * Double(i) / Double(segments)
        return center + radius * SIMD2(cos(angle), sin(angle))
      })
  }

  /// The enclosed area. Square metres.
  package var area: Double { Self.area(corners) }

  /// Whether it turns to the left at every corner, and nowhere goes straight on.
  package var isConvex: Bool {
    corners.indices.allSatisfy { i in
      let n = corners.count
      return Self.turn(corners[i], corners[(i + 1) % n], corners[(i + 2) % n]) > 0
    }
  }

  /// The outward directions at the two ends of each piece, from corner i to i + 1, of unit length.
  ///
  /// Where the line turns by less than `crease` radians the pieces on either side share one.
  func normals(crease: Double) -> [(start: SIMD2<Double>, end: SIMD2<Double>)] {
    let n = corners.count
    let across = corners.indices.map { i -> SIMD2<Double> in
      let along = corners[(i + 1) % n] - corners[i]
      return SIMD2(along.y, -along.x) / (along.x * along.x + along.y * along.y).squareRoot()
    }
    func shared(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double>? {
      guard (a * b).sum() > cos(crease) else { return nil }
      return (a + b) / ((a + b) * (a + b)).sum().squareRoot()
    }
    return corners.indices.map { i in
      (
        shared(across[(i + n - 1) % n], across[i]) ?? across[i],
        shared(across[i], across[(i + 1) % n]) ?? across[i]
      )
    }
  }
}

extension Outline {
  private static func area(_ p: [SIMD2<Double>]) -> Double {
    0.5 * p.indices.dropFirst().dropLast().reduce(0) { $0 + turn(p[0], p[$1], p[$1 + 1]) }
  }

  /// Twice the area of a triangle; positive where it is counter-clockwise.
  private static func turn(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>
  ) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  private static func isSimple(_ p: [SIMD2<Double>]) -> Bool {
    let n = p.count
    for i in 0..<n {
      let (a, b, c) = (p[i], p[(i + 1) % n], p[(i + 2) % n])
      // A piece without length, or one that goes back along the last.
      if a == b || turn(a, b, c) == 0 && ((b - a) * (c - b)).sum() < 0 { return false }
      for j in i + 2..<max(n, i + 2) where (j + 1) % n != i {
        if meet(a, b, p[j], p[(j + 1) % n]) { return false }
      }
    }
    return true
  }

  /// Whether two pieces have a point in common.
  private static func meet(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ d: SIMD2<Double>
  ) -> Bool {
    let lower = pointwiseMax(pointwiseMin(a, b), pointwiseMin(c, d))
    let upper = pointwiseMin(pointwiseMax(a, b), pointwiseMax(c, d))
    guard all(lower .<= upper) else { return false }
    let (s, t) = (turn(a, b, c), turn(a, b, d))
    let (u, v) = (turn(c, d, a), turn(c, d, b))
    return !(s > 0 && t > 0 || s < 0 && t < 0 || u > 0 && v > 0 || u < 0 && v < 0)
  }

  /// Cuts off one corner after another (G. H. Meisters, "Polygons have ears", American Mathematical
  /// Monthly 82, 1975); nil where rounding leaves none to cut.
  private static func earsClipped(_ p: [SIMD2<Double>]) -> [SIMD3<Int>]? {
    var left = Array(p.indices)
    var triangles: [SIMD3<Int>] = []
    var i = 0
    var misses = 0
    while left.count > 3 {
      guard misses < left.count else { return nil }
      let n = left.count
      let ear = SIMD3(left[(i + n - 1) % n], left[i % n], left[(i + 1) % n])
      if isEar(ear, p, left) {
        triangles.append(ear)
        left.remove(at: i % n)
        misses = 0
      } else {
        misses += 1
      }
      // Going on, and not cutting the next corner, keeps the triangles from all meeting in one.
      i = (i + 1) % left.count
    }
    guard turn(p[left[0]], p[left[1]], p[left[2]]) > 0 else { return nil }
    return triangles + [SIMD3(left[0], left[1], left[2])]
  }

  /// Whether a triangle turns the right way and holds no other corner, not even on its rim.
  private static func isEar(_ ear: SIMD3<Int>, _ p: [SIMD2<Double>], _ left: [Int]) -> Bool {
    let (a, b, c) = (p[ear.x], p[ear.y], p[ear.z])
    guard turn(a, b, c) > 0 else { return false }
    return left.allSatisfy { i in
      i == ear.x || i == ear.y || i == ear.z || turn(a, b, p[i]) < 0 || turn(b, c, p[i]) < 0
        || turn(c, a, p[i]) < 0
    }
  }
}
