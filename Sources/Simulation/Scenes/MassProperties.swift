package import Geometry

/// How a free body resists being moved and turned.
package struct MassProperties: Hashable, Sendable {
  /// Kilograms.
  package let mass: Double

  /// The centre of mass in the body's frame. Metres.
  package let p_BM: Vector3

  /// The inverse of the inertia about the centre of mass, in the body's axes, by columns. 1/(kg m2).
  let inverseInertia: Rows

  /// A symmetric matrix.
  struct Rows: Hashable, Sendable {
    var x, y, z: Vector3

    static func * (m: Rows, v: Vector3) -> Vector3 { Vector3(m.x.dot(v), m.y.dot(v), m.z.dot(v)) }

    /// By cofactors.
    var inverse: Rows {
      let (a, b, c) = (y.cross(z), z.cross(x), x.cross(y))
      let share = 1 / x.dot(a)
      return Rows(
        x: share * Vector3(a.x, b.x, c.x), y: share * Vector3(a.y, b.y, c.y),
        z: share * Vector3(a.z, b.z, c.z))
    }
  }

  /// Of solid parts that are all of one stuff; what they share counts twice. Nil without any.
  init?(mass: Double, parts: [Body.Part]) {
    let pieces = parts.compactMap { part in part.shape.map { (Piece($0), part.X_BP) } }
    let volume = pieces.reduce(0) { $0 + $1.0.volume }
    guard volume > 0 else { return nil }
    let middle = pieces.reduce(Vector3.zero) { $0 + $1.0.volume / volume * $1.1.translation }
    var inertia = Rows(x: .zero, y: .zero, z: .zero)
    for (piece, X_BP) in pieces {
      let share = mass * piece.volume / volume
      // About the piece's own middle, then moved to the body's.
      let (R, m) = (X_BP.rotation, piece.moments)
      let (u, v, w) = (R.xAxis, R.yAxis, R.zAxis)
      let r = X_BP.translation - middle
      func row(_ k: Int) -> Vector3 {
        var unit = Vector3.zero
        unit[k] = 1
        let own = (m.x * u[k]) * u + (m.y * v[k]) * v + (m.z * w[k]) * w
        return share * (own + r.dot(r) * unit - r[k] * r)
      }
      inertia.x += row(0)
      inertia.y += row(1)
      inertia.z += row(2)
    }
    self.mass = mass
    p_BM = middle
    inverseInertia = inertia.inverse
  }

  /// The volume of a shape and its moments of inertia about its axes for each kilogram.
  private struct Piece {
    let volume: Double
    let moments: Vector3

    init(_ shape: Shape) {
      let size = shape.bounds.size
      // The mean square of each coordinate as a part of the squared length.
      var (fill, spread) = (1.0, Vector3(repeating: 1.0 / 12))
      switch shape {
      case .box, .roundedBox, .prism: break
      case .sphere, .ellipsoid: (fill, spread) = (.pi / 6, Vector3(repeating: 1.0 / 20))
      case .cylinder, .cone, .capsule:
        (fill, spread) = (.pi / 4, Vector3(1.0 / 16, 1.0 / 16, 1.0 / 12))
      }
      volume = fill * size.x * size.y * size.z
      let squares = spread * size * size
      moments = Vector3(squares.y + squares.z, squares.z + squares.x, squares.x + squares.y)
    }
  }
}
