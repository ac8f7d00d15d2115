/// A point of the difference of two bodies, `w = a - b`, and the point `a` of the first it stands
/// for.
struct Corner {
  var w = Vector3.zero
  var a = Vector3.zero
}

/// One to four corners and the point of their hull that lies nearest to the origin.
struct Simplex {
  var p, q, r, s: Corner

  /// How many of the corners count.
  var count: Int

  /// The shares of the corners in `nearest`; they sum to 1, and are 0 beyond `count`.
  var weights: SIMD4<Double>

  /// The point of the hull nearest to the origin.
  var nearest: Vector3

  /// Whether the origin lies inside four corners; `nearest` is then zero and the weights mean
  /// nothing.
  var holdsOrigin = false

  /// A single point.
  init(_ p: Corner) {
    self.init(p, Corner(), Corner(), 1, weights: SIMD4(1, 0, 0, 0), nearest: p.w)
  }

  private init(
    _ p: Corner, _ q: Corner, _ r: Corner, _ count: Int, weights: SIMD4<Double>, nearest: Vector3
  ) {
    (self.p, self.q, self.r, self.s) = (p, q, r, Corner())
    self.count = count
    self.weights = weights
    self.nearest = nearest
  }

  /// The nearest point, as a point of the first body.
  var pointOnA: Vector3 {
    let pq = weights.x * p.a + weights.y * q.a
    return pq + weights.z * r.a
  }

  /// The nearest point, as a point of the second body.
  var pointOnB: Vector3 {
    let pq = weights.x * (p.a - p.w) + weights.y * (q.a - q.w)
    return pq + weights.z * (r.a - r.w)
  }

  /// Whether a corner is here already.
  func contains(_ w: Vector3) -> Bool {
    p.w == w || (count > 1 && q.w == w) || (count > 2 && r.w == w)
  }

  /// This one, of at most three corners, with one more, cut down to those that the nearest point
  /// needs. All four stay only where they hold the origin.
  func adding(_ corner: Corner) -> Simplex {
    switch count {
    case 1: .segment(p, corner)
    case 2: .triangle(p, q, corner)
    default: .tetrahedron(p, q, r, corner)
    }
  }

  private static func segment(_ p: Corner, _ q: Corner) -> Simplex {
    let along = q.w - p.w
    let t = -p.w.dot(along)
    let whole = along.dot(along)
    if t <= 0 || whole == 0 { return Simplex(p) }
    if t >= whole { return Simplex(q) }
    let share = t / whole
    return Simplex(
      p, q, Corner(), 2, weights: SIMD4(1 - share, share, 0, 0), nearest: p.w + share * along)
  }

  private static func triangle(_ p: Corner, _ q: Corner, _ r: Corner) -> Simplex {
    let (pq, qr, rp) = (q.w - p.w, r.w - q.w, p.w - r.w)
    let n = rp.cross(pq)
    // Areas that the origin's shadow spans with each side, as multiples of |n|.
    let opposite = Vector3(
      n.dot(q.w.cross(qr)), n.dot(r.w.cross(rp)), n.dot(p.w.cross(pq)))
    let whole = n.dot(n)
    if whole > 0, opposite.min() > 0 {
      let shares = opposite / opposite.sum()
      return Simplex(
        p, q, r, 3, weights: SIMD4(shares, 0), nearest: n * (n.dot(p.w) / whole))
    }
    // The nearest point is on a side that has the origin beyond it.
    let flat = !(whole > 0)
    var best: Simplex?
    if flat || opposite.x <= 0 { best = nearer(best, segment(q, r)) }
    if flat || opposite.y <= 0 { best = nearer(best, segment(r, p)) }
    if flat || opposite.z <= 0 { best = nearer(best, segment(p, q)) }
    return best ?? Simplex(p)
  }

  private static func tetrahedron(
    _ p: Corner, _ q: Corner, _ r: Corner, _ s: Corner
  ) -> Simplex {
    var best: Simplex?
    if isBeyond(p, q, r, s) { best = nearer(best, triangle(p, q, r)) }
    if isBeyond(p, q, s, r) { best = nearer(best, triangle(p, q, s)) }
    if isBeyond(p, r, s, q) { best = nearer(best, triangle(p, r, s)) }
    if isBeyond(q, r, s, p) { best = nearer(best, triangle(q, r, s)) }
    if let best { return best }
    var full = Simplex(p, q, r, 4, weights: SIMD4(1, 0, 0, 0), nearest: .zero)
    full.s = s
    full.holdsOrigin = true
    return full
  }

  /// Whether the origin and `d` lie on different sides of a face, or `d` in its plane.
  private static func isBeyond(_ a: Corner, _ b: Corner, _ c: Corner, _ d: Corner) -> Bool {
    let n = (b.w - a.w).cross(c.w - a.w)
    let inner = n.dot(d.w - a.w)
    let outer = -n.dot(a.w)
    // Thinner than a picometre is flat.
    return inner * inner <= 1e-24 * n.dot(n) || inner * outer < 0
  }

  private static func nearer(_ a: Simplex?, _ b: Simplex) -> Simplex {
    guard let a, a.nearest.dot(a.nearest) <= b.nearest.dot(b.nearest) else { return b }
    return a
  }
}
