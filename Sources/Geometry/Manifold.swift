/// The places where two bodies touch or are about to: several where flat meets flat, so that what
/// stands on a side does not rock.
///
/// A value to be used again: it allocates only until its lists have grown.
package struct Manifold: Sendable {
  /// One of the places.
  package struct Point: Sendable {
    /// Midway between the two surfaces, in the world. Metres.
    package var p: Vector3

    /// The gap there, along the manifold's normal. Metres; negative where they overlap.
    package var gap: Double
  }

  /// At most four.
  package private(set) var points: [Point] = []

  private var faceA: [Vector3] = []
  private var faceB: [Vector3] = []
  private var clipped: [SIMD2<Double>] = []
  private var scratch: [SIMD2<Double>] = []

  package init() {}

  /// Finds the places where the gap is less than `range`, given what `distance` says of the bodies;
  /// always at least the nearest one.
  package mutating func fill(
    _ s: Separation, _ a: Shape, _ X_WA: Pose, _ b: Shape, _ X_WB: Pose, within range: Double
  ) {
    points.removeAll(keepingCapacity: true)
    a.facet(towards: X_WA.rotation.inverse * -s.normal, into: &faceA)
    b.facet(towards: X_WB.rotation.inverse * s.normal, into: &faceB)
    if faceA.count > 1, faceB.count > 1 {
      for i in faceA.indices { faceA[i] = X_WA * faceA[i] }
      for i in faceB.indices { faceB[i] = X_WB * faceB[i] }
      meet(along: s.normal, within: range)
    }
    let least = points.reduce(Double.infinity) { min($0, $1.gap) }
    if least > s.distance + 1e-5 {
      points.append(Point(p: 0.5 * (s.pointOnA + s.pointOnB), gap: s.distance))
    }
    thinOut(along: s.normal)
  }

  /// Cuts one facet by the other, both seen along the normal, and keeps the corners that are near.
  private mutating func meet(along n: Vector3, within range: Double) {
    let (x, y) = (n.perpendicular, n.cross(n.perpendicular))
    guard let planeA = Slant(faceA, n), let planeB = Slant(faceB, n) else { return }
    clipped.removeAll(keepingCapacity: true)
    let cutsA = faceA.count == 2 || faceB.count > 2
    let (cut, by) = cutsA ? (faceA, faceB) : (faceB, faceA)
    for p in cut { clipped.append(SIMD2(p.dot(x), p.dot(y))) }
    if by.count > 2 {
      clip(by, x, y)
    } else {
      overlap(by, x, y)
    }
    for p in clipped {
      let flat = p.x * x + p.y * y
      let (high, low) = (planeA.height(over: flat), planeB.height(over: flat))
      guard high - low < range else { continue }
      points.append(Point(p: flat + 0.5 * (high + low) * n, gap: high - low))
    }
  }

  /// Sutherland and Hodgman's: what of the clipped outline is inside a convex one.
  private mutating func clip(_ face: [Vector3], _ x: Vector3, _ y: Vector3) {
    var area = 0.0
    for i in face.indices {
      let (p, q) = (face[i], face[(i + 1) % face.count])
      area += p.dot(x) * q.dot(y) - p.dot(y) * q.dot(x)
    }
    let sign = area < 0 ? -1.0 : 1.0
    for i in face.indices where !clipped.isEmpty {
      let p = SIMD2(face[i].dot(x), face[i].dot(y))
      let q = SIMD2(face[(i + 1) % face.count].dot(x), face[(i + 1) % face.count].dot(y))
      let inward = sign * SIMD2(p.y - q.y, q.x - p.x)
      swap(&scratch, &clipped)
      clipped.removeAll(keepingCapacity: true)
      // A segment is walked once, an outline around.
      let isSegment = scratch.count == 2
      for k in scratch.indices {
        let (start, end) = (scratch[k], scratch[(k + 1) % scratch.count])
        let (from, to) = (inward.dot(start - p), inward.dot(end - p))
        if from >= 0 { clipped.append(start) }
        if (from > 0) != (to > 0), from != to, !isSegment || k == 0 {
          clipped.append(start + (from / (from - to)) * (end - start))
        }
      }
    }
  }

  /// What of the clipped segment lies beside another, where they are as good as parallel.
  private mutating func overlap(_ face: [Vector3], _ x: Vector3, _ y: Vector3) {
    let (p, q) = (SIMD2(face[0].dot(x), face[0].dot(y)), SIMD2(face[1].dot(x), face[1].dot(y)))
    let (start, way) = (clipped[0], clipped[1] - clipped[0])
    let (whole, other) = (way.dot(way), q - p)
    clipped.removeAll(keepingCapacity: true)
    let cross = way.x * other.y - way.y * other.x
    guard whole > 1e-12, abs(cross) < 0.05 * (whole * other.dot(other)).squareRoot() else { return }
    let (s, t) = ((p - start).dot(way) / whole, (q - start).dot(way) / whole)
    let (first, last) = (max(0, min(s, t)), min(1, max(s, t)))
    guard first < last else { return }
    clipped.append(start + first * way)
    clipped.append(start + last * way)
  }

  /// Keeps four: the nearest, the one farthest from it, and the farthest to either side of these.
  private mutating func thinOut(along n: Vector3) {
    guard points.count > 4 else { return }
    func index(_ worth: (Point) -> Double) -> Int {
      var (best, at) = (-Double.infinity, 0)
      for (k, point) in points.enumerated() where worth(point) > best {
        (best, at) = (worth(point), k)
      }
      return at
    }
    let first = points[index { -$0.gap }]
    let second = points[index { ($0.p - first.p).length }]
    let across = n.cross(second.p - first.p)
    let left = points[index { across.dot($0.p - first.p) }]
    let right = points[index { -across.dot($0.p - first.p) }]
    points.removeAll(keepingCapacity: true)
    points.append(first)
    points.append(second)
    points.append(left)
    points.append(right)
  }
}

/// How high a facet lies over the plane at right angles to a normal: a plane, or a segment's line.
private struct Slant {
  private let origin, normal: Vector3
  private let rise: Double
  private let n: Vector3

  /// Nil where it is as good as upright.
  init?(_ face: [Vector3], _ n: Vector3) {
    origin = face[0]
    self.n = n
    var m = Vector3.zero
    if face.count == 2 {
      let way = face[1] - face[0]
      m = way.cross(n).cross(way)
    } else {
      for i in 2..<face.count { m += (face[i - 1] - origin).cross(face[i] - origin) }
    }
    guard m.length > 1e-14 else { return nil }
    normal = m.normalized
    rise = normal.dot(n)
    guard abs(rise) > 0.3 else { return nil }
  }

  /// Along the normal, over a point of the plane through the world's origin.
  func height(over flat: Vector3) -> Double { normal.dot(origin - flat) / rise }
}

extension SIMD2<Double> {
  fileprivate func dot(_ other: Self) -> Double { x * other.x + y * other.y }
}
