import Geometry

/// What the lamp sees: how far towards it the first surface reaches, on a square grid across its
/// light.
///
/// Its frame L looks towards the lamp along z. A point that nothing in the map reaches beyond, or
/// that lies aside of the map, is lit.
struct ShadowMap {
  /// Texels along a side, and from one row in memory to the next.
  static let size = 768
  static let stride = size + 4

  /// The map's axes in the world.
  let R_WL: Rotation

  /// The side of a texel, metres.
  private(set) var texel = 1.0

  /// What to take from a place in L so that texels begin at 0 and reaches are at least 1 m.
  private(set) var p_LO = Vector3.zero

  /// For a lamp in a direction of unit length.
  init(lamp_W: Vector3) {
    let x = lamp_W.perpendicular
    R_WL = Rotation(xAxis: x, yAxis: lamp_W.cross(x), zAxis: lamp_W)
  }

  /// Sees all that cast shadows, chooses the part of the light that the map covers, and makes the
  /// patches to fill.
  mutating func cover(
    _ drawables: [Drawable], corners: inout [Vector3], patches: inout [Patch]
  ) {
    corners.removeAll(keepingCapacity: true)
    for drawable in drawables where drawable.castsShadow {
      let X_LM = Pose(R_WL.inverse) * drawable.X_WM
      for position in drawable.mesh.positions { corners.append(X_LM * position) }
    }
    guard let first = corners.first else { return }
    var (lower, upper) = (first, first)
    for p_L in corners {
      lower.replace(with: p_L, where: p_L .< lower)
      upper.replace(with: p_L, where: p_L .> upper)
    }
    frame(lower, upper)

    var base = 0
    for drawable in drawables where drawable.castsShadow {
      for triangle in drawable.mesh.triangles {
        add(
          corners[base + Int(triangle.x)], corners[base + Int(triangle.y)],
          corners[base + Int(triangle.z)], to: &patches)
      }
      base += drawable.mesh.positions.count
    }
  }

  /// Chooses texels for a box in L. Their size goes in steps and they stay in place in the world,
  /// so that shadows do not crawl while something moves.
  private mutating func frame(_ lower: Vector3, _ upper: Vector3) {
    let step = 0.0625
    let side = (max(upper.x - lower.x, upper.y - lower.y) / step).rounded(.up) * step
    texel = max(side, step) / Double(Self.size - 4)
    p_LO = Vector3(
      ((lower.x / texel).rounded(.down) - 2) * texel,
      ((lower.y / texel).rounded(.down) - 2) * texel, lower.z - 1)
  }

  /// A point of L in texels and metres of reach.
  @inline(__always) private func place(_ p_L: Vector3) -> Vector3 {
    Vector3((p_L.x - p_LO.x) / texel, (p_L.y - p_LO.y) / texel, p_L.z - p_LO.z)
  }

  @inline(__always) private func add(
    _ a_L: Vector3, _ b_L: Vector3, _ c_L: Vector3, to patches: inout [Patch]
  ) {
    let (a, b, c) = (place(a_L), place(b_L), place(c_L))
    // y goes down the map's rows: what faces the lamp turns the other way than in a picture.
    let (pointA, pointB, pointC) = (snap(a.x, a.y), snap(b.x, b.y), snap(c.x, c.y))
    guard visibleBox(pointA, pointC, pointB, Self.size, Self.size) != nil else { return }
    let (p, q) = (b - a, c - a)
    let scale = 1 / (p.x * q.y - p.y * q.x)
    guard scale.isFinite else { return }
    let across = (p.z * q.y - p.y * q.z) * scale
    let down = (p.x * q.z - p.z * q.x) * scale
    patches.append(
      Patch(
        a: pointA, b: pointB, c: pointC, origin: a.z + (0.5 - a.x) * across + (0.5 - a.y) * down,
        across: across, down: down, least: Float(min(a.z, b.z, c.z)),
        most: Float(max(a.z, b.z, c.z)), owner: 0))
  }
}
